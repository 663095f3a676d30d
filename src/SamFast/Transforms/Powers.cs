using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Running powers of a decay, βᵗ: one multiplication a step instead of a call of <see cref="Math.Pow"/>.</summary>
public static class Powers
{
    /// <summary>βᵗ⁺¹ from βᵗ. Flushed to 0 long before it is subnormal, where it would never arrive at 0 and every
    /// multiplication would be slow; 1 − βᵗ is 1 by then.</summary>
    /// <param name="power">βᵗ.</param>
    /// <param name="decay">β, in [0, 1).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Next(double power, double decay)
    {
        double next = power * decay;
        return next < 1e-300 ? 0 : next;
    }
}
