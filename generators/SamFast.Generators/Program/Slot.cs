namespace SamFast.Generators.Program;

/// <summary>A state vector, identified by its name.</summary>
/// <param name="Name">Its name, in camelCase.</param>
internal sealed record Slot(string Name)
{
    /// <summary>Initial value of all elements.</summary>
    public double Initial { get; init; }

    /// <summary>True if it is state of SAM's adversary.</summary>
    public bool IsAdversary { get; init; }

    /// <summary>The tensors that have it, in a partition.</summary>
    public Mask? Part { get; init; }

    /// <summary>The masks of the tensors for which it is defined.</summary>
    public IReadOnlyList<Mask> Masks { get; init; } = [];

    /// <summary>True if it is a position in parameter space.</summary>
    public bool IsPosition { get; init; }

    /// <summary>True if the caller provides it, and no step changes it.</summary>
    public bool IsGiven { get; init; }

    public bool IsBFloat16 { get; init; }

    /// <summary>True if rounding to bfloat16 is stochastic.</summary>
    public bool IsStochastic { get; init; }

    /// <summary>True if each tensor declares the length of its part.</summary>
    public bool HasOwnLength { get; init; }

    /// <summary>Number of vectors that a transform of all parameters has of it; 0 for a single one.</summary>
    public int Several { get; init; }

    /// <summary>Memory traffic relative to one parameter vector.</summary>
    public double Streams => IsBFloat16 ? 0.5 : 1;

    public bool Equals(Slot? other) => other?.Name == Name;

    public override int GetHashCode() => Name.GetHashCode();
}
