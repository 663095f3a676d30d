using System.Runtime.Intrinsics;

namespace SamFast.Tests.Declarations;

/// <summary>Rounding to bfloat16, element by element.</summary>
public class BFloat16Tests
{
    [Fact]
    public void Nearest_rounding_is_the_scalar_references_for_every_upper_half_and_the_critical_lower_ones()
    {
        uint[] lowers = [0, 1, 0x7FFF, 0x8000, 0x8001, 0xFFFF];
        for (uint upper = 0; upper <= 0xFFFF; upper++)
        {
            foreach (uint lower in lowers)
            {
                float value = BitConverter.UInt32BitsToSingle((upper << 16) | lower);
                Assert.Equal(Nearest(value), Stored(value));
            }
        }
    }

    [Fact]
    public void A_bfloat16_is_loaded_as_the_upper_half_of_a_float()
    {
        ushort[] source = [.. Enumerable.Range(0, 1 << 16).Select(i => (ushort)i)];
        for (int i = 0; i < source.Length; i += 16)
        {
            var lanes = BFloat16Lanes.LoadFull(ref source[0], (nuint)i).AsUInt32();
            for (int lane = 0; lane < 16; lane++)
                Assert.Equal((uint)(i + lane) << 16, lanes[lane]);
        }
    }

    [Fact]
    public void Stochastic_rounding_gives_one_of_the_two_neighbours_and_leaves_a_bfloat16_alone()
    {
        var random = new Random(3);
        for (int k = 0; k < 100_000; k++)
        {
            float value = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
            uint upper = BitConverter.SingleToUInt32Bits(value) >> 16;
            ushort rounded = Stored(value, new RoundingNoise(k, 0, 0).First(0));
            if (float.IsNaN(value))
                Assert.True(float.IsNaN(BitConverter.UInt32BitsToSingle((uint)rounded << 16)));
            else
                Assert.InRange(rounded, upper, upper + 1);

            float coarse = BitConverter.UInt32BitsToSingle(upper << 16);
            if (!float.IsNaN(coarse))
                Assert.Equal(upper, Stored(coarse, new RoundingNoise(k, 0, 0).Second(0)));
        }
    }

    [Theory]
    [InlineData(0x0001u), InlineData(0x1000u), InlineData(0x4321u), InlineData(0x8000u), InlineData(0xC000u), InlineData(0xFFF0u)]
    public void Stochastic_rounding_is_right_on_average_over_steps_and_over_elements(uint lower)
    {
        const int Count = 1 << 18;
        uint bits = 0x3F81_0000u | lower;
        double expected = lower / 65536.0;
        double tolerance = 4.5 * Math.Sqrt(expected * (1 - expected) / Count) + 1e-7;

        Assert.InRange(Frequency(k => new RoundingNoise(k, 1, 0).First(0)), expected - tolerance, expected + tolerance);
        Assert.InRange(Frequency(k => new RoundingNoise(k, 1, 0).Second(0)), expected - tolerance, expected + tolerance);
        Assert.InRange(Frequency(k => new RoundingNoise(7, 1, 0).First(16 * (nuint)k)), expected - tolerance, expected + tolerance);
        Assert.InRange(Frequency(k => new RoundingNoise(7, 1, 0).Second(16 * (nuint)k)), expected - tolerance, expected + tolerance);

        double Frequency(Func<int, Vector512<uint>> chance)
        {
            int up = 0;
            for (int k = 0; k < Count / 16; k++)
            {
                var rounded = BFloat16Lanes.Round(Vector512.Create(bits).AsSingle(), chance(k)).AsUInt32();
                for (int lane = 0; lane < 16; lane++)
                    up += (int)((rounded[lane] >> 16) - 0x3F81);
            }

            return up / (double)Count;
        }
    }

    [Fact]
    public void The_chances_of_neighbouring_steps_slots_and_elements_have_nothing_to_do_with_each_other()
    {
        const int Count = 1 << 16;
        double[] noise = Noise(5, 0, 0), second = Noise(5, 0, 0, isSecond: true);
        double tolerance = 4.5 / Math.Sqrt(Count);
        Assert.InRange(Correlation(noise, Noise(6, 0, 0)), -tolerance, tolerance);
        Assert.InRange(Correlation(noise, Noise(5, 1, 0)), -tolerance, tolerance);
        Assert.InRange(Correlation(noise, second), -tolerance, tolerance);
        Assert.InRange(Correlation(noise, Noise(6, 0, 0, isSecond: true)), -tolerance, tolerance);
        Assert.InRange(Correlation(second, Noise(6, 0, 0, isSecond: true)), -tolerance, tolerance);
        Assert.InRange(Correlation(second, Noise(5, 1, 0, isSecond: true)), -tolerance, tolerance);
        foreach (int distance in (int[])[1, 2, 16, 4096])
        {
            Assert.InRange(Correlation(noise, Noise(5, 0, distance)), -tolerance, tolerance);
            Assert.InRange(Correlation(second, Noise(5, 0, distance, isSecond: true)), -tolerance, tolerance);
            Assert.InRange(Correlation(noise, Noise(5, 0, distance, isSecond: true)), -tolerance, tolerance);
        }

        Assert.Equal(1, Correlation(noise, Noise(5, 0, 0)), 1e-9);

        // The bits themselves, as numbers around 0: what must be added to a value half-way is visible in its rounding.
        double[] Noise(long step, int slot, int start, bool isSecond = false)
        {
            var values = new double[Count];
            for (int i = 0; i < Count; i += 16)
            {
                var chance = new RoundingNoise(step, slot, (nuint)start);
                var rounded = BFloat16Lanes.Round(
                    Vector512.Create(0x3F80_8000u).AsSingle(), isSecond ? chance.Second((nuint)i) : chance.First((nuint)i)).AsUInt32();
                for (int lane = 0; lane < 16; lane++)
                    values[i + lane] = rounded[lane] == 0x3F80_0000u ? -1 : 1;
            }

            return values;
        }

        static double Correlation(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum() / Count;
    }

    [Fact]
    public void A_tiles_chance_depends_on_the_elements_place_and_not_on_the_tiles()
    {
        // Half-way: each lane is up or down with the same probability.
        var value = Vector512.Create(0x3F80_8000u).AsSingle();
        for (int block = 0; block < 256; block += 16)
        {
            Assert.Equal(
                BFloat16Lanes.Round(value, new RoundingNoise(3, 1, 0).First((nuint)(4096 + block))),
                BFloat16Lanes.Round(value, new RoundingNoise(3, 1, 4096).First((nuint)block)));
        }
    }

    private static ushort Stored(float value)
    {
        Span<ushort> destination = stackalloc ushort[16];
        BFloat16Lanes.StoreFull(Vector512.Create(value), ref destination[0], 0);
        Assert.Equal(BitConverter.UInt32BitsToSingle((uint)destination[9] << 16), BFloat16Lanes.Round(Vector512.Create(value))[9]);
        return destination[9];
    }

    private static ushort Stored(float value, Vector512<uint> chance)
    {
        Span<ushort> destination = stackalloc ushort[16];
        BFloat16Lanes.StoreFull(Vector512.Create(value), ref destination[0], 0, chance);
        return destination[9];
    }

    /// <summary>By arithmetic, not by bits: the closer neighbour, or the even one.</summary>
    private static ushort Nearest(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        uint down = bits >> 16;
        if (float.IsNaN(value))
            return (ushort)(down | 0x40);
        if (float.IsInfinity(value))
            return (ushort)down;
        double low = BitConverter.UInt32BitsToSingle(down << 16);
        float next = BitConverter.UInt32BitsToSingle((down + 1) << 16);
        double high = float.IsInfinity(next) ? Math.CopySign(Math.ScaleB(1, 128), value) : next;
        double toLow = Math.Abs(value - low), toHigh = Math.Abs(high - value);
        return (ushort)(toLow < toHigh || (toLow == toHigh && down % 2 == 0) ? down : down + 1);
    }
}
