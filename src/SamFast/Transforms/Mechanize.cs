using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    /// <summary>‖g‖².</summary>
    [Sum, Reported("GradientNorm", SquareRoot = true, Description = "2-norm of the gradient")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> SquaredGradient<T>(Vector512<T> gradient) => gradient * gradient;

    /// <summary>‖p‖².</summary>
    [Sum]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> SquaredParameter<T>(Vector512<T> parameter) => parameter * parameter;

    /// <summary>⟨g, p₀ − p⟩.</summary>
    [Sum]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> GradientAlongWay<T>(
        Vector512<T> gradient, Vector512<T> parameter, Vector512<T> origin) =>
        gradient * (origin - parameter);

    /// <summary>⟨p, p₀ − p⟩.</summary>
    [Sum]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> ParameterAlongWay<T>(Vector512<T> parameter, Vector512<T> origin) =>
        parameter * (origin - parameter);

    /// <summary>Σs, and how much of p₀ − p it takes back.</summary>
    public static void Prepare(
        double squaredGradient, double squaredParameter, double gradientAlongWay, double parameterAlongWay,
        double weightDecay, double eps, double sInit, int numBetas, long count,
        ref double m1, ref double m2, ref double m3, ref double m4, ref double m5, ref double m6,
        ref double v1, ref double v2, ref double v3, ref double v4, ref double v5, ref double v6,
        ref double r1, ref double r2, ref double r3, ref double r4, ref double r5, ref double r6,
        [LearningRateFactor, Reported("MechanizeScale", Description = "Factor of the steps")] out double scale,
        out double wayBack, out double isFirst)
    {
        Span<double> m = [m1, m2, m3, m4, m5, m6], v = [v1, v2, v3, v4, v5, v6], r = [r1, r2, r3, r4, r5, r6];
        Span<double> s = [0, 0, 0, 0, 0, 0];
        double old = 0;
        for (int i = 0; i < numBetas; i++)
            old += s[i] = Bet(m[i], v[i], r[i], sInit / numBetas, eps);

        // In the first step, nothing has been gone.
        double pull = weightDecay * old * Math.Sqrt(squaredGradient) / (Math.Sqrt(squaredParameter) + eps);
        double h = count == 0 ? 0 : (gradientAlongWay + pull * parameterAlongWay) / (old + eps);
        double oneMinusBeta = 1;
        scale = 0;
        for (int i = 0; i < numBetas; i++)
        {
            oneMinusBeta *= 0.1;
            double beta = 1 - oneMinusBeta;
            r[i] = beta * r[i] + Math.Max(-m[i], Math.Min(h, m[i])) * s[i];
            m[i] = Math.Max(beta * m[i], Math.Abs(h) + eps);
            v[i] = beta * beta * v[i] + h * h;
            scale += Bet(m[i], v[i], r[i], sInit / numBetas, eps);
        }

        (m1, m2, m3, m4, m5, m6) = (m[0], m[1], m[2], m[3], m[4], m[5]);
        (v1, v2, v3, v4, v5, v6) = (v[0], v[1], v[2], v[3], v[4], v[5]);
        (r1, r2, r3, r4, r5, r6) = (r[0], r[1], r[2], r[3], r[4], r[5]);
        wayBack = 1 - scale / (old + eps);
        isFirst = Origin.IsFirst(count);
    }

    /// <summary>p₀ ← p, in the first step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<T>(Vector512<T> parameter, [Position] ref Vector512<T> origin, Vector512<T> isFirst) =>
        origin = Origin.Of(parameter, origin, isFirst);

    /// <summary>Σs·u + (1 − Σs ÷ (Σs₋ + ε))·(p₀ − p), with the scale before this step in the divisor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Update<T>(
        Vector512<T> update, Vector512<T> parameter, Vector512<T> origin, Vector512<T> scale, Vector512<T> wayBack) =>
        Lanes.MultiplyAdd(scale, update, wayBack * (origin - parameter));

    /// <summary>The share of one decay in the scale.</summary>
    private static double Bet(double m, double v, double r, double share, double eps) =>
        (share * m + Math.Max(r, 0)) / (Math.Sqrt(v) + eps);
}
