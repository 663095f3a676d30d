using System.Runtime.Intrinsics;

namespace SamFast.Tests;

/// <summary>The accuracy and the special values of <see cref="ILanes{L}.Cbrt"/>.</summary>
public class CbrtTests
{
    private const int Samples = 200;

    [Fact]
    public void The_relative_error_is_below_its_bound_at_every_magnitude()
    {
        var random = new Random(7);
        for (int exponent = -149; exponent < 128; exponent++)
        {
            for (int k = 0; k < Samples; k++)
            {
                float x = MathF.ScaleB(1 + random.NextSingle(), exponent);
                Assert.InRange(Math.Abs(Cbrt(x) / Math.Cbrt(x) - 1), 0, Math.ScaleB(1, -23));
            }
        }
    }

    [Fact]
    public void The_relative_error_of_doubles_is_below_its_bound_at_every_magnitude()
    {
        var random = new Random(8);
        for (int exponent = -1074; exponent < 1024; exponent++)
        {
            for (int k = 0; k < Samples / 4; k++)
            {
                double x = Math.ScaleB(1 + random.NextDouble(), exponent);
                Assert.InRange(Math.Abs(RelativeError(x, Cbrt(x))), 0, Math.ScaleB(1, -52));
            }
        }
    }

    [Fact]
    public void Every_mantissa_is_within_the_bound()
    {
        const int Numbers = 3 << 23;
        for (int i = 0; i < Numbers; i += 16 * 11)
        {
            var x = new Lanes512<float>((Vector512.Create(0x3F80_0000 + i) + Vector512<int>.Indices * 11).AsSingle());
            var root = Lanes512<float>.Cbrt(x);
            for (int lane = 0; lane < 16; lane++)
                Assert.InRange(Math.Abs(root.Vector[lane] / Math.Cbrt(x.Vector[lane]) - 1), 0, Math.ScaleB(1, -23));
        }
    }

    [Fact]
    public void Zeros_infinities_and_NaN_are_their_own_roots()
    {
        foreach (float x in (float[])[0, -0f, float.PositiveInfinity, float.NegativeInfinity, float.NaN])
        {
            Bits.AssertSame<float>([x], [Cbrt(x)]);
            Bits.AssertSame<double>([(double)x], [Cbrt((double)x)]);
        }
    }

    [Fact]
    public void The_root_has_the_sign_of_the_argument()
    {
        foreach (double x in (double[])[1e-310, 1e-42, 1e-5, 0.3, 1, 27, 3e38, 1e308])
        {
            Assert.Equal(-Cbrt(x), Cbrt(-x));
            Assert.Equal(-Cbrt((float)x), Cbrt(-(float)x));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(27)]
    [InlineData(1e-30)]
    [InlineData(1e30)]
    [InlineData(1e-270)]
    [InlineData(1e270)]
    public void Cubes_and_the_ends_of_the_ranges_are_right(double x)
    {
        Assert.InRange(Math.Abs(RelativeError(x, Cbrt(x))), 0, Math.ScaleB(1, -52));
        if (float.IsNormal((float)x))
            Assert.InRange(Math.Abs(Cbrt((float)x) / Math.Cbrt((float)x) - 1), 0, Math.ScaleB(1, -23));
    }

    /// <summary>From (x − r³) ÷ 3x, whose numerator is exact enough in two doubles: Math.Cbrt may be an ulp
    /// off.</summary>
    private static double RelativeError(double x, double root)
    {
        int exponent = 3 * (Math.ILogB(x) / 3);
        double argument = Math.ScaleB(x, -exponent), r = Math.ScaleB(root, -exponent / 3);
        double square = r * r, squareRest = Math.FusedMultiplyAdd(r, r, -square);
        double cube = square * r, cubeRest = Math.FusedMultiplyAdd(square, r, -cube) + squareRest * r;
        return (argument - cube - cubeRest) / (3 * argument);
    }

    private static float Cbrt(float x) => Lanes512<float>.Cbrt(Lanes512<float>.Create(x)).Vector[3];

    private static double Cbrt(double x) => Lanes512<double>.Cbrt(Lanes512<double>.Create(x)).Vector[3];
}
