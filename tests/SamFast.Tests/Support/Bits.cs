using System.Numerics;
using System.Runtime.InteropServices;

namespace SamFast.Tests;

/// <summary>Exact comparison, in which every NaN is the same.</summary>
internal static class Bits
{
    public static void AssertSame<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, string context = "")
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Assert.Equal(expected.Length, actual.Length);
        if (MemoryMarshal.AsBytes(expected).SequenceEqual(MemoryMarshal.AsBytes(actual)))
            return;
        for (int i = 0; i < expected.Length; i++)
        {
            bool isSame = (T.IsNaN(expected[i]) && T.IsNaN(actual[i]))
                || (expected[i] == actual[i] && T.IsNegative(expected[i]) == T.IsNegative(actual[i]));
            Assert.True(isSame, $"{context} element {i} of {expected.Length}: expected {expected[i]:R}, got {actual[i]:R}");
        }
    }
}
