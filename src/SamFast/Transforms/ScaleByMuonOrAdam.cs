using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>Muon's direction for matrices, with weight decay; for all other tensors, Adam's.</summary>
/// <remarks>
/// <para>Jordan et al. 2024 (kellerjordan.github.io/posts/muon). The momentum of a matrix is made orthogonal: its singular
/// values are brought near 1 by <paramref name="nsSteps"/> iterations of X ← aX + (bA + cA²)X, where A = XXᵀ, and scaled by
/// √max(1, outputs ÷ inputs), or according to <paramref name="consistentRms"/> (arXiv:2502.16982). Rows are inputs, as in
/// optax, or outputs with <see cref="TensorShape.OutputsFirst"/>, which the binding of TorchSharp sets. The same as the
/// partition of <c>optax.contrib.muon</c>, without the learning rate.</para>
/// <para>Departures from optax: a factor <paramref name="adamRate"/> in place of <c>adam_learning_rate</c>, so that one schedule
/// drives both; <c>consistent_rms=None</c> is 0; the preconditioning 'spectral', the presets of <c>ns_coeffs</c> and other
/// dimension numbers than rows and columns are not offered.</para>
/// <para>It needs the shapes of the tensors: give the constructor a <see cref="Layout"/>. The shape decides: describe an
/// embedding, or any other matrix that Adam should update, as a vector. A matrix has one state vector, every other tensor
/// two.</para>
/// </remarks>
/// <param name="nsA">a, the coefficient of X in an iteration.</param>
/// <param name="nsB">b, that of XXᵀX.</param>
/// <param name="nsC">c, that of (XXᵀ)²X.</param>
/// <param name="nsSteps">The number of iterations.</param>
/// <param name="beta">β, the decay of the momentum of matrices.</param>
/// <param name="eps">ε: for matrices added to the norm, for the others outside Adam's square root.</param>
/// <param name="weightDecay">λ of matrices.</param>
/// <param name="nesterov">True for Nesterov momentum, in Muon and in Adam.</param>
/// <param name="adaptive">True to multiply by the product of the momentum and its direction, that is, by its length
/// (arXiv:2409.20325).</param>
/// <param name="preconditioning">The scaling of a matrix before the first iteration.</param>
/// <param name="adamB1">β₁, the decay of Adam's first moment.</param>
/// <param name="adamB2">β₂, the decay of Adam's second moment.</param>
/// <param name="adamEpsRoot">ε_root, added inside Adam's square root.</param>
/// <param name="adamWeightDecay">λ of the other tensors.</param>
/// <param name="adamRate">The learning rate of the other tensors, as a multiple of that of matrices.</param>
/// <param name="consistentRms">If not 0, matrices are scaled by it and √max(rows, columns): the root mean square of their
/// updates is then about this value for any shape. 0.2 is about Adam's.</param>
[ScaleInvariant]
public sealed class ScaleByMuonOrAdamAttribute(
    double nsA = 3.4445,
    double nsB = -4.775,
    double nsC = 2.0315,
    [Interval("[0, ∞)")] int nsSteps = 5,
    [Interval("[0, 1)")] double beta = 0.95,
    [Interval("[0, ∞)")] double eps = 1e-8,
    [Interval("[0, ∞)")] double weightDecay = 0,
    bool nesterov = true,
    bool adaptive = false,
    MuonPreconditioning preconditioning = MuonPreconditioning.Frobenius,
    [Interval("[0, 1)")] double adamB1 = 0.9,
    [Interval("[0, 1)")] double adamB2 = 0.999,
    [Interval("[0, ∞)")] double adamEpsRoot = 0,
    [Interval("[0, ∞)")] double adamWeightDecay = 0,
    [Interval("[0, ∞)")] double adamRate = 1,
    [Interval("[0, ∞)")] double consistentRms = 0) : TransformAttribute
{
    /// <summary>Adam's second moment; a matrix has none.</summary>
    public static int NuLength(TensorShape shape) => shape.Rank == 2 ? 0 : shape.Length;

    /// <summary>Room for the iterations.</summary>
    public static int WorkspaceLength(TensorShape shape) => shape.Rank == 2 ? NewtonSchulz.WorkspaceLength(shape) : 0;

    /// <summary>Bias corrections, of the momentum and of Adam's moments.</summary>
    public static void Prepare(
        double beta, bool nesterov, double adamB1, double adamB2, double eps, double adamEpsRoot,
        [StartsAt(1)] ref double betaPower, [StartsAt(1)] ref double b1Power, [StartsAt(1)] ref double b2Power,
        out double oneMinusBeta, out double momentumScale, out double gradientScale,
        out double oneMinusB1, out double oneMinusB2, out double muScale, out double updateScale, out double nuScale,
        out double epsInside, out double epsOutside)
    {
        betaPower = Powers.Next(betaPower, beta);
        oneMinusBeta = 1 - beta;
        momentumScale = nesterov ? beta / (1 - (betaPower * beta)) : 1 / (1 - betaPower);
        gradientScale = nesterov ? oneMinusBeta / (1 - betaPower) : 0;
        ScaleByAdamAttribute.Prepare(
            adamB1, adamB2, eps, adamEpsRoot, nesterov, ref b1Power, ref b2Power, out oneMinusB1, out oneMinusB2,
            out muScale, out updateScale, out nuScale, out epsInside, out epsOutside);
    }

    /// <summary>One tensor: the direction that its rank calls for, and its decayed parameters.</summary>
    public static void Transform<T>(
        Span<T> update, ReadOnlySpan<T> parameter, TensorShape shape, Span<T> mu, Span<T> nu,
        double nsA, double nsB, double nsC, int nsSteps, double beta, double eps, double weightDecay, bool nesterov,
        bool adaptive, MuonPreconditioning preconditioning, double adamB1, double adamB2, double adamWeightDecay,
        double adamRate, double consistentRms,
        double oneMinusBeta, double momentumScale, double gradientScale,
        double oneMinusB1, double oneMinusB2, double muScale, double updateScale, double nuScale,
        double epsInside, double epsOutside, Precision precision, Span<T> workspace)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (shape.Rank != 2)
        {
            Adam(
                update, mu, nu, adamB1, oneMinusB1, adamB2, oneMinusB2, muScale, updateScale, nuScale, epsInside, epsOutside,
                nesterov, precision);
            Decay(update, parameter, adamWeightDecay);
            if (adamRate != 1)
                Lanes.Multiply(update, T.CreateTruncating(adamRate));
            return;
        }

        Lanes.Combine(mu, T.CreateTruncating(beta), update, T.CreateTruncating(oneMinusBeta));
        if (nesterov)
            Lanes.Combine(update, T.CreateTruncating(gradientScale), mu, T.CreateTruncating(momentumScale));
        else
            Lanes.Multiply(mu, T.CreateTruncating(momentumScale), update);
        double outputs = shape.Dimensions[shape.OutputsFirst ? 0 : 1], inputs = shape.Dimensions[shape.OutputsFirst ? 1 : 0];
        double scale = consistentRms > 0
            ? Math.Sqrt(Math.Max(inputs, outputs)) * consistentRms
            : Math.Sqrt(Math.Max(1, outputs / inputs));
        new NewtonSchulz(nsA, nsB, nsC, nsSteps, eps, preconditioning).Orthogonalize(update, shape, adaptive, scale, workspace);
        Decay(update, parameter, weightDecay);
    }

    private static void Decay<T>(Span<T> update, ReadOnlySpan<T> parameter, double weightDecay)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (weightDecay != 0)
            Lanes.Combine(update, T.One, parameter, T.CreateTruncating(weightDecay));
    }

    /// <summary><see cref="ScaleByAdamAttribute"/>, over one tensor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Adam<T>(
        Span<T> update, Span<T> mu, Span<T> nu, double b1, double oneMinusB1, double b2, double oneMinusB2,
        double muScale, double updateScale, double nuScale, double epsInside, double epsOutside, bool nesterov,
        Precision precision)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var updates = ref MemoryMarshal.GetReference(update);
        ref var first = ref MemoryMarshal.GetReference(mu);
        ref var second = ref MemoryMarshal.GetReference(nu);
        var (decay1, share1, decay2, share2) = (All(b1), All(oneMinusB1), All(b2), All(oneMinusB2));
        var (scale1, scale0, scale2) = (All(muScale), All(updateScale), All(nuScale));
        var (inside, outside) = (All(epsInside), All(epsOutside));
        for (int i = 0, length = update.Length; i < length; i += Vector512<T>.Count)
        {
            var u = Lanes.Load(ref updates, i, length);
            var (m, v) = (Lanes.Load(ref first, i, length), Lanes.Load(ref second, i, length));
            ScaleByAdamAttribute.Accumulate(u, ref m, ref v, decay1, share1, decay2, share2, precision);
            u = ScaleByAdamAttribute.Update(u, m, v, scale1, scale0, scale2, inside, outside, nesterov, precision);
            Lanes.Store(m, ref first, i, length);
            Lanes.Store(v, ref second, i, length);
            Lanes.Store(u, ref updates, i, length);
        }

        static Vector512<T> All(double scalar) => Vector512.Create(T.CreateTruncating(scalar));
    }
}
