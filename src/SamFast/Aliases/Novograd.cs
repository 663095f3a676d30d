namespace SamFast;

/// <summary>NovoGrad: momentum of gradients that are divided by the running norm of their tensor.</summary>
/// <remarks>Ginsburg et al. 2019 (arXiv:1905.11286). The same as <c>optax.novograd</c>. Give the constructor the
/// lengths of the tensors: the norm is taken for each.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="b1">β₁, the decay of the trace.</param>
/// <param name="b2">β₂, the decay of the squared norm.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="epsRoot">ε_root, added inside the square root.</param>
/// <param name="weightDecay">λ, the weight decay, which goes through the trace.</param>
[ScaleByNovograd, ScaleByLearningRate]
public sealed class NovogradAttribute(
    double learningRate = double.NaN, double b1 = 0.9, double b2 = 0.25, double eps = 1e-6, double epsRoot = 0,
    double weightDecay = 0) : AliasAttribute;
