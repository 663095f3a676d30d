using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SamFast.Authoring;

/// <summary>Philox 4x32-10: four random words that are a function of a counter of four words and a key of two, in every
/// lane. No state, so nothing depends on who asks, or in which order.</summary>
/// <remarks>Salmon et al. 2011, Parallel random numbers: as easy as 1, 2, 3 (doi:10.1145/2063384.2063405). Each word is in the
/// lower half of a lane of 64 bits, where products are; the upper halves are unspecified.</remarks>
public static class Philox
{
    private const int Rounds = 10;
    private const ulong Multiplier0 = 0xD251_1F53, Multiplier1 = 0xCD9E_8D57;
    private const ulong Weyl0 = 0x9E37_79B9, Weyl1 = 0xBB67_AE85;

    /// <summary>Turns counters into random words.</summary>
    /// <param name="word0">The first word of the counter; then, of the result.</param>
    /// <param name="word1">The second word.</param>
    /// <param name="word2">The third word.</param>
    /// <param name="word3">The fourth word.</param>
    /// <param name="key0">The first word of the key.</param>
    /// <param name="key1">The second word of the key.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Mix(
        ref Vector256<ulong> word0, ref Vector256<ulong> word1, ref Vector256<ulong> word2, ref Vector256<ulong> word3,
        Vector256<ulong> key0, Vector256<ulong> key1)
    {
        for (int round = 0; round < Rounds; round++)
        {
            var product0 = Multiply(word0, Vector256.Create(Multiplier0));
            var product1 = Multiply(word2, Vector256.Create(Multiplier1));
            word0 = (product1 >> 32) ^ word1 ^ key0;
            word1 = product1;
            word2 = (product0 >> 32) ^ word3 ^ key1;
            word3 = product0;
            key0 += Vector256.Create(Weyl0);
            key1 += Vector256.Create(Weyl1);
        }
    }

    /// <summary>The products of the lower halves, exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Multiply(Vector256<ulong> a, Vector256<ulong> b)
    {
        if (Avx2.IsSupported)
            return Avx2.Multiply(a.AsUInt32(), b.AsUInt32());
        return (a & Vector256.Create(0xFFFF_FFFFul)) * b;
    }
}
