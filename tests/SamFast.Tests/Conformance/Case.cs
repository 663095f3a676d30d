namespace SamFast.Tests.Conformance;

/// <summary>A comparison with optax.</summary>
internal abstract class Case
{
    /// <summary>The file, and the entry if the file has several.</summary>
    public abstract string File { get; }

    /// <summary>The prefix of the file name in the goldens.</summary>
    public abstract string Family { get; }

    /// <summary>The Python expression.</summary>
    public abstract string Expression { get; }

    /// <summary>Our counterpart in C#: a class of the given name, and helper classes whose names begin with it.</summary>
    public abstract string Source(string name);

    /// <summary>The names that are missing in the catalog.</summary>
    public abstract IReadOnlyCollection<string> Unsupported { get; }

    /// <summary>The reasons for which the build must refuse the declaration; empty if it must compile.</summary>
    public abstract IReadOnlyCollection<string> Refusals { get; }

    /// <summary>Runs the compiled counterpart.</summary>
    public abstract Verdict Verify(CompiledCase compiled);

    public bool IsSupported => Unsupported.Count == 0;

    public override string ToString() => File;
}
