using System.Runtime.Intrinsics;

namespace SamFast.Tests.Numerics;

/// <summary>Functions of lanes are within two units in the last place over their whole range. SAMFAST_ELEMENTARY_POINTS is the number
/// of doubles, SAMFAST_ELEMENTARY_STRIDE the distance between the bits of two floats: 1 for all of them.</summary>
public class ElementaryAccuracyTests
{
    private static readonly long s_points = Campaign.Of("SAMFAST_ELEMENTARY_POINTS", 20_000L);
    private static readonly uint s_stride = Campaign.Of("SAMFAST_ELEMENTARY_STRIDE", 20_011u);

    public static TheoryData<string> Names => new(ElementaryFunction.All.Keys);

    [Theory, MemberData(nameof(Names))]
    public void Doubles_are_within_two_units_in_the_last_place(string name)
    {
        var function = ElementaryFunction.All[name];
        var random = new Random(7);
        var arguments = new double[Vector512<double>.Count];
        for (long i = 0; i < s_points; i += arguments.Length)
        {
            for (int lane = 0; lane < arguments.Length; lane++)
                arguments[lane] = function.Argument(random);
            var results = function.Doubles(new(Vector512.Create(arguments))).Vector;
            for (int lane = 0; lane < arguments.Length; lane++)
                AssertClose(name, arguments[lane], results[lane], function.Reference(arguments[lane]), () => function.Exact(arguments[lane]));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Floats_are_within_two_units_in_the_last_place(string name)
    {
        var function = ElementaryFunction.All[name];
        var arguments = new float[Vector512<float>.Count];
        for (ulong bits = 0; bits <= uint.MaxValue;)
        {
            for (int lane = 0; lane < arguments.Length; lane++, bits += s_stride)
                arguments[lane] = BitConverter.UInt32BitsToSingle((uint)bits);
            var results = function.Singles(new(Vector512.Create(arguments))).Vector;
            for (int lane = 0; lane < arguments.Length; lane++)
                AssertClose(name, arguments[lane], results[lane], function.Reference(arguments[lane]));
        }
    }

    [Fact]
    public void Powers_of_doubles_are_within_two_units_in_the_last_place()
    {
        var random = new Random(8);
        double[] bases = new double[Vector512<double>.Count], exponents = new double[Vector512<double>.Count];
        for (long i = 0; i < s_points; i += bases.Length)
        {
            for (int lane = 0; lane < bases.Length; lane++)
                (bases[lane], exponents[lane]) = Power(random, 745, 1074);
            var results = Lanes512<double>.Pow(new(Vector512.Create(bases)), new(Vector512.Create(exponents))).Vector;
            for (int lane = 0; lane < bases.Length; lane++)
            {
                var (x, y) = (bases[lane], exponents[lane]);
                double reference = Math.Pow(x, y);
                AssertClose($"Pow(x, {y:R})", x, results[lane], reference, () => Precise.Pow(Math.Abs(x), y) is var p && reference < 0 ? -p : p);
            }
        }
    }

    [Fact]
    public void Powers_of_floats_are_within_two_units_in_the_last_place()
    {
        var random = new Random(9);
        float[] bases = new float[Vector512<float>.Count], exponents = new float[Vector512<float>.Count];
        for (long i = 0; i < s_points; i += bases.Length)
        {
            for (int lane = 0; lane < bases.Length; lane++)
            {
                var (x, y) = Power(random, 104, 149);
                (bases[lane], exponents[lane]) = ((float)x, (float)y);
            }

            var results = Lanes512<float>.Pow(new(Vector512.Create(bases)), new(Vector512.Create(exponents))).Vector;
            for (int lane = 0; lane < bases.Length; lane++)
                AssertClose($"Pow(x, {exponents[lane]:R})", bases[lane], results[lane], Math.Pow(bases[lane], exponents[lane]));
        }
    }

    /// <summary>A base, and an exponent with a power between the bounds: an integer in a quarter of the draws.</summary>
    private static (double X, double Y) Power(Random random, double logarithm, int smallest)
    {
        double x = random.Next(3) switch
        {
            0 => Math.ScaleB(1 + random.NextDouble(), random.Next(-smallest, 4 * smallest / 5)),
            1 => 1 + Math.ScaleB(random.NextDouble() - 0.5, -random.Next(20)),
            _ => random.Next(2, 1000),
        };
        double y = ((2 * random.NextDouble()) - 1) * Math.ScaleB(logarithm, -random.Next(2) * random.Next(20)) / Math.Log(x);
        return random.Next(4) == 0 ? (-x, Math.Round(y)) : (x, y);
    }

    /// <summary>Zeros, infinities and NaN are those of the reference; a result beside the bound of overflow may be on either side of it.</summary>
    private static void AssertClose(string name, double x, double actual, double reference, Func<Precise>? exact = null)
    {
        if (reference == 0 || !double.IsFinite(reference))
        {
            bool isBeside = double.IsInfinity(reference) && double.BitIncrement(Math.Abs(actual)) == double.PositiveInfinity;
            Assert.True(actual.Equals(reference) || isBeside, $"{name} of {x:R}: expected {reference:R}, got {actual:R}");
            return;
        }

        double units = (exact?.Invoke() ?? reference).Distance(actual, 53, -1074);
        Assert.True(units <= 2, $"{name} of {x:R}: {actual:R} is {units} units away from {reference:R}");
    }

    private static void AssertClose(string name, float x, float actual, double reference)
    {
        float rounded = (float)reference;
        if (!float.IsFinite(rounded))
        {
            bool isBeside = float.IsInfinity(rounded) && float.BitIncrement(Math.Abs(actual)) == float.PositiveInfinity;
            Assert.True(actual.Equals(rounded) || isBeside, $"{name} of {x:R}: expected {rounded:R}, got {actual:R}");
            return;
        }

        if (reference == 0)
        {
            Assert.True(actual == 0, $"{name} of {x:R}: expected 0, got {actual:R}");
            return;
        }

        double units = new Precise(reference).Distance(actual, 24, -149);
        Assert.True(units <= 2, $"{name} of {x:R}: {actual:R} is {units} units away from {reference:R}");
    }
}
