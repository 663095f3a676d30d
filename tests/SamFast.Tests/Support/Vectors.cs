using System.Numerics;

namespace SamFast.Tests;

/// <summary>Reproducible vectors.</summary>
internal static class Vectors
{
    private static readonly float[] s_magnitudes = Magnitudes();

    /// <summary>Uniform numbers between −2 and 2.</summary>
    public static T[] Uniform<T>(int length, int seed) where T : IFloatingPointIeee754<T>
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => T.CreateChecked((float)(4 * random.NextDouble() - 2)))];
    }

    /// <summary>A gradient for a step: of changing magnitude, but of one sign for each element, so that no average of
    /// several cancels to almost nothing, where sign(·) would depend on rounding.</summary>
    public static T[] Gradient<T>(int length, int step) where T : IFloatingPointIeee754<T>
    {
        var gradient = new T[length];
        Gradient(gradient.AsSpan(), step);
        return gradient;
    }

    /// <summary>The same, into a span.</summary>
    public static void Gradient<T>(Span<T> gradient, int step) where T : IFloatingPointIeee754<T>
    {
        for (int i = 0; i < gradient.Length; i++)
        {
            float magnitude = s_magnitudes[(i + 577 * step) & (s_magnitudes.Length - 1)];
            gradient[i] = T.CreateTruncating((i * 2654435761L >> 3) % 2 == 0 ? magnitude : -magnitude);
        }
    }

    public static double[] ToDouble<T>(ReadOnlySpan<T> values) where T : IFloatingPointIeee754<T>
    {
        var result = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
            result[i] = double.CreateChecked(values[i]);
        return result;
    }

    private static float[] Magnitudes()
    {
        var random = new Random(7919);
        return [.. Enumerable.Range(0, 1 << 17).Select(_ => (float)(0.25 + random.NextDouble()))];
    }
}
