using System.Buffers;

namespace SamFast;

/// <summary>Checkpoints in the safetensors format; see the README beside this file.</summary>
public abstract unsafe partial class Optimizer<T>
{
    /// <summary>Saves all that the next steps depend on to a file: as a whole or not at all, and on the disk when this
    /// returns.</summary>
    /// <param name="path">The file; replaced if it exists. The same name with <c>.tmp</c> is used meanwhile.</param>
    /// <param name="parameters">The parameters, if the file is to have them as well.</param>
    /// <param name="names">What the state is called in files of other programs; null: SamFast's own format.</param>
    /// <exception cref="ArgumentException">The span has another length, or two tensors would have the same
    /// name.</exception>
    /// <exception cref="NotSupportedException">The state has no such names.</exception>
    /// <exception cref="IOException">The file cannot be written; what was there before still is.</exception>
    public void Save(string path, ReadOnlySpan<T> parameters = default, StateNames? names = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var turn = TakeTurn();
        fixed (T* values = parameters)
        {
            var file = Compose(values, parameters.Length, names);
            DurableFile.Replace(path, file.Length, stream => file.WriteTo(stream.Write));
        }
    }

    /// <summary>Saves all that the next steps depend on to a stream.</summary>
    /// <param name="stream">The stream; it is neither flushed nor closed.</param>
    /// <param name="parameters">The parameters, if the checkpoint is to have them as well.</param>
    /// <param name="names">What the state is called in files of other programs; null: SamFast's own format.</param>
    /// <inheritdoc cref="Save(string, ReadOnlySpan{T}, StateNames?)" path="/exception[position() &lt; 3]"/>
    public void Save(Stream stream, ReadOnlySpan<T> parameters = default, StateNames? names = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var turn = TakeTurn();
        fixed (T* values = parameters)
            Compose(values, parameters.Length, names).WriteTo(stream.Write);
    }

    /// <summary>Saves all that the next steps depend on to a buffer.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="parameters">The parameters, if the checkpoint is to have them as well.</param>
    /// <param name="names">What the state is called in files of other programs; null: SamFast's own format.</param>
    /// <inheritdoc cref="Save(string, ReadOnlySpan{T}, StateNames?)" path="/exception[position() &lt; 3]"/>
    public void Save(IBufferWriter<byte> buffer, ReadOnlySpan<T> parameters = default, StateNames? names = null)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        using var turn = TakeTurn();
        fixed (T* values = parameters)
            Compose(values, parameters.Length, names).WriteTo(bytes => buffer.Write(bytes));
    }

    /// <summary>Loads what <see cref="Save(string, ReadOnlySpan{T}, StateNames?)"/> has saved of an optimizer of the
    /// same chain and for the same tensors, in any order. In the same order, the next steps are the same, bit for bit; in
    /// another one, up to random numbers and the last bits of sums over all tensors.</summary>
    /// <remarks>The whole file is read and found to be right before anything is modified. Hyperparameters become those
    /// of the file.</remarks>
    /// <param name="path">The file.</param>
    /// <param name="parameters">The parameters, if they are to become those of the file.</param>
    /// <param name="names">What the state is called in files of other programs; null: SamFast's own format.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    /// <exception cref="CheckpointException">The file cannot be used, and <see cref="CheckpointException.Problem"/>
    /// says why; nothing was modified.</exception>
    /// <exception cref="NotSupportedException">The state has no such names; nothing was modified.</exception>
    public void Load(string path, Span<T> parameters = default, StateNames? names = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1);
        Load(stream, isWhole: true, parameters, names);
    }

    /// <summary>Loads a checkpoint from a stream; from here to the end of the checkpoint.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="parameters">The parameters, if they are to become those of the checkpoint.</param>
    /// <param name="names">What the state is called in files of other programs; null: SamFast's own format.</param>
    /// <inheritdoc cref="Load(string, Span{T}, StateNames?)" path="/exception"/>
    public void Load(Stream stream, Span<T> parameters = default, StateNames? names = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Load(stream, isWhole: false, parameters, names);
    }

    /// <summary>Loads a checkpoint from memory.</summary>
    /// <param name="file">The checkpoint.</param>
    /// <param name="parameters">The parameters, if they are to become those of the checkpoint.</param>
    /// <param name="names">What the state is called in files of other programs; null: SamFast's own format.</param>
    /// <inheritdoc cref="Load(string, Span{T}, StateNames?)" path="/exception"/>
    public void Load(ReadOnlySpan<byte> file, Span<T> parameters = default, StateNames? names = null)
    {
        fixed (byte* bytes = file)
        {
            using var stream = file.IsEmpty ? Stream.Null : new UnmanagedMemoryStream(bytes, file.Length);
            Load(stream, isWhole: true, parameters, names);
        }
    }

    private void Load(Stream stream, bool isWhole, Span<T> parameters, StateNames? names)
    {
        CheckEndianness();
        if (!parameters.IsEmpty)
            Check(parameters);
        using var turn = TakeTurn();
        fixed (T* values = parameters)
        {
            using var reader = new CheckpointReader(stream, isWhole);
            var visitor = Visit();
            var scalars = names is null ? ReadScalars(reader, visitor) : [];
            var tensors = names is null
                ? Stored(visitor, values, counter => scalars[counter] != 0)
                : Stored(visitor, values, names, isReading: true, reader.Header);
            Match(reader.Header, tensors);
            if (names is null)
                MatchLayout(reader.Header);
            reader.ReadData(isChecked: names is null);
            if (names is not null)
                scalars = DeduceScalars(reader, visitor, names);

            // Only a hyperparameter can still be refused, by its own property.
            Assign(visitor, scalars);
            foreach (var tensor in tensors.Where(t => t.IsRead))
                tensor.Read(reader.Elements(tensor.Name));
            foreach (var part in visitor.Parts.Where(p => p.Place == StatePlace.PerTensorCoefficient))
                Fill(part);
            _lastGradient = Nowhere;
        }
    }

    private static void CheckEndianness()
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Checkpoints are little-endian, and this processor is not.");
    }
}
