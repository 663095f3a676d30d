using System.Buffers;

namespace SamFast;

/// <summary>Parameters alone in safetensors files; see the README of checkpoints.</summary>
public unsafe partial class Parameters<T>
{
    /// <summary>Saves the tensors to a safetensors file, atomically and durably: the file is on the disk when this
    /// returns.</summary>
    /// <remarks>At any time, the old or the new file is at the path, also with concurrent saves and loads. Symbolic links are
    /// followed, and the mode of a replaced file is kept. The directory must be writable: saving uses a temporary file whose
    /// name begins with <c>.samfast.</c>.</remarks>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="metadata">Additional entries, which <see cref="Load(string, bool)"/> and
    /// <see cref="Checkpoint.ReadMetadata(string)"/> return. Keys that SamFast uses are reserved.</param>
    /// <exception cref="ArgumentException">The format does not allow a name or an entry, or a key is reserved; nothing was
    /// written.</exception>
    /// <exception cref="NotSupportedException">The elements are neither <see cref="float"/> nor <see cref="double"/>, or the
    /// header would have more than 100 MB; nothing was written.</exception>
    /// <exception cref="InvalidOperationException">The elements changed during the call.</exception>
    /// <exception cref="IOException">The file cannot be written; the old file is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is read-only, or its directory is not writable.</exception>
    public void Save(string path, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        fixed (T* values = Values)
        {
            var file = Compose(path, values, metadata);
            DurableFile.Replace(path, file.Length, stream => file.WriteTo(stream.Write));
        }
    }

    /// <summary>Saves the tensors to a stream, as a safetensors file.</summary>
    /// <param name="stream">The stream; it is neither flushed nor closed.</param>
    /// <param name="metadata">Additional entries. Keys that SamFast uses are reserved.</param>
    /// <inheritdoc cref="Save(string, IReadOnlyDictionary{string, string}?)" path="/exception[position() &lt; 4]"/>
    public void Save(Stream stream, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        fixed (T* values = Values)
            Compose(CheckpointFile.Stream, values, metadata).WriteTo(stream.Write);
    }

    /// <summary>Saves the tensors to a buffer, as a safetensors file.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="metadata">Additional entries. Keys that SamFast uses are reserved.</param>
    /// <inheritdoc cref="Save(string, IReadOnlyDictionary{string, string}?)" path="/exception[position() &lt; 4]"/>
    public void Save(IBufferWriter<byte> buffer, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        fixed (T* values = Values)
            Compose(CheckpointFile.Buffer, values, metadata).WriteTo(bytes => buffer.Write(bytes));
    }

    /// <summary>Loads the tensors, by their names and in any order, from a safetensors file: one written by <see
    /// cref="Save(string, IReadOnlyDictionary{string, string}?)"/>, an optimizer's checkpoint with parameters, or another
    /// program's file.</summary>
    /// <remarks>The whole file is read and validated before anything is modified. Elements of the types F16, BF16, F32
    /// and F64 are converted, F64 to <see cref="float"/> rounded to nearest. Groups are not compared: they do not affect
    /// parameters.</remarks>
    /// <param name="path">The file.</param>
    /// <param name="skipsOthers">True to skip tensors that the layout does not have, instead of throwing. State of the layout's
    /// tensors (<c>w.mu</c>) is always skipped.</param>
    /// <returns>The additional entries that were saved with the file.</returns>
    /// <exception cref="CheckpointException">The file cannot be used, and see <see cref="CheckpointException.Problem"/>;
    /// nothing was modified.</exception>
    /// <exception cref="NotSupportedException">The elements are neither <see cref="float"/> nor <see cref="double"/>.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public IReadOnlyDictionary<string, string> Load(string path, bool skipsOthers = false)
    {
        using var stream = CheckpointFile.Open(path);
        return Load(stream, path, isWhole: true, skipsOthers);
    }

    /// <summary>Loads the tensors from a stream, from its position to the end of the safetensors file.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="skipsOthers">True to skip tensors that the layout does not have, instead of throwing.</param>
    /// <inheritdoc cref="Load(string, bool)" path="/returns|/exception[position() &lt; 3]"/>
    public IReadOnlyDictionary<string, string> Load(Stream stream, bool skipsOthers = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Load(stream, CheckpointFile.Stream, isWhole: false, skipsOthers);
    }

    /// <summary>Loads the tensors from memory.</summary>
    /// <param name="file">A safetensors file.</param>
    /// <param name="skipsOthers">True to skip tensors that the layout does not have, instead of throwing.</param>
    /// <inheritdoc cref="Load(string, bool)" path="/returns|/exception[position() &lt; 3]"/>
    public IReadOnlyDictionary<string, string> Load(ReadOnlySpan<byte> file, bool skipsOthers = false)
    {
        fixed (byte* bytes = file)
        {
            using var stream = CheckpointFile.Of(bytes, file.Length);
            return Load(stream, CheckpointFile.Buffer, isWhole: true, skipsOthers);
        }
    }

    private static string ElementType =>
        typeof(T) == typeof(float) ? StoredTensor.Float32
        : typeof(T) == typeof(double) ? StoredTensor.Float64
        : throw new NotSupportedException($"Files have parameters of type float or double, and these are of type {typeof(T).Name}.");

    private CheckpointWriter Compose(string target, T* values, IReadOnlyDictionary<string, string>? metadata)
    {
        CheckpointFile.CheckEndianness();
        var user = UserMetadata.Check(metadata, target);
        var tensors = new List<StoredTensor>();
        for (int i = 0; i < Layout.Count; i++)
        {
            tensors.Add(new StoredTensor(
                Layout[i].Name, ElementType, Layout[i].Dimensions, values + Layout.StartOf(i), (long)Layout[i].Length * sizeof(T)));
        }

        return new CheckpointWriter(
            target, tensors, [(MetadataKeys.Version, MetadataKeys.CurrentVersion), (MetadataKeys.Layout, Fingerprints.Of(Layout))], user,
            isChecked: true);
    }

    private IReadOnlyDictionary<string, string> Load(Stream stream, string source, bool isWhole, bool skipsOthers)
    {
        _ = ElementType;
        CheckpointFile.CheckEndianness();
        try
        {
            using var reader = new CheckpointReader(stream, isWhole);
            reader.CheckHeader();
            Match(reader.Header, skipsOthers);
            reader.ReadData(Layout.Select(tensor => tensor.Name), isChecked: reader.IsOwn);
            for (int i = 0; i < Layout.Count; i++)
                CheckElements(reader, Layout[i]);
            for (int i = 0; i < Layout.Count; i++)
                Convert(reader.Header.Tensors[Layout[i].Name].Type, reader.Elements(Layout[i].Name), Span(i));
            return UserMetadata.Of(reader.Header);
        }
        catch (CheckpointException exception)
        {
            exception.FileName = source;
            throw;
        }
    }

    /// <summary>Refuses a file that lacks a tensor, has it in another shape or type, or has others.</summary>
    private void Match(SafetensorsHeader header, bool skipsOthers)
    {
        if (Layout.Count > 0 && !Layout.Any(tensor => header.Tensors.ContainsKey(tensor.Name)))
        {
            throw Other(
                header.Metadata.ContainsKey(MetadataKeys.Fingerprint)
                    ? "The file has no parameters, or those of other tensors. Save them with the optimizer: Save(path, parameters)."
                    : $"The file has no tensor of this layout, such as '{Texts.Shown(Layout[0].Name)}'. Load it with the layout that it was saved with.");
        }

        foreach (var tensor in Layout)
        {
            if (!header.Tensors.TryGetValue(tensor.Name, out var entry))
                throw Other($"The file has no tensor '{Texts.Shown(tensor.Name)}', which this layout has. Load it with the layout that it was saved with.");
            if (entry.Type is not (StoredTensor.Float16 or StoredTensor.BFloat16 or StoredTensor.Float32 or StoredTensor.Float64))
            {
                throw new CheckpointException(CheckpointProblem.DataType,
                    $"Tensor {entry} has elements of type {entry.Type}, which cannot be converted. Save them as F16, BF16, F32 or F64.");
            }

            if (!entry.HasShape(tensor.Dimensions))
            {
                throw new CheckpointException(CheckpointProblem.Shape,
                    $"Tensor {entry} should have the shape [{string.Join(", ", tensor.Dimensions)}].");
            }
        }

        if (skipsOthers)
            return;
        var names = Layout.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        if (header.Tensors.Keys.FirstOrDefault(name => !names.Contains(name) && !IsState(name)) is { } unknown)
        {
            throw Other(
                $"The file has a tensor '{Texts.Shown(unknown)}', which this layout does not have. To skip it, pass "
                + "skipsOthers: true.");
        }

        if (header.Metadata.GetValueOrDefault(MetadataKeys.Layout) is { } layout && header.Metadata.ContainsKey(MetadataKeys.Version)
            && layout != Fingerprints.Of(Layout))
        {
            throw Other(
                $"The file was saved with tensors that this layout of {Layout.Count} does not have. To skip them, pass "
                + "skipsOthers: true.");
        }

        // State is called "tensor.slot".
        bool IsState(string name)
        {
            for (int dot = name.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = name.IndexOf('.', dot + 1))
            {
                if (names.Contains(name[..dot]))
                    return true;
            }

            return false;
        }
    }

    private static CheckpointException Other(string what) => new(CheckpointProblem.OtherLayout, what);

    /// <summary>Refuses numbers that would become infinite.</summary>
    private static void CheckElements(CheckpointReader reader, TensorShape tensor)
    {
        if (typeof(T) != typeof(float) || reader.Header.Tensors[tensor.Name].Type != StoredTensor.Float64)
            return;
        foreach (double element in new ReadOnlySpan<double>(reader.Elements(tensor.Name), tensor.Length))
        {
            if (double.IsFinite(element) && float.IsInfinity((float)element))
            {
                throw new CheckpointException(CheckpointProblem.Value,
                    $"Tensor '{Texts.Shown(tensor.Name)}' has the element {element}, which is beyond the range of float. Load it as double.");
            }
        }
    }

    private static void Convert(string type, byte* source, Span<T> destination)
    {
        if (type == ElementType)
        {
            new ReadOnlySpan<T>(source, destination.Length).CopyTo(destination);
            return;
        }

        for (int i = 0; i < destination.Length; i++)
        {
            double element = type switch
            {
                StoredTensor.Float16 => (double)((Half*)source)[i],
                StoredTensor.BFloat16 => BitConverter.Int32BitsToSingle(((ushort*)source)[i] << 16),
                StoredTensor.Float32 => ((float*)source)[i],
                _ => ((double*)source)[i],
            };
            destination[i] = typeof(T) == typeof(float) ? (T)(object)(float)element : (T)(object)element;
        }
    }
}
