namespace SamFast;

/// <summary>The perturbation of some parameters, which a mask chooses: m ⊙ ρ·g ÷ ‖g‖, with the norm of the whole
/// gradient.</summary>
/// <remarks>Mi et al. 2022 (arXiv:2210.05177), Sparse SAM. For the adversary of <c>[Sam]</c>. The mask is 1 everywhere, which
/// gives SAM, until the caller sets it, as the paper does every few epochs; <see cref="SparseMask"/> has the paper's two rules.
/// Departures from the authors' program: a zero gradient gives no perturbation, and no ε is added to the norm; the first mask
/// is not 0. There is no counterpart in optax.</remarks>
/// <example><code>
/// [Optimizer, SparseAscent(0.1)]
/// public sealed partial class Sparse;
///
/// [Sam&lt;Outer, Sparse&gt;]
/// public sealed partial class SparseSam;
///
/// SparseMask.KeepLargest(fisher, sparsity: 0.5, mask);
/// optimizer.Slot("adversaryMask").Set(mask);
/// </code></example>
/// <param name="rho">ρ, the length of the perturbation before it is masked; a number, or a schedule that follows as an
/// attribute.</param>
[Normalize, ScaleByMask, ScaleByLearningRate]
public sealed class SparseAscentAttribute(
    [Sets("ScaleByLearningRate.learningRate")] double rho = 0.05) : AliasAttribute;
