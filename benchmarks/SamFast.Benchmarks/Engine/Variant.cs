using System.Numerics;

namespace SamFast.Benchmarks.Engine;

/// <summary>One of SamFast's competitors in a workload.</summary>
/// <param name="Name">Its name in the report.</param>
/// <param name="Bytes">Bytes that its plan moves per parameter and step.</param>
/// <param name="Declare">Creates the optimizer for tensors of these lengths.</param>
internal sealed record Variant<T>(string Name, int Bytes, Func<int[], Problem<T>, Declared<T>> Declare)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The competitor with a number of threads.</summary>
    public Competitor<T> On(int threads) => new(Name, Bytes, problem =>
        Declare(problem.Shape.Lengths, problem).On(problem, threads));

    /// <summary>The competitor that steps a list as one vector, in the same memory.</summary>
    public Competitor<T> OnOneVector(int threads) => new(Name + "-flat", Bytes, problem =>
        problem.Shape.IsList && problem.IsContiguous ? Declare([problem.Shape.Total], problem).OnOneVector(problem, threads) : null)
    {
        ComputesTheSame = false,
    };
}
