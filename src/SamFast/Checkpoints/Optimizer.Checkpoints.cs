using System.Buffers;

namespace SamFast;

/// <summary>Checkpoints in the safetensors format; see the README beside this file.</summary>
public abstract unsafe partial class Optimizer<T>
{
    private const CheckpointOptions AllOptions =
        CheckpointOptions.OtherSchedules | CheckpointOptions.KeepHyperparameters | CheckpointOptions.OtherGroups;

    /// <summary>Saves all that the next steps depend on to a file: as a whole or not at all, and on the disk when this
    /// returns.</summary>
    /// <remarks>At any time, the path has the old file or the new one, whoever else saves or loads it. Symbolic links are
    /// followed, and the mode of a file that is replaced is kept. The directory must take new files: one whose name begins with
    /// <c>.samfast.</c> is used meanwhile.</remarks>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="parameters">The parameters, if the file is to have them as well.</param>
    /// <param name="names">What the state is called in files of other programs; null: SamFast's own format.</param>
    /// <param name="metadata">Entries of your own, such as the epoch, which <see cref="Checkpoint.ReadMetadata(string)"/> and
    /// <see cref="Load(string, Span{T}, StateNames?, CheckpointOptions)"/> return. Keys that SamFast uses are reserved.</param>
    /// <exception cref="ArgumentException">The span has another length, two tensors would have the same name, a name or an
    /// entry is one that the format does not allow, or a key is reserved; nothing was written.</exception>
    /// <exception cref="NotSupportedException">The state has no such names, or the header would have more than 100 MB; nothing
    /// was written.</exception>
    /// <exception cref="InvalidOperationException">The optimizer is in the middle of a step, another thread has made one
    /// meanwhile, or the parameters changed; what was there before still is. Save between two steps, or save a clone.</exception>
    /// <exception cref="IOException">The file cannot be written; what was there before still is.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is read-only, or its directory takes no new files.</exception>
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

    /// <summary>Saves all that the next steps depend on to a stream.</summary>
    /// <param name="stream">The stream; it is neither flushed nor closed.</param>
    /// <param name="parameters">The parameters, if the checkpoint is to have them as well.</param>
    /// <param name="names">What the state is called in files of other programs; null: SamFast's own format.</param>
    /// <param name="metadata">Entries of your own; keys that SamFast uses are reserved.</param>
    /// <inheritdoc cref="Save(string, ReadOnlySpan{T}, StateNames?, IReadOnlyDictionary{string, string}?)"
    /// path="/exception[position() &lt; 3]"/>
    /// <exception cref="InvalidOperationException">The optimizer is in the middle of a step, or another thread has made one
    /// meanwhile; what was written is no checkpoint. Save between two steps, or save a clone.</exception>
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

    /// <summary>Saves all that the next steps depend on to a buffer.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="parameters">The parameters, if the checkpoint is to have them as well.</param>
    /// <param name="names">What the state is called in files of other programs; null: SamFast's own format.</param>
    /// <param name="metadata">Entries of your own; keys that SamFast uses are reserved.</param>
    /// <inheritdoc cref="Save(string, ReadOnlySpan{T}, StateNames?, IReadOnlyDictionary{string, string}?)"
    /// path="/exception[position() &lt; 3]"/>
    /// <exception cref="InvalidOperationException">The optimizer is in the middle of a step, or another thread has made one
    /// meanwhile; what was written is no checkpoint. Save between two steps, or save a clone.</exception>
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

    /// <summary>Loads what <see cref="Save(string, ReadOnlySpan{T}, StateNames?, IReadOnlyDictionary{string, string}?)"/> has
    /// saved of an optimizer of the same chain and for the same tensors, in any order. In the same order, the next steps are the
    /// same, bit for bit; in another one, up to random numbers and the last bits of sums over all tensors.</summary>
    /// <remarks>The whole file is read and found to be right before anything is modified. Hyperparameters become those
    /// of the file, unless <paramref name="options"/> say otherwise.</remarks>
    /// <param name="path">The file.</param>
    /// <param name="parameters">The parameters, if they are to become those of the file.</param>
    /// <param name="names">What the state is called in files of other programs; null: SamFast's own format. With names,
    /// <paramref name="options"/> mean nothing: such files have neither schedules, nor hyperparameters, nor groups.</param>
    /// <param name="options">In what the file may differ from this optimizer.</param>
    /// <returns>The metadata of whoever saved the file.</returns>
    /// <exception cref="ArgumentException">The span has another length, or an option does not exist.</exception>
    /// <exception cref="CheckpointException">The file cannot be used, and <see cref="CheckpointException.Problem"/>
    /// says why; nothing was modified.</exception>
    /// <exception cref="NotSupportedException">The state has no such names; nothing was modified.</exception>
    /// <exception cref="InvalidOperationException">A step is being taken.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public IReadOnlyDictionary<string, string> Load(
        string path, Span<T> parameters = default, StateNames? names = null, CheckpointOptions options = CheckpointOptions.None)
    {
        using var stream = CheckpointFile.Open(path);
        return Load(stream, path, isWhole: true, parameters, names, options);
    }

    /// <summary>Loads a checkpoint from a stream; from here to the end of the checkpoint.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="parameters">The parameters, if they are to become those of the checkpoint.</param>
    /// <param name="names">What the state is called in files of other programs; null: SamFast's own format.</param>
    /// <param name="options">In what the checkpoint may differ from this optimizer.</param>
    /// <inheritdoc cref="Load(string, Span{T}, StateNames?, CheckpointOptions)" path="/returns|/exception[position() &lt; 5]"/>
    public IReadOnlyDictionary<string, string> Load(
        Stream stream, Span<T> parameters = default, StateNames? names = null, CheckpointOptions options = CheckpointOptions.None)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Load(stream, CheckpointFile.Stream, isWhole: false, parameters, names, options);
    }

    /// <summary>Loads a checkpoint from memory.</summary>
    /// <param name="file">The checkpoint.</param>
    /// <param name="parameters">The parameters, if they are to become those of the checkpoint.</param>
    /// <param name="names">What the state is called in files of other programs; null: SamFast's own format.</param>
    /// <param name="options">In what the checkpoint may differ from this optimizer.</param>
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
                nameof(options), options, $"{options & ~AllOptions} is no option. Combine members of {nameof(CheckpointOptions)}.");
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

    /// <summary>Makes state and parameters what was read. Nothing here is refused.</summary>
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
                $"{file}: this {GetType().Name} was made for {ParameterCount} parameters, but the span has length {parameters.Length}. "
                + "Pass a span of that length, or none.", nameof(parameters));
        }
    }
}
