using System.Numerics;

namespace SamFast.Benchmarks.Engine;

/// <summary>Checks that two implementations compute the same numbers, before they are measured.</summary>
internal static class Agreement
{
    /// <summary>Compares vectors. Errors are relative to each element, or to the scale if the element is smaller.</summary>
    /// <exception cref="DisagreementException">An element differs by more than the tolerance.</exception>
    public static void Check<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, double tolerance, string place, double scale = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < expected.Length; i++)
        {
            double error = double.CreateChecked(T.Abs(expected[i] - actual[i]));
            if (!(error <= tolerance * Math.Max(scale, Math.Abs(double.CreateChecked(expected[i])))))
                throw new DisagreementException($"The results differ ({place}): element {i} is {actual[i]}, SamFast's is {expected[i]}.");
        }
    }
}
