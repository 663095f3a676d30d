using System.Numerics;

namespace SamFast;

/// <summary>Variants for squares or products outside the range of the type: computed in double, with powers of two factored out
/// of both vectors. Slow, and rarely needed.</summary>
internal static partial class Pairs
{
    /// <summary>True if neither overflow nor underflow has affected ⟨a, b⟩, ‖a‖² and ‖b‖², judged by the two squares.</summary>
    internal static bool AreInRange<T>(ReadOnlySpan<T> a, double squaredA, ReadOnlySpan<T> b, double squaredB)
        where T : unmanaged, INumberBase<T> => IsInRange(a, squaredA) && IsInRange(b, squaredB);

    /// <summary>True if neither overflow nor underflow has affected a sum of squares: the possible loss of each to underflow is
    /// below an eighth of the sum's rounding error.</summary>
    internal static bool IsInRange<T>(ReadOnlySpan<T> values, double squared) where T : unmanaged, INumberBase<T>
    {
        const double Single = 9.4e-38, Double = 1.8e-307;
        return squared == 0
            ? !values.ContainsAnyExcept(T.Zero)
            : squared >= values.Length * (typeof(T) == typeof(float) ? Single : Double) && squared <= Blocks.Largest<T>();
    }

    /// <summary>The largest binary exponent in a vector, 0 of a zero vector; null if an element is not finite.</summary>
    internal static int? Exponent<T>(ReadOnlySpan<T> values) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double largest = 0;
        foreach (T value in values)
            largest = Math.Max(largest, Math.Abs(double.CreateTruncating(value)));
        return !double.IsFinite(largest) ? null : largest > 0 ? Math.ILogB(largest) : 0;
    }

    /// <summary>The products of a = 2ᵐ·a′ and b = 2ⁿ·b′, which are those of a′ and b′, whose largest elements are between 1
    /// and 2, or 0.</summary>
    internal static (double Dot, double SquaredA, double SquaredB) ScaledProducts<T>(
        ReadOnlySpan<T> a, int m, ReadOnlySpan<T> b, int n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double dot = 0, squaredA = 0, squaredB = 0;
        for (int i = 0; i < a.Length; i++)
        {
            double x = Scaled(a[i], -m), y = Scaled(b[i], -n);
            dot += x * y;
            squaredA += x * x;
            squaredB += y * y;
        }

        return (dot, squaredA, squaredB);
    }

    /// <summary>Returns the norm, computed without overflow or underflow of its square.</summary>
    internal static double Norm<T>(ReadOnlySpan<T> values) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double squared = Blocks.Dot(values, values);
        if (IsInRange(values, squared) || Exponent(values) is not { } exponent)
            return Math.Sqrt(squared);
        squared = 0;
        foreach (T value in values)
        {
            double x = Scaled(value, -exponent);
            squared += x * x;
        }

        return Math.ScaleB(Math.Sqrt(squared), exponent);
    }

    /// <summary>A number times a power of two, as double.</summary>
    internal static double Scaled<T>(T value, int exponent) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Math.ScaleB(double.CreateTruncating(value), exponent);
}
