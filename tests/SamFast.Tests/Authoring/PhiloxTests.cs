using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SamFast.Tests.Authoring;

/// <summary>Random numbers against the words of a scalar generator, and against the formulas.</summary>
public class PhiloxTests
{
    [Theory]
    [InlineData(0.0, 0, 0, 0, 0)]
    [InlineData(42.0, 7, 3, 4096, 16)]
    [InlineData(-1.5, 0x1_0000_0003, 9, 2_000_000_000, 48)]
    [InlineData(-1.5, 0x1_0000_0003, 9, 2_000_000_001, 48)]
    public void Each_lane_depends_on_its_counter_alone(double seed, long step, int stream, int start, int index)
    {
        var random = new RandomLanes(seed, step, stream, (nuint)start);
        var uniform = random.Uniform<Lanes512<float>, float>((nuint)index).Vector;
        var uniform64 = random.Uniform<Lanes512<double>, double>((nuint)index).Vector;
        var sign = random.Rademacher<Lanes512<float>, float>((nuint)index).Vector;
        var sign64 = random.Rademacher<Lanes512<double>, double>((nuint)index).Vector;
        for (int lane = 0; lane < Vector512<float>.Count; lane++)
        {
            uint[] words = OfFloat((uint)(start + index + lane), step, stream, seed);
            Assert.Equal((words[0] >> 8) / 16777216f, uniform[lane]);
            Assert.Equal(words[0] >> 31 == 1 ? -1 : 1, sign[lane]);
            if (lane >= Vector512<double>.Count)
                continue;
            words = Scalar((uint)(start + index + lane), step, stream, seed);
            Assert.Equal(((((ulong)words[0] << 32) | words[1]) >> 12) / 4503599627370496.0, uniform64[lane]);
            Assert.Equal(words[0] >> 31 == 1 ? -1 : 1, sign64[lane]);
        }
    }

    [Fact]
    public void Normal_numbers_are_Box_and_Mullers_within_the_documented_accuracy()
    {
        const double Seed = 3;
        var random = new RandomLanes(Seed, 5, 2, 0);
        double worst = 0, worst64 = 0;
        for (int index = 0; index < 200_000; index += Vector512<float>.Count)
        {
            var normal = random.Normal<Lanes512<float>, float>((nuint)index).Vector;
            for (int lane = 0; lane < Vector512<float>.Count; lane++)
            {
                uint[] words = OfFloat((uint)(index + lane), 5, 2, Seed);
                double u = (float)((words[0] >> 1) | 1) * Math.ScaleB(1, -31), v = (float)(int)(words[1] | 1) * Math.ScaleB(1, -32);
                worst = Math.Max(worst, Error(u, v, normal[lane]));
            }

            var normal64 = random.Normal<Lanes512<double>, double>((nuint)index).Vector;
            for (int lane = 0; lane < Vector512<double>.Count; lane++)
            {
                uint[] words = Scalar((uint)(index + lane), 5, 2, Seed);
                double u = ((((ulong)words[0] << 32) | words[1]) >> 12) * Math.ScaleB(1, -52) + Math.ScaleB(1, -53);
                double v = ((((ulong)words[2] << 32) | words[3]) >> 12) * Math.ScaleB(1, -52) - 0.5 + Math.ScaleB(1, -53);
                worst64 = Math.Max(worst64, Error(u, v, normal64[lane]));
            }
        }

        Assert.InRange(worst, 1e-9, Math.ScaleB(1, -21));
        Assert.InRange(worst64, 0, Math.ScaleB(1, -50));

        static double Error(double u, double v, double actual)
        {
            double expected = Math.Sqrt(-2 * Math.Log(u)) * Math.Sin(Math.PI * v);
            return expected == 0 ? Math.Abs(actual) : Math.Abs((actual / expected) - 1);
        }
    }

    [Fact]
    public void Logarithm_and_sine_are_accurate_over_their_whole_domains()
    {
        for (int i = 0; i <= 20_000; i++)
        {
            double x = Math.Pow(2, -53 * i / 20_000.0), y = (i / 20_000.0) - 0.5;
            Close(Math.Log(x), Elementary.LogOfUniform<Lanes256<double>, double>(Lanes256<double>.Create(x)).Vector[0], 5e-16);
            Close(Math.Log((float)x), Elementary.LogOfUniform<Lanes256<float>, float>(Lanes256<float>.Create(x)).Vector[0], 2.5e-7);
            Close(Math.Sin(Math.PI * y), Elementary.SinPi<Lanes256<double>, double>(Lanes256<double>.Create(y)).Vector[0], 5e-16);
            Close(Math.Sin(Math.PI * (float)y), Elementary.SinPi<Lanes256<float>, float>(Lanes256<float>.Create(y)).Vector[0], 2.5e-7);
        }

        static void Close(double expected, double actual, double tolerance) =>
            Assert.InRange(Math.Abs(actual - expected), 0, tolerance * Math.Abs(expected));
    }

    [Fact]
    public void The_bits_are_those_that_every_processor_gives()
    {
        // With vectors of 64 bytes, with DOTNET_EnableAVX512=0, and without fused operations: DOTNET_EnableAVX2=0.
        var random = new RandomLanes(3, 5, 2, 0);
        Assert.Equal(0x5a6def7a95f8d127ul, Hash<float>(random.Uniform<Lanes512<float>, float>));
        Assert.Equal(0x7758b28c14270da5ul, Hash<double>(random.Rademacher<Lanes512<double>, double>));
        Assert.Equal(0x23392e150727f928ul, Hash<float>(random.Normal<Lanes512<float>, float>));
        Assert.Equal(0x2bfd5ab71b1d3044ul, Hash<double>(random.Normal<Lanes512<double>, double>));

        // Fowler, Noll and Vo's.
        static ulong Hash<T>(Func<nuint, Lanes512<T>> block) where T : unmanaged, INumber<T>
        {
            var elements = new T[1 << 16];
            for (int i = 0; i < elements.Length; i += Vector512<T>.Count)
                block((nuint)i).Vector.CopyTo(elements, i);
            ulong hash = 0xcbf2_9ce4_8422_2325;
            foreach (byte value in MemoryMarshal.AsBytes(elements.AsSpan()))
                hash = (hash ^ value) * 0x100_0000_01b3;
            return hash;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(8)]
    public void Numbers_do_not_depend_on_the_start_of_a_block(int offset)
    {
        var random = new RandomLanes(1, 2, 3, 0);
        var whole = random.Normal<Lanes512<float>, float>(0).Vector;
        var moved = random.Normal<Lanes512<float>, float>((nuint)offset).Vector;
        var tile = new RandomLanes(1, 2, 3, (nuint)offset).Normal<Lanes512<float>, float>(0).Vector;
        for (int lane = 0; lane + offset < Vector512<float>.Count; lane++)
            Assert.Equal(whole[lane + offset], moved[lane]);
        Assert.Equal(moved, tile);
    }

    /// <summary>The words of an element of floats: two elements share a counter.</summary>
    private static uint[] OfFloat(uint element, long step, int stream, double seed) =>
        Scalar(element / 2, step, stream, seed)[(2 * (int)(element % 2))..];

    /// <summary>Philox 4x32-10 as published.</summary>
    private static uint[] Scalar(uint element, long step, int stream, double seed)
    {
        ulong key = BitConverter.DoubleToUInt64Bits(seed);
        uint key0 = (uint)key, key1 = (uint)(key >> 32);
        uint[] x = [element, (uint)step, (uint)(step >> 32), (uint)stream];
        for (int round = 0; round < 10; round++)
        {
            ulong product0 = 0xD2511F53ul * x[0], product1 = 0xCD9E8D57ul * x[2];
            x = [(uint)(product1 >> 32) ^ x[1] ^ key0, (uint)product1, (uint)(product0 >> 32) ^ x[3] ^ key1, (uint)product0];
            key0 += 0x9E3779B9;
            key1 += 0xBB67AE85;
        }

        return x;
    }
}
