using System.Numerics;

namespace SamFast.Tests.Conformance;

/// <summary>Runs a compiled optimizer on the problem of a golden file.</summary>
internal static class Execution<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Opaque SAM's step with the gradient at the parameters known.</summary>
    private delegate void OpaqueStep(Span<T> parameters, ReadOnlySpan<T> gradients, GradientFunction<T> gradient);

    /// <param name="golden">The file.</param>
    /// <param name="optimizer">The compiled optimizer, new.</param>
    /// <param name="oracle">Where the gradients come from.</param>
    /// <param name="observe">Sees the parameters after each step, by the step's number from 1.</param>
    public static void Run(Golden golden, object optimizer, Oracle<T> oracle, Action<int, T[]> observe)
    {
        T[] parameters = Golden.Vector<T>(golden.Root.GetProperty("init"));
        var hessian = optimizer as IHessianOptimizer<T>;
        var opaque = optimizer is IGradientOptimizer<T> or ILossOptimizer<T> or IHessianOptimizer<T> or ILinesearchOptimizer<T>
            ? null
            : Opaque(optimizer);
        if (golden.HasValues && optimizer is not (ILossOptimizer<T> or ILinesearchOptimizer<T>))
            throw new ArgumentException($"Nobody looks at the loss that {golden.File} records.", nameof(optimizer));
        for (int step = 1; step <= golden.Steps; step++)
        {
            T[] gradient = oracle.At(step, 0, parameters);
            if (optimizer is ILinesearchOptimizer<T> searching)
            {
                searching.Step(
                    parameters, gradient, double.CreateChecked(oracle.Value(step, parameters)), (point, at) =>
                    {
                        if (!at.IsEmpty)
                            oracle.At(step, 0, point).CopyTo(at);
                        return double.CreateChecked(oracle.Value(step, point));
                    });
            }
            else if (optimizer is ILossOptimizer<T> valued)
            {
                valued.Step(parameters, gradient, double.CreateChecked(oracle.Value(step, parameters)));
            }
            else if (hessian is { NeedsHessian: true })
            {
                hessian.Step(parameters, gradient, golden.Diagonal!.At(parameters));
            }
            else if (hessian is not null)
            {
                hessian.Step(parameters, gradient);
            }
            else if (opaque is null)
            {
                ((IGradientOptimizer<T>)optimizer).Step(parameters, gradient);
            }
            else
            {
                int evaluation = 0;
                opaque(parameters, gradient, (point, at) => oracle.At(step, ++evaluation, point).CopyTo(at));
            }

            observe(step, parameters);
        }
    }

    private static OpaqueStep Opaque(object optimizer) =>
        optimizer.GetType().GetMethod(
            "Step", [typeof(Span<T>), typeof(ReadOnlySpan<T>), typeof(GradientFunction<T>)])!
            .CreateDelegate<OpaqueStep>(optimizer);
}
