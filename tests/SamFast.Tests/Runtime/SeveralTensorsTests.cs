using System.Numerics;

namespace SamFast.Tests.Runtime;

/// <summary>Parameters that are several tensors in one flat vector.</summary>
public class SeveralTensorsTests
{
    private static readonly int[] s_lengths = [3, 0, 16, 5000, 1, 4096, 17, 8193];

    [Fact]
    public void Each_tensor_steps_as_if_it_were_alone() => EachAlone<float>(lengths => new PlainLamb(lengths));

    [Fact]
    public void Each_tensor_steps_as_if_it_were_alone_in_double() => EachAlone<double>(lengths => new PlainLamb64(lengths));

    [Fact]
    public void Scalars_are_per_tensor() => EachAlone<float>(lengths => new PerTensor(lengths));

    [Fact]
    public void A_number_of_parameters_is_one_tensor()
    {
        var (one, other) = (new PlainLamb(20), new PlainLamb([20]));
        float[] first = Vectors.Uniform<float>(20, 1), second = Vectors.Uniform<float>(20, 1);
        for (int step = 0; step < 5; step++)
        {
            one.Step(first, Vectors.Uniform<float>(20, 2 + step));
            other.Step(second, Vectors.Uniform<float>(20, 2 + step));
        }

        Bits.AssertSame<float>(first, second);
    }

    [Fact]
    public void A_zero_tensor_and_a_zero_gradient_pass_with_ratio_one()
    {
        var optimizer = new PlainLamb(2, 2) { WeightDecay = 0 };
        float[] parameters = [0, 0, 3, 4];
        optimizer.Step(parameters, [1, -1, 0, 0]);
        Assert.Equal(-0.01f, parameters[0], 1e-6);
        Assert.Equal(0.01f, parameters[1], 1e-6);
        Assert.Equal([3, 4], parameters[2..]);
    }

    [Fact]
    public void Sharpness_aware_steps_know_the_tensors()
    {
        var together = new SamLamb(s_lengths);
        float[] parameters = Walk(together, s_lengths.Sum());
        var opaque = new OpaqueSamLamb(s_lengths);
        float[] same = Vectors.Uniform<float>(s_lengths.Sum(), 1);
        for (int call = 0; call < 12;)
        {
            float[] first = Vectors.Uniform<float>(same.Length, 2 + call++);
            opaque.Step(same, first, (_, gradient) => Vectors.Uniform<float>(gradient.Length, 2 + call++).CopyTo(gradient));
        }

        Bits.AssertSame<float>(parameters, same);

        static float[] Walk(SamLamb optimizer, int length)
        {
            float[] parameters = Vectors.Uniform<float>(length, 1);
            for (int call = 0; call < 12; call++)
                optimizer.Step(parameters, Vectors.Uniform<float>(length, 2 + call));
            return parameters;
        }
    }

    [Fact]
    public void Lengths_that_are_missing_or_negative_are_refused()
    {
        Assert.Equal("tensorLengths", Assert.Throws<ArgumentNullException>(() => new PlainLamb((int[])null!)).ParamName);
        Assert.Equal("tensorLengths", Assert.Throws<ArgumentOutOfRangeException>(() => new PlainLamb(3, -1)).ParamName);
        Assert.Equal("parameterCount", Assert.Throws<ArgumentOutOfRangeException>(() => new PlainLamb(-1)).ParamName);
        Assert.Equal("tensorLengths", Assert.Throws<ArgumentOutOfRangeException>(() => new PlainLamb(int.MaxValue, 2)).ParamName);
    }

    private static void EachAlone<T>(Func<int[], IGradientOptimizer<T>> make) where T : unmanaged, IFloatingPointIeee754<T>
    {
        int length = s_lengths.Sum();
        foreach (int threads in (int[])[1, 3])
        {
            var together = make(s_lengths);
            ((Optimizer<T>)together).ThreadCount = threads;
            var alone = s_lengths.Select(n => make([n])).ToArray();
            T[] expected = Vectors.Uniform<T>(length, 1), parameters = Vectors.Uniform<T>(length, 1);
            for (int step = 0; step < 5; step++)
            {
                T[] gradients = Vectors.Uniform<T>(length, 2 + step);
                together.Step(parameters, gradients);
                for (int tensor = 0, start = 0; tensor < s_lengths.Length; start += s_lengths[tensor++])
                    alone[tensor].Step(expected.AsSpan(start, s_lengths[tensor]), gradients.AsSpan(start, s_lengths[tensor]));
            }

            Bits.AssertSame<T>(expected, parameters, $"{threads} threads:");
        }
    }
}

/// <summary>Divides by a running maximum that each tensor has for itself.</summary>
public sealed class DivideByLargestAttribute : TransformAttribute
{
    [Max(MeasureScope.Tensor)]
    public static L Magnitude<L>(L update) where L : ILanes<L> => L.Abs(update);

    public static void Prepare(double magnitude, [StartsAt(0.5)] ref double largest, out double factor)
    {
        largest = Math.Max(largest, magnitude);
        factor = 1 / largest;
    }

    public static L Update<L>(L update, L factor) where L : ILanes<L> => factor * update;
}

[Optimizer, DivideByLargest, ScaleByLearningRate(0.1)]
internal sealed partial class PerTensor;
