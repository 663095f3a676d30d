namespace SamFast.Tests.Runtime;

public abstract partial class LaneTests<L, T>
{
    // Random123's known answers.
    [Theory]
    [InlineData(0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)]
    [InlineData(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)]
    [InlineData(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)]
    public void Philox_gives_the_known_answers_in_every_word(
        uint counter0, uint counter1, uint counter2, uint counter3, uint key0, uint key1,
        uint word0, uint word1, uint word2, uint word3)
    {
        // The upper halves of the words are undefined.
        const ulong Junk = 0xABCD_EF01_0000_0000;
        L lanes0 = L.CreateWords(Junk | counter0), lanes1 = L.CreateWords(Junk | counter1);
        L lanes2 = L.CreateWords(Junk | counter2), lanes3 = L.CreateWords(Junk | counter3);
        Philox.Mix(ref lanes0, ref lanes1, ref lanes2, ref lanes3, L.CreateWords(key0), L.CreateWords(key1));
        ulong[] words0 = Words(lanes0), words1 = Words(lanes1), words2 = Words(lanes2), words3 = Words(lanes3);
        for (int i = 0; i < words0.Length; i++)
            Assert.Equal((word0, word1, word2, word3), ((uint)words0[i], (uint)words1[i], (uint)words2[i], (uint)words3[i]));
    }

    [Theory]
    [InlineData(0.0, 0, 0, 0, 0)]
    [InlineData(42.0, 7, 3, 4096, 16)]
    [InlineData(-1.5, 0x1_0000_0003, 9, 2_000_000_001, 48)]
    [InlineData(3.0, 5, 2, 0, 5)]
    public void A_random_number_depends_on_the_elements_index_alone(double seed, long step, int stream, int start, int index)
    {
        var random = new RandomLanes(seed, step, stream, (nuint)start);
        for (int i = index; i < index + 2048; i += L.Count)
        {
            nuint[] elements = [.. Enumerable.Range(i, L.Count).Select(element => (nuint)element)];
            T[] normal = [.. elements.Select(element => First(random.Normal<Lanes128<T>, T>(element)))];
            T[] uniform = [.. elements.Select(element => First(random.Uniform<Lanes128<T>, T>(element)))];
            T[] sign = [.. elements.Select(element => First(random.Rademacher<Lanes128<T>, T>(element)))];
            AssertSameBits(normal, Elements(random.Normal<L, T>((nuint)i)), $"normal numbers from {i}");
            AssertSameBits(uniform, Elements(random.Uniform<L, T>((nuint)i)), $"uniform numbers from {i}");
            AssertSameBits(sign, Elements(random.Rademacher<L, T>((nuint)i)), $"signs from {i}");
        }
    }
}
