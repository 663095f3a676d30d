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
    /// <summary>The hyperparameters.</summary>
    public struct Hyperparameters
    {
        /// <summary>The first coefficient of the iteration.</summary>
        public double NsA;

        /// <summary>The second one.</summary>
        public double NsB;

        /// <summary>The third one.</summary>
        public double NsC;

        /// <summary>The number of iterations.</summary>
        public int NsSteps;

        /// <summary>The decay of the momentum.</summary>
        public double Beta;

        /// <summary>ε.</summary>
        public double Eps;

        /// <summary>The weight decay of matrices.</summary>
        public double WeightDecay;

        /// <summary>True for Nesterov's variant.</summary>
        public bool Nesterov;

        /// <summary>True if the update is scaled by its product with the momentum.</summary>
        public bool Adaptive;

        /// <summary>The normalization before the iterations.</summary>
        public MuonPreconditioning Preconditioning;

        /// <summary>Adam's β₁.</summary>
        public double AdamB1;

        /// <summary>Adam's β₂.</summary>
        public double AdamB2;

        /// <summary>Adam's ε inside the square root.</summary>
        public double AdamEpsRoot;

        /// <summary>The weight decay of other tensors.</summary>
        public double AdamWeightDecay;

        /// <summary>The factor of Adam's learning rate.</summary>
        public double AdamRate;

        /// <summary>The root mean square of a consistent update; 0 for none.</summary>
        public double ConsistentRms;
    }

    /// <summary>The running powers of the decays.</summary>
    public struct State
    {
        /// <summary>βᵗ.</summary>
        [StartsAt(1)]
        public double BetaPower;

        /// <summary>β₁ᵗ of Adam.</summary>
        [StartsAt(1)]
        public double B1Power;

        /// <summary>β₂ᵗ of Adam.</summary>
        [StartsAt(1)]
        public double B2Power;
    }

    /// <summary>The coefficients of the momentum.</summary>
    public struct Momentum
    {
        /// <summary>1 − β.</summary>
        public double OneMinusBeta;

        /// <summary>The factor of the momentum.</summary>
        public double MomentumScale;

        /// <summary>The factor of the update, in Nesterov's variant.</summary>
        public double GradientScale;
    }

    /// <summary>The memory of a tensor.</summary>
    public ref struct Buffers<T>
    {
        /// <summary>The momentum, or Adam's first moment.</summary>
        public Span<T> Mu;

        /// <summary>Adam's second moment; a matrix has none.</summary>
        public Span<T> Nu;

        /// <summary>Scratch memory.</summary>
        public Span<T> Workspace;
    }

    /// <summary>Adam's second moment; a matrix has none.</summary>
    public static int NuLength(TensorShape shape) => shape.Rank == 2 ? 0 : shape.Length;

    /// <summary>Room for the iterations.</summary>
    public static int WorkspaceLength(TensorShape shape) => shape.Rank == 2 ? NewtonSchulz.WorkspaceLength(shape) : 0;

    /// <summary>Bias corrections, of the momentum and of Adam's moments.</summary>
    public static void Prepare(
        Hyperparameters hyperparameters, ref State powers, out Momentum momentum,
        out ScaleByAdamAttribute.Coefficients<double> adam)
    {
        powers.BetaPower = Powers.Next(powers.BetaPower, hyperparameters.Beta);
        momentum.OneMinusBeta = 1 - hyperparameters.Beta;
        momentum.MomentumScale = hyperparameters.Nesterov
            ? hyperparameters.Beta / (1 - (powers.BetaPower * hyperparameters.Beta))
            : 1 / (1 - powers.BetaPower);
        momentum.GradientScale = hyperparameters.Nesterov ? momentum.OneMinusBeta / (1 - powers.BetaPower) : 0;
        ScaleByAdamAttribute.Prepare(
            hyperparameters.AdamB1, hyperparameters.AdamB2, hyperparameters.Eps, hyperparameters.AdamEpsRoot,
            hyperparameters.Nesterov, ref powers.B1Power, ref powers.B2Power, out adam);
    }

    /// <summary>One tensor: the direction that its rank calls for, and its decayed parameters.</summary>
    public static void Transform<T>(
        Span<T> update, ReadOnlySpan<T> parameter, TensorShape shape, Buffers<T> buffers,
        Hyperparameters hyperparameters, Momentum momentum, ScaleByAdamAttribute.Coefficients<double> adam, Precision precision)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (shape.Rank != 2)
        {
            Adam(
                update, buffers.Mu, buffers.Nu, hyperparameters.AdamB1, hyperparameters.AdamB2, adam, hyperparameters.Nesterov,
                precision);
            Decay(update, parameter, hyperparameters.AdamWeightDecay);
            if (hyperparameters.AdamRate != 1)
                Blocks.Multiply(update, T.CreateTruncating(hyperparameters.AdamRate));
            return;
        }

        Blocks.Combine(buffers.Mu, T.CreateTruncating(hyperparameters.Beta), update, T.CreateTruncating(momentum.OneMinusBeta));
        if (hyperparameters.Nesterov)
            Blocks.Combine(update, T.CreateTruncating(momentum.GradientScale), buffers.Mu, T.CreateTruncating(momentum.MomentumScale));
        else
            Blocks.Multiply(buffers.Mu, T.CreateTruncating(momentum.MomentumScale), update);
        double outputs = shape.Dimensions[shape.OutputsFirst ? 0 : 1], inputs = shape.Dimensions[shape.OutputsFirst ? 1 : 0];
        double scale = hyperparameters.ConsistentRms > 0
            ? Math.Sqrt(Math.Max(inputs, outputs)) * hyperparameters.ConsistentRms
            : Math.Sqrt(Math.Max(1, outputs / inputs));
        var iteration = new NewtonSchulz(
            hyperparameters.NsA, hyperparameters.NsB, hyperparameters.NsC, hyperparameters.NsSteps, hyperparameters.Eps,
            hyperparameters.Preconditioning);
        iteration.Orthogonalize(update, shape, hyperparameters.Adaptive, scale, buffers.Workspace);
        Decay(update, parameter, hyperparameters.WeightDecay);
    }

    private static void Decay<T>(Span<T> update, ReadOnlySpan<T> parameter, double weightDecay)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (weightDecay != 0)
            Blocks.Combine(update, T.One, parameter, T.CreateTruncating(weightDecay));
    }

    /// <summary><see cref="ScaleByAdamAttribute"/>, over one tensor, in the widest lanes of the processor.</summary>
    private static void Adam<T>(
        Span<T> update, Span<T> mu, Span<T> nu, double b1, double b2, ScaleByAdamAttribute.Coefficients<double> scalars,
        bool nesterov, Precision precision)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            Adam<T, Lanes512<T>>(update, mu, nu, b1, b2, scalars, nesterov, precision);
        else if (Vector256.IsHardwareAccelerated)
            Adam<T, Lanes256<T>>(update, mu, nu, b1, b2, scalars, nesterov, precision);
        else
            Adam<T, Lanes128<T>>(update, mu, nu, b1, b2, scalars, nesterov, precision);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Adam<T, L>(
        Span<T> update, Span<T> mu, Span<T> nu, double b1, double b2, ScaleByAdamAttribute.Coefficients<double> scalars,
        bool nesterov, Precision precision)
        where T : unmanaged where L : struct, ILanes<L, T>
    {
        ref var updates = ref MemoryMarshal.GetReference(update);
        ref var first = ref MemoryMarshal.GetReference(mu);
        ref var second = ref MemoryMarshal.GetReference(nu);
        var (decay1, decay2) = (L.Create(b1), L.Create(b2));
        var coefficients = new ScaleByAdamAttribute.Coefficients<L>
        {
            OneMinusB1 = L.Create(scalars.OneMinusB1),
            OneMinusB2 = L.Create(scalars.OneMinusB2),
            MuScale = L.Create(scalars.MuScale),
            UpdateScale = L.Create(scalars.UpdateScale),
            NuScale = L.Create(scalars.NuScale),
            EpsInside = L.Create(scalars.EpsInside),
            EpsOutside = L.Create(scalars.EpsOutside),
        };
        int i = 0, rest = update.Length % L.Count;
        for (; i < update.Length - rest; i += L.Count)
        {
            L m = L.Load(ref first, (nuint)i), v = L.Load(ref second, (nuint)i);
            var u = Block(L.Load(ref updates, (nuint)i), ref m, ref v);
            L.Store(m, ref first, (nuint)i);
            L.Store(v, ref second, (nuint)i);
            L.Store(u, ref updates, (nuint)i);
        }

        if (rest > 0)
        {
            ref T u = ref Unsafe.Add(ref updates, i), m = ref Unsafe.Add(ref first, i), v = ref Unsafe.Add(ref second, i);
            L lastM = L.LoadPart(ref m, rest, canMask: false), lastV = L.LoadPart(ref v, rest, canMask: false);
            var last = Block(L.LoadPart(ref u, rest, canMask: false), ref lastM, ref lastV);
            L.StorePart(lastM, ref m, rest, canMask: false);
            L.StorePart(lastV, ref v, rest, canMask: false);
            L.StorePart(last, ref u, rest, canMask: false);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        L Block(L u, ref L m, ref L v)
        {
            ScaleByAdamAttribute.Accumulate(
                u, ref m, ref v, decay1, coefficients.OneMinusB1, decay2, coefficients.OneMinusB2, precision);
            return ScaleByAdamAttribute.Update(u, m, v, coefficients, nesterov, precision);
        }
    }
}
