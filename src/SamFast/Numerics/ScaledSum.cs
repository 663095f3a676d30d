namespace SamFast;

/// <summary>A sum of products that may be beyond the range of its type: value · 2^exponent.</summary>
/// <param name="Value">The sum of the scaled products.</param>
/// <param name="Exponent">The exponent of the scale.</param>
internal readonly record struct ScaledSum(double Value, int Exponent)
{
    /// <summary>True if neither overflow nor underflow has affected a sum of products computed in a type: its magnitude is far
    /// from the limits of that type.</summary>
    public static bool IsSafe<T>(double sum) => typeof(T) == typeof(float)
        ? Math.Abs(sum) is > 1e-25 and < 1e38
        : Math.Abs(sum) is > 1e-280 and < 1e300;

    /// <summary>The sum itself; 0 or infinite where it is beyond the range of <see cref="double"/>.</summary>
    public double ToDouble() => Math.ScaleB(Value, Exponent);

    /// <summary>The square root.</summary>
    public double Root() => Math.ScaleB(Math.Sqrt((Exponent & 1) == 0 ? Value : 2 * Value), Exponent >> 1);

    /// <summary>The sum of two, in their order.</summary>
    public static ScaledSum operator +(ScaledSum a, ScaledSum b)
    {
        if (a.Value == 0 || b.Value == 0)
            return a.Value == 0 ? b : a;
        int exponent = Math.Max(a.Exponent, b.Exponent);
        return new(Math.ScaleB(a.Value, a.Exponent - exponent) + Math.ScaleB(b.Value, b.Exponent - exponent), exponent);
    }
}
