using System.Runtime.CompilerServices;

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
    public static void Mix<L>(ref L word0, ref L word1, ref L word2, ref L word3, L key0, L key1) where L : ILanes<L>
    {
        for (int round = 0; round < Rounds; round++)
        {
            var product0 = L.MultiplyWords(word0, L.CreateWords(Multiplier0));
            var product1 = L.MultiplyWords(word2, L.CreateWords(Multiplier1));
            word0 = L.UpperHalvesOfWords(product1) ^ word1 ^ key0;
            word1 = product1;
            word2 = L.UpperHalvesOfWords(product0) ^ word3 ^ key1;
            word3 = product0;
            key0 = L.AddWords(key0, L.CreateWords(Weyl0));
            key1 = L.AddWords(key1, L.CreateWords(Weyl1));
        }
    }
}
