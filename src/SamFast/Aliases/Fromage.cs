namespace SamFast;

/// <summary>Fromage: each tensor moves by a fixed fraction of its norm, and keeps the norm.</summary>
/// <remarks>Bernstein et al. 2020 (arXiv:2002.03432). The same as <c>optax.fromage</c>. Give the constructor the
/// lengths of the tensors: the ratio of norms is taken for each.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="minNorm">Smaller norms, of parameters and of gradients, count as this one.</param>
[ScaleByTrustRatio, ScaleByFromage]
public sealed class FromageAttribute(double learningRate = double.NaN, double minNorm = 1e-6) : AliasAttribute;
