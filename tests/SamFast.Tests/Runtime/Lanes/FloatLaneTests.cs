namespace SamFast.Tests.Runtime;

/// <summary>Every type of lanes of <see cref="float"/> rounds to bfloat16 as a scalar reference does.</summary>
public abstract class FloatLaneTests<L> : LaneTests<L, float> where L : struct, ILanes<L, float>
{
    [Fact]
    public void A_bfloat16_is_loaded_as_the_upper_half_of_a_float()
    {
        ushort[] source = [.. Enumerable.Range(0, 1 << 16).Select(i => (ushort)i)];
        for (int i = 0; i < source.Length; i += L.Count)
        {
            uint[] lanes = Bits(L.LoadBFloat16(ref source[0], (nuint)i));
            for (int lane = 0; lane < L.Count; lane++)
                Assert.Equal((uint)(i + lane) << 16, lanes[lane]);
        }
    }

    [Fact]
    public void Rounding_to_nearest_is_the_scalar_references_for_every_upper_half_and_the_critical_lower_ones()
    {
        var stored = new ushort[2 * L.Count];
        foreach (uint lower in (uint[])[0, 1, 0x7FFF, 0x8000, 0x8001, 0xFFFF])
        {
            for (uint upper = 0; upper <= 0xFFFF; upper += (uint)L.Count)
            {
                float[] values = [.. Enumerable.Range(0, L.Count).Select(i => OfBits(((upper + (uint)i) << 16) | lower))];
                var lanes = L.Load(ref values[0], 0);
                BFloat16.Store(lanes, ref stored[0], (nuint)L.Count);
                uint[] rounded = Bits(BFloat16.Round(lanes));
                for (int lane = 0; lane < L.Count; lane++)
                {
                    uint expected = Nearest(values[lane]);
                    Assert.Equal((0u, expected, expected << 16), (stored[lane], stored[L.Count + lane], rounded[lane]));
                }
            }
        }
    }

    [Fact]
    public void Stochastic_rounding_adds_the_noise_and_drops_the_lower_half()
    {
        var random = new Random(3);
        var stored = new ushort[L.Count];
        var values = new float[L.Count];
        for (int k = 0; k < 20_000; k++)
        {
            for (int lane = 0; lane < L.Count; lane++)
                values[lane] = OfBits((uint)random.NextInt64(1L << 32) & (k % 4 == 0 ? 0xFFFF_0000 : 0xFFFF_FFFF));
            var lanes = L.Load(ref values[0], 0);
            var noise = new RoundingNoise<L>(k, 2, (nuint)k);
            foreach (var chance in (L[])[RoundingNoise.First(noise.At(16)), RoundingNoise.Second(noise.At(16))])
            {
                uint[] added = Bits(chance), rounded = Bits(BFloat16.Round(lanes, chance));
                BFloat16.Store(lanes, ref stored[0], 0, chance);
                for (int lane = 0; lane < L.Count; lane++)
                {
                    Assert.InRange(added[lane], 0u, 0xFFFFu);
                    uint bits = BitConverter.SingleToUInt32Bits(values[lane]);
                    uint expected = (float.IsNaN(values[lane]) ? bits | 0x0040_0000 : bits + added[lane]) >> 16;
                    Assert.Equal((expected, expected << 16), (stored[lane], rounded[lane]));
                }
            }
        }
    }

    [Theory, InlineData(0L, 0, 0), InlineData(5L, 3, 4096), InlineData(1L << 40, 7, 12345)]
    public void The_noise_of_rounding_is_the_scalar_hash(long step, int slot, int start)
    {
        var noise = new RoundingNoise<L>(step, slot, (nuint)start);
        for (int i = 0; i < 1024; i += L.Count)
        {
            uint[] first = Bits(RoundingNoise.First(noise.At((nuint)i))), second = Bits(RoundingNoise.Second(noise.At((nuint)i)));
            for (int lane = 0; lane < L.Count; lane++)
            {
                uint hash = Hash(step, slot, start, i + lane);
                Assert.Equal((hash >> 16, hash & 0xFFFF), (first[lane], second[lane]));
            }
        }
    }

    [Fact]
    public void Integers_become_the_closest_numbers()
    {
        var random = new Random(9);
        var values = new float[L.Count];
        for (int k = 0; k < 10_000; k++)
        {
            for (int lane = 0; lane < L.Count; lane++)
                values[lane] = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue) >> random.Next(32));
            uint[] converted = Bits(L.ConvertBits(L.Load(ref values[0], 0)));
            for (int lane = 0; lane < L.Count; lane++)
                Assert.Equal((float)BitConverter.SingleToInt32Bits(values[lane]), OfBits(converted[lane]));
        }
    }

    private static uint[] Bits(L lanes)
    {
        var elements = new float[L.Count];
        L.Store(lanes, ref elements[0], 0);
        return [.. elements.Select(BitConverter.SingleToUInt32Bits)];
    }

    private static float OfBits(uint bits) => BitConverter.UInt32BitsToSingle(bits);

    /// <summary>By arithmetic, not by bits: the closer neighbour, or the even one.</summary>
    private static ushort Nearest(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        uint down = bits >> 16;
        if (float.IsNaN(value))
            return (ushort)(down | 0x40);
        if (float.IsInfinity(value))
            return (ushort)down;
        double low = OfBits(down << 16);
        float next = OfBits((down + 1) << 16);
        double high = float.IsInfinity(next) ? Math.CopySign(Math.ScaleB(1, 128), value) : next;
        double toLow = Math.Abs(value - low), toHigh = Math.Abs(high - value);
        return (ushort)(toLow < toHigh || (toLow == toHigh && down % 2 == 0) ? down : down + 1);
    }

    /// <summary>splitmix64 of the step and the slot, and two multiplications of the element's index.</summary>
    private static uint Hash(long step, int slot, int start, int index)
    {
        ulong key = ((ulong)step * 0x9E37_79B9_7F4A_7C15) + ((ulong)slot * 0xD1B5_4A32_D192_ED03);
        key = (key ^ (key >> 30)) * 0xBF58_476D_1CE4_E5B9;
        key = (key ^ (key >> 27)) * 0x94D0_49BB_1331_11EB;
        key ^= key >> 31;
        uint lane = ((uint)(index % 16) + (uint)key) * 0x7FEB_352D;
        lane = ((lane ^ (lane >> 15)) + (uint)(key >> 32)) * 0x846C_A68B;
        ulong block = (key + (ulong)(start + (index / 16 * 16))) * 0x9E37_79B9_7F4A_7C15;
        block = (block ^ (block >> 32)) * 0xD6E8_FEB8_6659_FD93;
        return lane + (uint)(block >> 32);
    }
}
