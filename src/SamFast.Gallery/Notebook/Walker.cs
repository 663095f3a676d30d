using System.Numerics;

namespace SamFast.Gallery.Notebook;

/// <summary>An optimizer with its loss: the common base of the two kinds of <c>Step</c>.</summary>
internal abstract class Walker<T>(Optimizer<T> optimizer) where T : unmanaged
{
    /// <summary>The number of steps of the outer optimizer.</summary>
    public long OuterSteps => optimizer.StepCount;

    /// <summary>The number of evaluated gradients.</summary>
    public abstract int Evaluations { get; }

    /// <summary>Calls <c>Step</c> once, with the gradients that it needs.</summary>
    public abstract void Step(Span<T> parameters);
}

/// <summary>Plain chains and transparent SAM: the caller computes the gradient before the step.</summary>
internal sealed class GivenGradientWalker<T, TOptimizer>(TOptimizer optimizer) : Walker<T>(optimizer)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TOptimizer : Optimizer<T>, IGradientOptimizer<T>
{
    private readonly TOptimizer _optimizer = optimizer;
    private readonly T[] _gradients = new T[optimizer.ParameterCount];
    private CountedGradient<T> _loss;

    public override int Evaluations => _loss.Evaluations;

    public override void Step(Span<T> parameters)
    {
        _loss.Evaluate(parameters, _gradients, default);
        _optimizer.Step(parameters, _gradients);
    }
}

/// <summary>The <c>Step</c> of an opaque optimizer, bound to the loss.</summary>
internal delegate void OpaqueStep<T>(Span<T> parameters, ref CountedGradient<T> loss)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>Opaque SAM: the optimizer evaluates the gradients of its period itself.</summary>
internal sealed class OpaqueWalker<T>(Optimizer<T> optimizer, OpaqueStep<T> step) : Walker<T>(optimizer)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private CountedGradient<T> _loss;

    public override int Evaluations => _loss.Evaluations;

    public override void Step(Span<T> parameters) => step(parameters, ref _loss);
}
