using SamFast.Generators.Declarations;

namespace SamFast.Generators.Program;

/// <summary>A scalar that formulas read: a <see cref="Scalar"/> or a <see cref="Property"/>.</summary>
internal interface IScalarSource
{
    /// <summary>The name of the vector that holds it in every lane.</summary>
    string Lane { get; }
}

/// <summary>A scalar state or a coefficient. A scalar of the optimizer is a private field, a per-tensor scalar is a column of a
/// table.</summary>
/// <param name="Initial">Initial value of a state.</param>
internal sealed record Scalar(string Lane, ScalarKind Kind, double Initial) : IScalarSource
{
    public bool IsAdversary { get; init; }

    public bool IsPerTensor { get; init; }

    /// <summary>The masks of the tensors that have it, if it is per-tensor.</summary>
    public IReadOnlyList<Mask> Masks { get; init; } = [];

    /// <summary>True if it is an integer.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The gate whose counter it is, which is a public property.</summary>
    public StageModel? Gate { get; init; }

    public bool IsState => Kind == ScalarKind.State;

    public bool Equals(Scalar? other) => other?.Lane == Lane;

    public override int GetHashCode() => Lane.GetHashCode();
}

internal enum ScalarKind
{
    /// <summary>Kept between steps.</summary>
    State,

    /// <summary>Computed by <c>Prepare</c> or <c>Conclude</c>.</summary>
    Coefficient,
}

/// <summary>A scalar hyperparameter as a public property.</summary>
/// <param name="Owner">The attribute that declares it.</param>
internal sealed record Property(string Name, string Lane, string Owner, HyperparameterModel Model) : IScalarSource;

/// <summary>Scalars that a transform of all parameters keeps between steps.</summary>
internal sealed record ScalarArray(string Name, int Length);

/// <summary>A random number for each element.</summary>
/// <param name="Stream">Its number in the program.</param>
/// <param name="Seed">The seed of the run.</param>
internal sealed record Noise(string Name, int Stream, Property Seed, bool IsAdversary);
