using System.Runtime.Intrinsics;
using Functions = SamFast.Runtime.Scalar;

namespace SamFast.Tests.Numerics;

/// <summary>Signs of zeros, infinities, NaN and the ends of the range, for both types, and functions of single numbers.</summary>
public class ElementaryLimitTests
{
    private const double Infinity = double.PositiveInfinity, NaN = double.NaN;

    public static TheoryData<string, double, double> Limits => new()
    {
        { "Exp", -Infinity, 0 }, { "Exp", Infinity, Infinity }, { "Exp", 0, 1 }, { "Exp", -0.0, 1 }, { "Exp", 1e300, Infinity }, { "Exp", -1e300, 0 },
        { "Log", 0, -Infinity }, { "Log", -0.0, -Infinity }, { "Log", -1, NaN }, { "Log", -Infinity, NaN }, { "Log", Infinity, Infinity }, { "Log", 1, 0 },
        { "Tanh", 0, 0 }, { "Tanh", -0.0, -0.0 }, { "Tanh", Infinity, 1 }, { "Tanh", -Infinity, -1 }, { "Tanh", 30, 1 }, { "Tanh", -1e300, -1 },
        { "Sin", 0, 0 }, { "Sin", -0.0, -0.0 }, { "Sin", Infinity, NaN }, { "Sin", -Infinity, NaN },
        { "Cos", 0, 1 }, { "Cos", -0.0, 1 }, { "Cos", Infinity, NaN }, { "Cos", -Infinity, NaN },
        { "Sigmoid", 0, 0.5 }, { "Sigmoid", -0.0, 0.5 }, { "Sigmoid", Infinity, 1 }, { "Sigmoid", -Infinity, 0 }, { "Sigmoid", 1e300, 1 },
        { "Sigmoid", -1e300, 0 }, { "Softplus", Infinity, Infinity }, { "Softplus", -Infinity, 0 }, { "Softplus", -1e300, 0 },
        { "Softplus", 1024, 1024 }, { "ExpM1", 0, 0 }, { "ExpM1", -0.0, -0.0 }, { "ExpM1", Infinity, Infinity }, { "ExpM1", -Infinity, -1 },
        { "ExpM1", -100, -1 }, { "LogP1", 0, 0 }, { "LogP1", -0.0, -0.0 }, { "LogP1", -1, -Infinity }, { "LogP1", -2, NaN },
        { "LogP1", -Infinity, NaN }, { "LogP1", Infinity, Infinity },
    };

    public static TheoryData<string> Names => new(ElementaryFunction.All.Keys);

    [Theory, MemberData(nameof(Limits))]
    public void Limits_are_exact(string name, double x, double expected)
    {
        var function = ElementaryFunction.All[name];
        Bits.AssertSame<double>([expected], [Double(function, x)], name);
        Bits.AssertSame<float>([(float)expected], [Single(function, (float)x)], name);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_function_of_NaN_is_the_same_NaN(string name)
    {
        var function = ElementaryFunction.All[name];
        foreach (ulong bits in (ulong[])[0x7FF8_0000_0000_0000, 0xFFF8_0000_0000_0000, 0x7FF8_0000_0000_1234])
            Assert.Equal(bits, BitConverter.DoubleToUInt64Bits(Double(function, BitConverter.UInt64BitsToDouble(bits))));
        foreach (uint bits in (uint[])[0x7FC0_0000, 0xFFC0_0000, 0x7FC0_1234])
            Assert.Equal(bits, BitConverter.SingleToUInt32Bits(Single(function, BitConverter.UInt32BitsToSingle(bits))));
    }

    /// <summary>Those of <see cref="Math.Pow"/>, which are IEEE 754's, for every pair.</summary>
    [Fact]
    public void Powers_have_the_special_cases_of_IEEE_754()
    {
        double[] magnitudes =
        [
            0, 1, 0.5, 2, 3, 1.5, 0.25, 4, 16777215, 16777216, 16777217, (1L << 53) - 1, 1L << 53, 1e-40, 1e-310, 1e-20, 1e20, 1e38, 1e300,
            float.Epsilon, float.MaxValue, double.Epsilon, double.MaxValue, double.PositiveInfinity, NaN,
        ];
        double[] numbers = [.. magnitudes, .. magnitudes.Select(x => -x)];
        foreach (double x in numbers)
        {
            foreach (double y in numbers)
            {
                double expected = Math.Pow(x, y), actual = Functions.Pow(x, y);
                Assert.True(Matches(expected, actual, double.Epsilon, Math.ScaleB(1, -52)), $"{x:R}^{y:R}: expected {expected:R}, got {actual:R}");

                float single = (float)Math.Pow((float)x, (float)y), actualSingle = Functions.Pow((float)x, (float)y);
                Assert.True(Matches(single, actualSingle, float.Epsilon, Math.ScaleB(1, -23)), $"{(float)x:R}^{(float)y:R}: expected {single:R}, got {actualSingle:R}");
            }
        }
    }

    [Fact]
    public void A_function_of_a_number_has_the_bits_of_lanes()
    {
        var random = new Random(3);
        foreach (var (name, function) in ElementaryFunction.All)
        {
            for (int i = 0; i < 1000; i++)
            {
                double x = function.Argument(random);
                Bits.AssertSame<double>([Double(function, x)], [OfScalar(name, x)], name);
                Bits.AssertSame<float>([Single(function, (float)x)], [OfScalar(name, (float)x)], name);
            }
        }

        Assert.Equal(Lanes512<double>.Cbrt(Lanes512<double>.Create(5)).Vector[0], Functions.Cbrt(5.0));
    }

    [Fact]
    public void A_condition_is_true_in_any_lane_or_in_none()
    {
        for (int lane = 0; lane < Lanes512<float>.Count; lane++)
        {
            var lanes = Lanes512<float>.Zero;
            Assert.False(Lanes512<float>.Any(Lanes512<float>.Equal(lanes, Lanes512<float>.One)));
            LaneElements.Set(ref lanes, lane, 1);
            Assert.True(Lanes512<float>.Any(Lanes512<float>.Equal(lanes, Lanes512<float>.One)));
        }
    }

    private static bool Matches(double expected, double actual, double least, double tolerance) =>
        expected.Equals(actual)
            ? double.IsNegative(expected) == double.IsNegative(actual) || double.IsNaN(expected)
            : double.IsFinite(expected) && Math.Abs(actual - expected) <= Math.Max(2 * least, tolerance * Math.Abs(expected));

    private static double Double(ElementaryFunction function, double x) => function.Doubles(Lanes512<double>.Create(x)).Vector[7];

    private static float Single(ElementaryFunction function, float x) => function.Singles(new(Vector512.Create(x))).Vector[15];

    private static T OfScalar<T>(string name, T x) where T : unmanaged => name switch
    {
        "Exp" => Functions.Exp(x),
        "Log" => Functions.Log(x),
        "Tanh" => Functions.Tanh(x),
        "Sin" => Functions.Sin(x),
        "Cos" => Functions.Cos(x),
        "Sigmoid" => Functions.Sigmoid(x),
        "Softplus" => Functions.Softplus(x),
        "ExpM1" => Functions.ExpM1(x),
        _ => Functions.LogP1(x),
    };
}
