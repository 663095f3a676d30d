using System.Runtime.Intrinsics;
using Noise = SamFast.Runtime.RoundingNoise<SamFast.Runtime.Lanes512<float>>;

namespace SamFast.Tests.Declarations;

/// <summary>Stochastic rounding to bfloat16: its neighbours, its average and its independence.</summary>
public class BFloat16Tests
{
    [Fact]
    public void Stochastic_rounding_gives_one_of_the_two_neighbours_and_leaves_a_bfloat16_alone()
    {
        var random = new Random(3);
        for (int k = 0; k < 100_000; k++)
        {
            float value = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
            uint upper = BitConverter.SingleToUInt32Bits(value) >> 16;
            ushort rounded = Stored(value, RoundingNoise.First(new Noise(k, 0, 0).At(0)));
            if (float.IsNaN(value))
                Assert.True(float.IsNaN(BitConverter.UInt32BitsToSingle((uint)rounded << 16)));
            else
                Assert.InRange(rounded, upper, upper + 1);

            float coarse = BitConverter.UInt32BitsToSingle(upper << 16);
            if (!float.IsNaN(coarse))
                Assert.Equal(upper, Stored(coarse, RoundingNoise.Second(new Noise(k, 0, 0).At(0))));
        }
    }

    [Theory]
    [InlineData(0x0001u), InlineData(0x1000u), InlineData(0x4321u), InlineData(0x8000u), InlineData(0xC000u), InlineData(0xFFF0u)]
    public void Stochastic_rounding_is_right_on_average_over_steps_and_over_elements(uint lower)
    {
        const int Count = 1 << 18;
        var value = Lanes512<float>.CreateBits(0x3F81_0000 | lower);
        double expected = lower / 65536.0;
        double tolerance = 4.5 * Math.Sqrt(expected * (1 - expected) / Count) + 1e-7;

        Assert.InRange(Frequency(k => RoundingNoise.First(new Noise(k, 1, 0).At(0))), expected - tolerance, expected + tolerance);
        Assert.InRange(Frequency(k => RoundingNoise.Second(new Noise(k, 1, 0).At(0))), expected - tolerance, expected + tolerance);
        Assert.InRange(Frequency(k => RoundingNoise.First(new Noise(7, 1, 0).At(16 * (nuint)k))), expected - tolerance, expected + tolerance);
        Assert.InRange(Frequency(k => RoundingNoise.Second(new Noise(7, 1, 0).At(16 * (nuint)k))), expected - tolerance, expected + tolerance);

        double Frequency(Func<int, Lanes512<float>> chance)
        {
            int up = 0;
            for (int k = 0; k < Count / 16; k++)
            {
                var rounded = BFloat16.Round(value, chance(k)).Vector.AsUInt32();
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
                var chance = new Noise(step, slot, (nuint)start);
                var rounded = BFloat16.Round(
                    Lanes512<float>.CreateBits(0x3F80_8000), isSecond ? RoundingNoise.Second(chance.At((nuint)i)) : RoundingNoise.First(chance.At((nuint)i))).Vector.AsUInt32();
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
        var value = Lanes512<float>.CreateBits(0x3F80_8000);
        for (int block = 0; block < 256; block += 16)
        {
            Assert.Equal(
                BFloat16.Round(value, RoundingNoise.First(new Noise(3, 1, 0).At((nuint)(4096 + block)))).Vector,
                BFloat16.Round(value, RoundingNoise.First(new Noise(3, 1, 4096).At((nuint)block))).Vector);
        }
    }

    private static ushort Stored(float value, Lanes512<float> chance)
    {
        Span<ushort> destination = stackalloc ushort[16];
        BFloat16.Store(Lanes512<float>.Create(value), ref destination[0], 0, chance);
        return destination[9];
    }
}
