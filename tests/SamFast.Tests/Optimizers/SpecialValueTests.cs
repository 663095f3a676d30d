using System.Numerics;

namespace SamFast.Tests;

/// <summary>NaN, infinities, subnormals and zeros: each has a stated behaviour.</summary>
public class SpecialValueTests
{
    private const int Length = 53;

    public static TheoryData<Type> Elementwise => LengthTests.Elementwise;

    [Theory, MemberData(nameof(Elementwise))]
    public void Values_that_are_not_finite_do_not_spread_to_other_elements(Type optimizer) => Declared.Visit(optimizer, new ContainmentCheck());

    [Fact]
    public void Clip_keeps_NaN_and_limits_infinities()
    {
        var optimizer = new ElementClip64(4);
        var parameters = new double[4];
        optimizer.Step(parameters, [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.5]);
        Assert.Equal([double.NaN, -0.375, 0.375, -0.25], parameters);
    }

    [Fact]
    public void Lions_sign_keeps_zero_and_NaN()
    {
        var optimizer = new PlainLion(4) { WeightDecay = 0, LearningRate = 1 };
        var parameters = new float[4];
        optimizer.Step(parameters, [0, float.NaN, float.Epsilon * 1000, float.NegativeInfinity]);
        Assert.Equal([0, float.NaN, -1, 1], parameters);
    }

    [Fact]
    public void Subnormals_are_exact()
    {
        var optimizer = new PlainSgd(3) { LearningRate = 0.5 };
        float[] parameters = [0, 0, 4 * float.Epsilon];
        optimizer.Step(parameters, [8 * float.Epsilon, -2 * float.Epsilon, 2 * float.Epsilon]);
        Assert.Equal([-4 * float.Epsilon, float.Epsilon, 3 * float.Epsilon], parameters);
    }

    [Theory]
    [InlineData(float.PositiveInfinity)]
    [InlineData(1e30f)]
    public void A_norm_that_overflows_clips_finite_elements_to_zero(float element)
    {
        var clipped = Clipped(new ClipOnly(3), [element, 1, -1]);
        Assert.Equal([float.IsFinite(element) ? 0 : float.NaN, 0, 0], clipped);
    }

    [Fact]
    public void A_norm_of_NaN_makes_every_element_NaN() =>
        Assert.All(Clipped(new ClipOnly(3), [float.NaN, 1, -1]), x => Assert.Equal(float.NaN, x));

    [Fact]
    public void A_gradient_of_zero_is_not_clipped_even_to_a_norm_of_zero() =>
        Assert.All(Clipped(new ClipOnly(3) { MaxNorm = 0 }, [0, 0, 0]), x => Assert.Equal(0, x));

    [Fact]
    public void A_maximum_norm_of_zero_clips_everything() =>
        Assert.All(Clipped(new ClipOnly(3) { MaxNorm = 0 }, [1, -2, 3]), x => Assert.Equal(0, x));

    [Fact]
    public void A_norm_at_the_maximum_passes_unchanged() =>
        Assert.Equal([3, 4, 0], Clipped(new ClipOnly(3) { MaxNorm = 5 }, [3, 4, 0]));

    [Fact]
    public void A_zero_gradient_normalizes_to_zero()
    {
        float[] parameters = [1, 2, 3];
        new Ascent(3).Step(parameters, [0, 0, 0]);
        Assert.Equal([1, 2, 3], parameters);
    }

    [Fact]
    public void A_gradient_whose_squares_underflow_normalizes_to_zero()
    {
        float[] parameters = [1, 2, 3];
        new Ascent(3) { LearningRate = 1e30 }.Step(parameters, [1e-30f, 0, -1e-30f]);
        Assert.Equal([1, 2, 3], parameters);
    }

    private static float[] Clipped(ClipOnly optimizer, float[] gradient)
    {
        var parameters = new float[gradient.Length];
        optimizer.Step(parameters, gradient);
        return parameters;
    }

    private sealed class ContainmentCheck : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            foreach (var special in (T[])[T.NaN, T.PositiveInfinity, T.NegativeInfinity])
            {
                foreach (int place in (int[])[0, 15, 16, Length - 1])
                {
                    var hit = Declared.New<IGradientOptimizer<T>>(type, Length);
                    var spared = Declared.New<IGradientOptimizer<T>>(type, Length);
                    T[] ours = Vectors.Uniform<T>(Length, 1), theirs = [.. ours];
                    for (int step = 0; step < 4; step++)
                    {
                        var gradient = Vectors.Gradient<T>(Length, step);
                        spared.Step(theirs, gradient);
                        gradient[place] = special;
                        hit.Step(ours, gradient);
                    }

                    if (T.IsNaN(special))
                        Assert.True(T.IsNaN(ours[place]));
                    ours[place] = theirs[place];
                    Bits.AssertSame<T>(theirs, ours);
                }
            }
        }
    }
}
