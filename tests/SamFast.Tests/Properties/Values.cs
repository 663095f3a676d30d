using System.Numerics;

namespace SamFast.Tests.Properties;

/// <summary>Random vectors with edge cases of arithmetic: NaN, infinities, subnormals, zeros of both signs, numbers whose squares
/// overflow.</summary>
internal static class Values
{
    public static T[] Random<T>(int length, Random random) where T : IFloatingPointIeee754<T>
    {
        // Most vectors have no edge cases, so that norms are finite and comparisons are meaningful.
        double wild = random.Next(4) switch { 0 => 0.1, 1 => 0.002, _ => 0 };
        var values = new T[length];
        for (int i = 0; i < length; i++)
            values[i] = random.NextDouble() < wild ? Special<T>(random) : T.CreateChecked((float)(6 * random.NextDouble() - 3));
        return values;
    }

    private static T Special<T>(Random random) where T : IFloatingPointIeee754<T>
    {
        T huge = T.ScaleB(T.One, typeof(T) == typeof(float) ? 100 : 900);
        T value = random.Next(7) switch
        {
            0 => T.NaN,
            1 => T.PositiveInfinity,
            2 => T.Epsilon,
            3 => T.Epsilon * T.CreateChecked(1000),
            4 => T.Zero,
            5 => huge,
            _ => T.One / huge,
        };
        return random.Next(2) == 0 ? value : -value;
    }
}
