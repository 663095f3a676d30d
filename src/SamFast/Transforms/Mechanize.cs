using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Mechanic: learns the scale of the steps of the transforms before it, by betting on it with several decays
/// at once.</summary>
/// <remarks>
/// <para>Cutkosky, Defazio and Mehta 2023 (arXiv:2306.00144), Algorithm 1, with the bound on h that the authors added
/// in their code. The same as <c>optax.contrib.mechanize</c>: it follows the transforms that compute a whole step u, including
/// the learning rate, which may then be 1. With p₀, the parameters of the first step, and Σs, the scale: Δ = (p₀
/// − p) ÷ (Σs + ε) is the way gone in steps of scale 1; h = ⟨g + λ·Σs·‖g‖ ÷ (‖p‖ + ε)·p, Δ⟩, where g is the input of the chain;
/// then for each decay βᵢ = 1 − 10⁻ⁱ: m ← max(βm, |h| + ε), v ← β²v + h², r ← βr + clamp(h, ±m)·s with the
/// old m and s, and s = (s₀ ÷ n·m + max(r, 0)) ÷ (√v + ε). The parameters become p₀ − Σs·(Δ − u), with the new
/// Σs.</para>
/// <para>State: p₀; m, v and r of each decay (s follows from them). Departures: at most six decays, of which that is
/// the default; p₀ − p is multiplied once, where optax divides by the old scale and multiplies by the new one; scalars
/// are double. A NaN in a gradient makes the scale NaN permanently: wrap the chain in <see
/// cref="ApplyIfFiniteAttribute"/>.</para>
/// <para>Its measures do not depend on u: they cost a sweep over g, p and p₀, shared with other measures of the gradient.</para>
/// </remarks>
/// <param name="weightDecay">λ, how much the parameters' own direction counts in h. It moves no parameter by
/// itself.</param>
/// <param name="eps">ε, for numerical stability.</param>
/// <param name="sInit">s₀, the initial scale.</param>
/// <param name="numBetas">n, the number of decays: 0.9, 0.99, ….</param>
[EndsChain]
public sealed class MechanizeAttribute(
    [Interval("[0, ∞)")] double weightDecay = 1e-2,
    [Interval("(0, ∞)")] double eps = 1e-8,
    [Interval("(0, ∞)")] double sInit = 1e-6,
    [Interval("[1, 6]")] int numBetas = 6) : TransformAttribute
{
    /// <summary>The sums over all parameters.</summary>
    public struct Measures
    {
        /// <summary>‖g‖².</summary>
        public double SquaredGradient;

        /// <summary>‖p‖².</summary>
        public double SquaredParameter;

        /// <summary>⟨g, p₀ − p⟩.</summary>
        public double GradientAlongWay;

        /// <summary>⟨p, p₀ − p⟩.</summary>
        public double ParameterAlongWay;
    }

    /// <summary>The record of the bets with each of the six decays.</summary>
    public struct Bets
    {
        /// <summary>The largest |h|, of decay 1.</summary>
        public double M1;

        /// <summary>The largest |h|, of decay 2.</summary>
        public double M2;

        /// <summary>The largest |h|, of decay 3.</summary>
        public double M3;

        /// <summary>The largest |h|, of decay 4.</summary>
        public double M4;

        /// <summary>The largest |h|, of decay 5.</summary>
        public double M5;

        /// <summary>The largest |h|, of decay 6.</summary>
        public double M6;

        /// <summary>The sum of h², of decay 1.</summary>
        public double V1;

        /// <summary>The sum of h², of decay 2.</summary>
        public double V2;

        /// <summary>The sum of h², of decay 3.</summary>
        public double V3;

        /// <summary>The sum of h², of decay 4.</summary>
        public double V4;

        /// <summary>The sum of h², of decay 5.</summary>
        public double V5;

        /// <summary>The sum of h², of decay 6.</summary>
        public double V6;

        /// <summary>The reward, of decay 1.</summary>
        public double R1;

        /// <summary>The reward, of decay 2.</summary>
        public double R2;

        /// <summary>The reward, of decay 3.</summary>
        public double R3;

        /// <summary>The reward, of decay 4.</summary>
        public double R4;

        /// <summary>The reward, of decay 5.</summary>
        public double R5;

        /// <summary>The reward, of decay 6.</summary>
        public double R6;
    }

    /// <summary>The coefficients, as scalars or as lanes.</summary>
    public struct Coefficients<TValue>
    {
        /// <summary>Σs, the factor of the steps.</summary>
        [LearningRateFactor, Reported("MechanizeScale", Description = "Factor of the steps")]
        public TValue Scale;

        /// <summary>The share of p₀ − p that the step takes back.</summary>
        public TValue WayBack;

        /// <summary>1 in the first step, and 0 later.</summary>
        public TValue IsFirst;
    }

    /// <summary>‖g‖².</summary>
    [Sum, Reported("GradientNorm", SquareRoot = true, Description = "2-norm of the gradient")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredGradient<L>(L gradient) where L : ILanes<L> => gradient * gradient;

    /// <summary>‖p‖².</summary>
    [Sum]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredParameter<L>(L parameter) where L : ILanes<L> => parameter * parameter;

    /// <summary>⟨g, p₀ − p⟩.</summary>
    [Sum]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L GradientAlongWay<L>(L gradient, L parameter, L origin) where L : ILanes<L> =>
        gradient * (origin - parameter);

    /// <summary>⟨p, p₀ − p⟩.</summary>
    [Sum]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L ParameterAlongWay<L>(L parameter, L origin) where L : ILanes<L> =>
        parameter * (origin - parameter);

    /// <summary>Σs, and how much of p₀ − p it takes back.</summary>
    public static void Prepare(
        Measures measures, double weightDecay, double eps, double sInit, int numBetas, long count,
        ref Bets bets, out Coefficients<double> coefficients)
    {
        Span<double> m = [bets.M1, bets.M2, bets.M3, bets.M4, bets.M5, bets.M6];
        Span<double> v = [bets.V1, bets.V2, bets.V3, bets.V4, bets.V5, bets.V6];
        Span<double> r = [bets.R1, bets.R2, bets.R3, bets.R4, bets.R5, bets.R6];
        Span<double> s = [0, 0, 0, 0, 0, 0];
        double old = 0;
        for (int i = 0; i < numBetas; i++)
            old += s[i] = Bet(m[i], v[i], r[i], sInit / numBetas, eps);

        // In the first step, nothing has been gone.
        double pull = weightDecay * old * Math.Sqrt(measures.SquaredGradient) / (Math.Sqrt(measures.SquaredParameter) + eps);
        double h = count == 0 ? 0 : (measures.GradientAlongWay + pull * measures.ParameterAlongWay) / (old + eps);
        double oneMinusBeta = 1;
        coefficients.Scale = 0;
        for (int i = 0; i < numBetas; i++)
        {
            oneMinusBeta *= 0.1;
            double beta = 1 - oneMinusBeta;
            r[i] = beta * r[i] + Math.Max(-m[i], Math.Min(h, m[i])) * s[i];
            m[i] = Math.Max(beta * m[i], Math.Abs(h) + eps);
            v[i] = beta * beta * v[i] + h * h;
            coefficients.Scale += Bet(m[i], v[i], r[i], sInit / numBetas, eps);
        }

        (bets.M1, bets.M2, bets.M3, bets.M4, bets.M5, bets.M6) = (m[0], m[1], m[2], m[3], m[4], m[5]);
        (bets.V1, bets.V2, bets.V3, bets.V4, bets.V5, bets.V6) = (v[0], v[1], v[2], v[3], v[4], v[5]);
        (bets.R1, bets.R2, bets.R3, bets.R4, bets.R5, bets.R6) = (r[0], r[1], r[2], r[3], r[4], r[5]);
        coefficients.WayBack = 1 - coefficients.Scale / (old + eps);
        coefficients.IsFirst = Origin.IsFirst(count);
    }

    /// <summary>p₀ ← p, in the first step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(L parameter, [Position] ref L origin, L isFirst) where L : ILanes<L> =>
        origin = Origin.Of(parameter, origin, isFirst);

    /// <summary>Σs·u + (1 − Σs ÷ (Σs₋ + ε))·(p₀ − p), with the scale before this step in the divisor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L parameter, L origin, L scale, L wayBack) where L : ILanes<L> =>
        L.MultiplyAdd(scale, update, wayBack * (origin - parameter));

    /// <summary>The share of one decay in the scale.</summary>
    private static double Bet(double m, double v, double r, double share, double eps) =>
        (share * m + Math.Max(r, 0)) / (Math.Sqrt(v) + eps);
}
