using System.Numerics;
using SamFast.Benchmarks.Memory;

namespace SamFast.Benchmarks.Engine;

/// <summary>A declared optimizer.</summary>
/// <param name="Optimizer">The instance.</param>
/// <param name="Step">Its step for one vector.</param>
/// <param name="StepAll">Its step for a list of tensors, or null.</param>
internal sealed record Declared<T>(Optimizer<T> Optimizer, Step<T> Step, Action<TensorBuffers<T>>? StepAll = null)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public IRepetition On(Problem<T> problem, int threads)
    {
        Optimizer.ThreadCount = threads;
        if (!problem.Shape.IsList)
            return new OneTensor<T>(problem.Parameters[0], problem.Gradients[0], Step);
        var stepAll = StepAll ?? throw new InvalidOperationException($"{Optimizer.GetType().Name} takes no lists.");
        var tensors = new TensorBuffers<T>(MemoryOf(problem.Parameters), MemoryOf(problem.Gradients));
        return new AllTensors(() => stepAll(tensors));
    }

    /// <summary>All tensors as one vector, if they are contiguous.</summary>
    public IRepetition OnOneVector(Problem<T> problem, int threads)
    {
        Optimizer.ThreadCount = threads;
        return new OneTensor<T>(Whole(problem.Parameters), Whole(problem.Gradients), Step);

        unsafe Row<T> Whole(Row<T>[] rows) => new(rows[0].Start, problem.Shape.Total);
    }

    private static Memory<T>[] MemoryOf(Row<T>[] rows) => [.. rows.Select(row => new RowMemory<T>(row).Memory)];
}
