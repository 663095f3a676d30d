using System.Buffers;

namespace SamFast;

/// <summary>Checkpoints in the safetensors format; see the README beside this file.</summary>
public abstract unsafe partial class Optimizer<T>
{
    private const CheckpointOptions AllOptions =
        CheckpointOptions.OtherSchedules | CheckpointOptions.KeepHyperparameters | CheckpointOptions.OtherGroups;

    /// <summary>Saves the complete state to a file, atomically and durably: the file is on the disk when this returns.</summary>
    /// <remarks>At any time, the old or the new file is at the path, also with concurrent saves and loads. Symbolic links are
    /// followed, and the mode of a replaced file is kept. The directory must be writable: saving uses a temporary file whose
    /// name begins with <c>.samfast.</c>.</remarks>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="parameters">The parameters to save with the state, or an empty span.</param>
    /// <param name="names">The names of the state in another program's files; null for SamFast's format.</param>
    /// <param name="metadata">Additional entries, such as the epoch, which <see cref="Checkpoint.ReadMetadata(string)"/> and
    /// <see cref="Load(string, Span{T}, StateNames?, CheckpointOptions)"/> return. Keys that SamFast uses are reserved.</param>
    /// <exception cref="ArgumentException">The span has another length, two tensors would have the same name, the format does
    /// not allow a name or an entry, or a key is reserved; nothing was written.</exception>
    /// <exception cref="NotSupportedException">The state has no such names, or the header would have more than 100 MB; nothing
    /// was written.</exception>
    /// <exception cref="InvalidOperationException">The optimizer is in the middle of a step, another thread took one meanwhile,
    /// or the parameters changed; the old file is unchanged. Save between two steps, or save a clone.</exception>
    /// <exception cref="IOException">The file cannot be written; the old file is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is read-only, or its directory is not writable.</exception>
    public void Save(
        string path, ReadOnlySpan<T> parameters = default, StateNames? names = null,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var view = BeginView();
        fixed (T* values = parameters)
        {
            var file = Compose(path, values, parameters.Length, names, metadata);
            DurableFile.Replace(path, file.Length, stream =>
            {
                file.WriteTo(stream.Write);
                view.Check();
            });
        }
    }

    /// <summary>Saves the complete state to a stream.</summary>
    /// <param name="stream">The stream; it is neither flushed nor closed.</param>
    /// <param name="parameters">The parameters to save with the state, or an empty span.</param>
    /// <param name="names">The names of the state in another program's files; null for SamFast's format.</param>
    /// <param name="metadata">Additional entries. Keys that SamFast uses are reserved.</param>
    /// <inheritdoc cref="Save(string, ReadOnlySpan{T}, StateNames?, IReadOnlyDictionary{string, string}?)"
    /// path="/exception[position() &lt; 3]"/>
    /// <exception cref="InvalidOperationException">The optimizer is in the middle of a step, or another thread took one
    /// meanwhile; the bytes written are not a valid checkpoint. Save between two steps, or save a clone.</exception>
    public void Save(
        Stream stream, ReadOnlySpan<T> parameters = default, StateNames? names = null,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var view = BeginView();
        fixed (T* values = parameters)
            Compose(CheckpointFile.Stream, values, parameters.Length, names, metadata).WriteTo(stream.Write);
        view.Check();
    }

    /// <summary>Saves the complete state to a buffer.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="parameters">The parameters to save with the state, or an empty span.</param>
    /// <param name="names">The names of the state in another program's files; null for SamFast's format.</param>
    /// <param name="metadata">Additional entries. Keys that SamFast uses are reserved.</param>
    /// <inheritdoc cref="Save(string, ReadOnlySpan{T}, StateNames?, IReadOnlyDictionary{string, string}?)"
    /// path="/exception[position() &lt; 3]"/>
    /// <exception cref="InvalidOperationException">The optimizer is in the middle of a step, or another thread took one
    /// meanwhile; the bytes written are not a valid checkpoint. Save between two steps, or save a clone.</exception>
    public void Save(
        IBufferWriter<byte> buffer, ReadOnlySpan<T> parameters = default, StateNames? names = null,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        var view = BeginView();
        fixed (T* values = parameters)
            Compose(CheckpointFile.Buffer, values, parameters.Length, names, metadata).WriteTo(bytes => buffer.Write(bytes));
        view.Check();
    }

    /// <summary>Loads a file written by <see cref="Save(string, ReadOnlySpan{T}, StateNames?, IReadOnlyDictionary{string,
    /// string}?)"/> from an optimizer with the same chain and the same tensors, in any order. If the order is the same, the
    /// next steps are bit for bit those of the saved optimizer; otherwise random numbers and the last bits of sums over all
    /// tensors differ.</summary>
    /// <remarks>The whole file is read and validated before anything is modified. Hyperparameters take the values of the file,
    /// unless <paramref name="options"/> keep those of the optimizer.</remarks>
    /// <param name="path">The file.</param>
    /// <param name="parameters">Receives the parameters of the file; or an empty span.</param>
    /// <param name="names">The names of the state in another program's files; null for SamFast's format. With names, <paramref
    /// name="options"/> have no effect: such files contain no schedules, hyperparameters or groups.</param>
    /// <param name="options">The permitted differences between the file and this optimizer.</param>
    /// <returns>The additional entries that were saved with the file.</returns>
    /// <exception cref="ArgumentException">The span has another length, or an option does not exist.</exception>
    /// <exception cref="CheckpointException">The file cannot be used, and see <see cref="CheckpointException.Problem"/>;
    /// nothing was modified.</exception>
    /// <exception cref="NotSupportedException">The state has no such names; nothing was modified.</exception>
    /// <exception cref="InvalidOperationException">The optimizer is in the middle of a step.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public IReadOnlyDictionary<string, string> Load(
        string path, Span<T> parameters = default, StateNames? names = null, CheckpointOptions options = CheckpointOptions.None)
    {
        using var stream = CheckpointFile.Open(path);
        return Load(stream, path, isWhole: true, parameters, names, options);
    }

    /// <summary>Loads a checkpoint from a stream, from its position to the end of the checkpoint.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="parameters">Receives the parameters of the checkpoint; or an empty span.</param>
    /// <param name="names">The names of the state in another program's files; null for SamFast's format.</param>
    /// <param name="options">The permitted differences between the checkpoint and this optimizer.</param>
    /// <inheritdoc cref="Load(string, Span{T}, StateNames?, CheckpointOptions)" path="/returns|/exception[position() &lt; 5]"/>
    public IReadOnlyDictionary<string, string> Load(
        Stream stream, Span<T> parameters = default, StateNames? names = null, CheckpointOptions options = CheckpointOptions.None)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Load(stream, CheckpointFile.Stream, isWhole: false, parameters, names, options);
    }

    /// <summary>Loads a checkpoint from memory.</summary>
    /// <param name="file">The checkpoint.</param>
    /// <param name="parameters">Receives the parameters of the checkpoint; or an empty span.</param>
    /// <param name="names">The names of the state in another program's files; null for SamFast's format.</param>
    /// <param name="options">The permitted differences between the checkpoint and this optimizer.</param>
    /// <inheritdoc cref="Load(string, Span{T}, StateNames?, CheckpointOptions)" path="/returns|/exception[position() &lt; 5]"/>
    public IReadOnlyDictionary<string, string> Load(
        ReadOnlySpan<byte> file, Span<T> parameters = default, StateNames? names = null, CheckpointOptions options = CheckpointOptions.None)
    {
        fixed (byte* bytes = file)
        {
            using var stream = CheckpointFile.Of(bytes, file.Length);
            return Load(stream, CheckpointFile.Buffer, isWhole: true, parameters, names, options);
        }
    }

    private IReadOnlyDictionary<string, string> Load(
        Stream stream, string source, bool isWhole, Span<T> parameters, StateNames? names, CheckpointOptions options)
    {
        if ((options & ~AllOptions) != 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options, $"{options & ~AllOptions} is not an option. Combine members of {nameof(CheckpointOptions)}.");
        }

        CheckpointFile.CheckEndianness();
        CheckLength(source, parameters);
        using var turn = EnterStep();
        try
        {
            fixed (T* values = parameters)
            {
                using var reader = new CheckpointReader(stream, isWhole);
                if (names is null)
                    LoadOwn(reader, values, options);
                else
                    LoadForeign(reader, values, source, names);
                return UserMetadata.Of(reader.Header);
            }
        }
        catch (CheckpointException exception)
        {
            exception.FileName = source;
            throw;
        }
    }

    private void LoadOwn(CheckpointReader reader, T* parameters, CheckpointOptions options)
    {
        MatchDeclaration(reader, options);
        var visitor = Visit();
        var scalars = ReadScalars(reader.Header, visitor, options);
        var tensors = Stored(visitor, parameters, counter => scalars[counter] != 0);
        MatchTensors(reader, tensors, options);
        CheckHyperparameters(visitor, scalars);
        reader.ReadData(tensors.Where(t => t.IsRead).Select(t => t.Name), isChecked: true);
        Take(reader, visitor, scalars, tensors);
    }

    /// <summary>Applies the loaded state and parameters. Throws nothing.</summary>
    private void Take(CheckpointReader reader, StateVisitor visitor, Dictionary<string, long> scalars, List<StoredTensor> tensors)
    {
        Visit(scalars);
        PreparedVersion = 0;
        foreach (var tensor in tensors.Where(t => t.IsRead))
            tensor.Read(reader.Elements(tensor.Name));
        foreach (var part in visitor.Parts.Where(p => p.Place == StatePlace.PerTensorCoefficient))
            Fill(part);
        ForgetLastGradient();
    }

    private void CheckLength(string file, ReadOnlySpan<T> parameters)
    {
        if (!parameters.IsEmpty && parameters.Length != ParameterCount)
        {
            throw new ArgumentException(
                $"{file}: this {GetType().Name} was constructed for {ParameterCount} parameters, but the span has length {parameters.Length}. "
                + "Pass a span of that length, or none.", nameof(parameters));
        }
    }
}
