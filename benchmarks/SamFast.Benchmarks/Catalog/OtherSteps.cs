namespace SamFast.Benchmarks.Catalog;

/// <summary>L-BFGS without its line search, which calls an objective.</summary>
[Optimizer, Lbfgs(1e-3, linesearch: false)]
internal sealed partial class OfLbfgs;

[Optimizer, AdamW(1e-3, BFloat16 = "mu, nu", Rounding = StateRounding.Stochastic)]
internal sealed partial class OfStochasticAdamW;

/// <summary>A step of SPS, with a constant loss.</summary>
internal sealed partial class OfPolyakSgd(int count) : IStep<float>
{
    private readonly Declared _optimizer = new(count);

    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients) => _optimizer.Step(parameters, gradients, value: 1);

    [Optimizer, PolyakSgd(maxLearningRate: 1e-3)]
    private sealed partial class Declared;
}

/// <summary>A step of Sophia, with the gradient as the diagonal of the Hessian.</summary>
internal sealed partial class OfSophia(int count) : IStep<float>
{
    private readonly Declared _optimizer = new(count);

    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
    {
        if (_optimizer.NeedsHessian)
            _optimizer.Step(parameters, gradients, gradients);
        else
            _optimizer.Step(parameters, gradients);
    }

    [Optimizer, Sophia(1e-3)]
    private sealed partial class Declared;
}
