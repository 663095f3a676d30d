namespace SamFast.Tests.Conformance;

/// <summary>One thing to compare with optax.</summary>
internal abstract class Case
{
    /// <summary>The file, and the entry in it if it has several.</summary>
    public abstract string File { get; }

    /// <summary>The prefix of the file name in the goldens.</summary>
    public abstract string Family { get; }

    /// <summary>The Python expression.</summary>
    public abstract string Expression { get; }

    /// <summary>Our counterpart as C#: a class of the given name, and helpers whose names begin with it.</summary>
    public abstract string Source(string name);

    /// <summary>Names that the catalog lacks; empty if it has all of them.</summary>
    public abstract IReadOnlyCollection<string> Unsupported { get; }

    /// <summary>Why the build must refuse the declaration; empty if it must not.</summary>
    public abstract IReadOnlyCollection<string> Refusals { get; }

    /// <summary>Runs the compiled counterpart.</summary>
    public abstract Verdict Verify(CompiledCase compiled);

    public bool IsSupported => Unsupported.Count == 0;

    public override string ToString() => File;
}
