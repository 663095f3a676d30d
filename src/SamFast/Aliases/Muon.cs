namespace SamFast;

/// <summary>Muon: orthogonalized momentum for matrices, and AdamW for all other tensors.</summary>
/// <remarks>Jordan et al. 2024 (kellerjordan.github.io/posts/muon). The same as <c>optax.contrib.muon</c>, with the departures
/// of <see cref="ScaleByMuonOrAdamAttribute"/>. Pass a <see cref="Layout"/> to the constructor, in which matrices have two
/// dimensions: without shapes, every tensor is updated by AdamW.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="nsA">a, the coefficient of X in an iteration X ← aX + (bA + cA²)X, where A = XXᵀ.</param>
/// <param name="nsB">b, that of XXᵀX.</param>
/// <param name="nsC">c, that of (XXᵀ)²X.</param>
/// <param name="nsSteps">The number of iterations.</param>
/// <param name="beta">β, the decay of the momentum of matrices.</param>
/// <param name="eps">ε: for matrices added to the norm, for the others outside Adam's square root.</param>
/// <param name="weightDecay">λ of matrices.</param>
/// <param name="nesterov">True for Nesterov momentum, in Muon and in Adam.</param>
/// <param name="adaptive">True to multiply by the product of the momentum and its direction.</param>
/// <param name="preconditioning">The scaling of a matrix before the first iteration.</param>
/// <param name="adamB1">β₁, the decay of Adam's first moment.</param>
/// <param name="adamB2">β₂, the decay of Adam's second moment.</param>
/// <param name="adamEpsRoot">ε_root, added inside Adam's square root.</param>
/// <param name="adamWeightDecay">λ of the other tensors.</param>
/// <param name="adamRate">The learning rate of the other tensors, as a multiple of η.</param>
/// <param name="consistentRms">If not 0, matrices are scaled by it and √max(rows, columns).</param>
[ScaleByMuonOrAdam, ScaleByLearningRate]
public sealed class MuonAttribute(
    double learningRate = double.NaN, double nsA = 3.4445, double nsB = -4.775, double nsC = 2.0315, int nsSteps = 5,
    double beta = 0.95, double eps = 1e-8, double weightDecay = 0, bool nesterov = true, bool adaptive = false,
    MuonPreconditioning preconditioning = MuonPreconditioning.Frobenius,
    double adamB1 = 0.9, double adamB2 = 0.999, double adamEpsRoot = 0, double adamWeightDecay = 0, double adamRate = 1,
    double consistentRms = 0) : AliasAttribute;
