namespace SamFast;

/// <summary>Why a checkpoint cannot be loaded.</summary>
public enum CheckpointProblem
{
    /// <summary>The file ends too early.</summary>
    Truncated,

    /// <summary>The size of the header is impossible, or more than 100 MB.</summary>
    HeaderSize,

    /// <summary>The header violates the format.</summary>
    Header,

    /// <summary>A name occurs twice in the header.</summary>
    DuplicateKey,

    /// <summary>Offsets overlap, leave a gap, are out of range, or do not fit type and shape.</summary>
    Offsets,

    /// <summary>The file was not written by SamFast, and no names were given to read it by.</summary>
    Foreign,

    /// <summary>The file was written in a version of the format that this version does not know.</summary>
    Version,

    /// <summary>A checksum is wrong: bits have changed since the file was written.</summary>
    Checksum,

    /// <summary>The file is of an optimizer with another chain, other schedules, or of none at all.</summary>
    OtherChain,

    /// <summary>The file is of other tensors, of tensors in other groups, or lacks the parameters.</summary>
    OtherLayout,

    /// <summary>A tensor has another shape.</summary>
    Shape,

    /// <summary>A tensor has another type.</summary>
    DataType,

    /// <summary>A scalar is missing, or its value is impossible.</summary>
    Value,
}

/// <summary>A checkpoint cannot be loaded. Nothing was modified.</summary>
public sealed class CheckpointException : IOException
{
    /// <summary>Creates an exception with the default message.</summary>
    public CheckpointException()
    {
    }

    /// <summary>Makes an exception.</summary>
    public CheckpointException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a cause.</summary>
    public CheckpointException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal CheckpointException(CheckpointProblem problem, string message, Exception? cause = null)
        : base(message, cause) => Problem = problem;

    /// <summary>Why.</summary>
    public CheckpointProblem Problem { get; }

    /// <summary>The path of the file as passed; <c>the stream</c> or <c>the buffer</c> without one.</summary>
    public string? FileName { get; internal set; }

    /// <summary>The name of the file, and the problem.</summary>
    public override string Message => FileName is null ? base.Message : $"{FileName}: {base.Message}";

    /// <summary>The message without the name of the file.</summary>
    internal string Reason => base.Message;
}
