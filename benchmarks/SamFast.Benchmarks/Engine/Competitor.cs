using System.Numerics;
using SamFast.Benchmarks.Memory;

namespace SamFast.Benchmarks.Engine;

/// <summary>An implementation of the step of a workload.</summary>
/// <param name="Name">Its name in the report.</param>
/// <param name="Bytes">Bytes that it reads and writes per parameter and step, in vectors as long as the parameters.</param>
/// <param name="Enter">Creates the step; null if it cannot compete.</param>
internal sealed record Competitor<T>(string Name, int Bytes, Func<Problem<T>, IRepetition?> Enter)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A competitor that takes a list of tensors one step per tensor.</summary>
    public Competitor(string name, int bytes, Func<Room<T>, Step<T>?> create)
        : this(name, bytes, problem => ForEach(problem, create))
    {
    }

    /// <summary>True if its parameters must equal SamFast's.</summary>
    public bool ComputesTheSame { get; init; } = true;

    private static IRepetition? ForEach(Problem<T> problem, Func<Room<T>, Step<T>?> create)
    {
        Step<T>?[] steps = [.. problem.Rooms.Select(create)];
        return steps.Contains(null) ? null
            : problem.Shape.IsList ? new EachTensor<T>(problem.Parameters, problem.Gradients, steps!)
            : new OneTensor<T>(problem.Parameters[0], problem.Gradients[0], steps[0]!);
    }
}
