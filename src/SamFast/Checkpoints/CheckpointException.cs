namespace SamFast;

/// <summary>Why a checkpoint cannot be loaded.</summary>
public enum CheckpointProblem
{
    /// <summary>The file ends too early.</summary>
    Truncated,

    /// <summary>The size of the header is impossible, or more than 100 MB.</summary>
    HeaderSize,

    /// <summary>The header is not what the format says.</summary>
    Header,

    /// <summary>A name stands in the header twice.</summary>
    DuplicateKey,

    /// <summary>Offsets overlap, leave a gap, are out of range, or do not fit type and shape.</summary>
    Offsets,

    /// <summary>The file was not written by SamFast, and no names were given to read it by.</summary>
    Foreign,

    /// <summary>The file was written in a version of the format that this version does not know.</summary>
    Version,

    /// <summary>A checksum is wrong: bits have changed since the file was written.</summary>
    Checksum,

    /// <summary>The file is of an optimizer with another chain.</summary>
    OtherChain,

    /// <summary>The file is of other tensors.</summary>
    OtherLayout,

    /// <summary>A tensor has another shape.</summary>
    Shape,

    /// <summary>A tensor has another type.</summary>
    DataType,

    /// <summary>A scalar is missing, or its value is impossible.</summary>
    Value,
}

/// <summary>A checkpoint cannot be loaded. The optimizer was left as it is.</summary>
public sealed class CheckpointException : IOException
{
    /// <summary>Makes an exception without a message of its own.</summary>
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
}
