using System.Runtime.CompilerServices;

namespace SamFast.Authoring;

/// <summary>Running powers of a decay, βᵗ: one multiplication a step instead of a call of <see cref="Math.Pow"/>.</summary>
public static class Powers
{
    /// <summary>βᵗ⁺¹ from βᵗ. Below 2⁻⁵⁴, where 1 − βᵗ is exactly 1, it is 0 and remains 0: values derived from it need not be
    /// computed again.</summary>
    /// <param name="power">βᵗ.</param>
    /// <param name="decay">β, in [0, 1).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Next(double power, double decay)
    {
        double next = power * decay;
        return next < 1.0 / (1L << 54) ? 0 : next;
    }
}
