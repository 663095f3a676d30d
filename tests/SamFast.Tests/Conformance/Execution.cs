using System.Numerics;

namespace SamFast.Tests.Conformance;

/// <summary>Runs a compiled optimizer on the problem of a golden file.</summary>
internal static class Execution<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <param name="golden">The file.</param>
    /// <param name="optimizer">The compiled optimizer in its initial state.</param>
    /// <param name="oracle">The source of the gradients and losses.</param>
    /// <param name="observe">Receives the number of each step, from 1, and the parameters after it.</param>
    public static void Run(Golden golden, object optimizer, Oracle<T> oracle, Action<int, T[]> observe)
    {
        T[] parameters = Golden.Vector<T>(golden.Root.GetProperty("init"));
        if (golden.HasValues && optimizer is not (ILossOptimizer<T> or ILinesearchOptimizer<T>))
            throw new ArgumentException($"The optimizer ignores the loss that {golden.File} records.", nameof(optimizer));
        for (int step = 1; step <= golden.Steps; step++)
        {
            Step(golden, optimizer, oracle, step, parameters);
            observe(step, parameters);
        }
    }

    private static void Step(Golden golden, object optimizer, Oracle<T> oracle, int step, T[] parameters)
    {
        int evaluations = 0;
        switch (optimizer)
        {
            case IGradientDrivenOptimizer<T> driven:
                T[] gradients = [.. oracle.At(step, 0, parameters)];
                driven.StepWithGradient(parameters, gradients, optimizer is ILossOptimizer<T> ? Value(parameters) : double.NaN);
                break;
            case IHessianOptimizer<T> { NeedsHessian: true } curved:
                curved.Step(parameters, oracle.At(step, 0, parameters), golden.Diagonal!.At(parameters));
                break;
            case ILinesearchOptimizer<T> searching:
                searching.Step(parameters, oracle.At(step, 0, parameters), Value(parameters), (point, gradient) =>
                {
                    if (!gradient.IsEmpty)
                        oracle.At(step, 0, point).CopyTo(gradient);
                    return Value(point);
                });
                break;
            default:
                ((IOptimizer<T>)optimizer).StepWith(parameters, new T[parameters.Length], (point, gradient) =>
                {
                    oracle.At(step, evaluations++, point).CopyTo(gradient);
                    return double.NaN;
                });
                break;
        }

        double Value(ReadOnlySpan<T> point) => double.CreateChecked(oracle.Value(step, point));
    }
}
