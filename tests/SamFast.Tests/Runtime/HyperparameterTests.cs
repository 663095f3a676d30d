using System.Numerics;
using System.Reflection;

namespace SamFast.Tests.Runtime;

/// <summary>Setting hyperparameters: what is out of range is refused and changes nothing, the rest counts from the next
/// step on.</summary>
public class HyperparameterTests
{
    private const int Length = 19;

    public static TheoryData<Type> All => Declared.Theory(Declared.All);

    [Theory, MemberData(nameof(All))]
    public void No_hyperparameter_takes_a_value_that_is_not_finite(Type optimizer) =>
        AssertRefused(optimizer, _ => [double.NaN, double.PositiveInfinity, double.NegativeInfinity]);

    [Theory, MemberData(nameof(All))]
    public void Decays_are_in_0_to_1_and_the_others_not_negative(Type optimizer) => AssertRefused(optimizer, property =>
        property.Name.EndsWith("B1", StringComparison.Ordinal) || property.Name.EndsWith("B2", StringComparison.Ordinal)
            || property.Name.EndsWith("Momentum", StringComparison.Ordinal) || property.Name.EndsWith("Decay", StringComparison.Ordinal) && !property.Name.EndsWith("WeightDecay", StringComparison.Ordinal)
            ? [1, 1.5, -0.1, -double.Epsilon]
            : property.Name is "StepSize" or "GlobalScale" ? [] : [-0.1, -double.Epsilon]);

    [Fact]
    public void The_message_says_the_range_and_that_the_value_stays()
    {
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => new PlainAdam(1).B1 = 1);
        Assert.Equal("B1", refused.ParamName);
        Assert.Equal(1.0, refused.ActualValue);
        Assert.Contains("B1 must be finite and in [0, 1)", refused.Message, StringComparison.Ordinal);
        Assert.Contains("not changed", refused.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(All))]
    public void A_refused_value_does_not_change_the_next_step(Type optimizer) => Declared.Visit(optimizer, new NextStepCheck());

    [Fact]
    public void A_learning_rate_counts_from_the_next_step_on()
    {
        var optimizer = new PlainSgd64(1);
        double[] parameters = [0];
        optimizer.Step(parameters, [1]);
        optimizer.LearningRate = 0.5;
        optimizer.Step(parameters, [1]);
        Assert.Equal(-0.01 - 0.5, parameters[0], 1e-15);
    }

    [Fact]
    public void Momentum_0_is_gradient_descent()
    {
        var momentum = new MomentumSgd(Length) { Momentum = 0 };
        var plain = new PlainSgd(Length);
        float[] ours = Vectors.Uniform<float>(Length, 1), theirs = [.. ours];
        for (int step = 0; step < 5; step++)
        {
            momentum.Step(ours, Vectors.Gradient<float>(Length, step));
            plain.Step(theirs, Vectors.Gradient<float>(Length, step));
            Bits.AssertSame<float>(theirs, ours);
        }
    }

    [Fact]
    public void Every_hyperparameter_of_adam_reaches_its_formula()
    {
        var optimizer = new PlainAdamW64(1) { B1 = 0.5, B2 = 0.6, Eps = 0.25, EpsRoot = 0.125, WeightDecay = 0.75, LearningRate = 2 };
        ScalarTransform[] chain =
            [Scalar.Adam(0.5, 0.6, 0.25, 0.125), Scalar.DecayedWeights(0.75), Scalar.Scale(-2)];
        double[] parameters = [0.5], expected = [0.5];
        for (int step = 0; step < 5; step++)
        {
            double[] update = Vectors.Gradient<double>(1, step);
            optimizer.Step(parameters, update);
            foreach (var transform in chain)
                transform(update, expected, step);
            expected[0] += update[0];
            Assert.Equal(expected[0], parameters[0], 1e-13);
        }
    }

    [Fact]
    public void Rho_is_the_length_of_the_perturbation()
    {
        var optimizer = new DropInSam64(2) { Rho = 2 };
        double[] parameters = [0, 0];
        optimizer.Step(parameters, [3, 4]);
        Assert.Equal(1.2, parameters[0], 1e-15);
        Assert.Equal(1.6, parameters[1], 1e-15);
    }

    [Fact]
    public void A_clip_can_be_tightened()
    {
        var optimizer = new AdamThenClip64(2) { MaxNorm = 0.5, LearningRate = 1 };
        double[] parameters = [0, 0];
        optimizer.Step(parameters, [3, 4]);
        Assert.Equal(0.5, Math.Sqrt(parameters[0] * parameters[0] + parameters[1] * parameters[1]), 1e-12);
    }

    private static IEnumerable<PropertyInfo> Settable(Type type) =>
        type.GetProperties().Where(p => p.PropertyType == typeof(double) && p.SetMethod is { IsPublic: true } set
            && !set.IsDefined(typeof(ObsoleteAttribute)));

    private static void AssertRefused(Type type, Func<PropertyInfo, double[]> values)
    {
        var optimizer = Activator.CreateInstance(type, Length)!;
        foreach (var property in Settable(type))
        {
            var set = property.SetMethod!.CreateDelegate<Action<double>>(optimizer);
            double declared = (double)property.GetValue(optimizer)!;
            foreach (double value in values(property))
            {
                var refused = Assert.Throws<ArgumentOutOfRangeException>(() => set(value));
                Assert.Equal(property.Name, refused.ParamName);
                Assert.Equal(declared, property.GetValue(optimizer));
            }

            set(declared / 2);
            Assert.Equal(declared / 2, property.GetValue(optimizer));
        }
    }

    private sealed class NextStepCheck : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var tried = Declared.New<object>(type, Length);
            var untroubled = Declared.New<object>(type, Length);
            T[] ours = Vectors.Uniform<T>(Length, 1), theirs = [.. ours];
            for (int step = 0; step < 6; step++)
            {
                foreach (var property in Settable(type))
                {
                    var set = property.SetMethod!.CreateDelegate<Action<double>>(tried);
                    Assert.Throws<ArgumentOutOfRangeException>(() => set(double.NaN));
                }

                Step<T>(tried, ours, step);
                Step<T>(untroubled, theirs, step);
                Bits.AssertSame<T>(theirs, ours);
            }
        }

        private static void Step<T>(object optimizer, T[] parameters, int step) where T : unmanaged, IFloatingPointIeee754<T>
        {
            if (optimizer is IOpaqueSam<T> opaque)
                opaque.Step(parameters, Surface.Gradient);
            else
                ((IGradientOptimizer<T>)optimizer).Step(parameters, Vectors.Gradient<T>(Length, step));
        }
    }
}
