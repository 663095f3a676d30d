using System.Numerics;

namespace SamFast.Tests.Sharpness;

/// <summary>Transparent SAM: what each call does, and that the outer optimizer sees the unperturbed parameters only.</summary>
public class PhaseTests
{
    private const int Length = 37;
    private const int Periods = 25;

    public static TheoryData<Type> Climbing =>
        Declared.Theory(Declared.Transparent.Where(t => Declared.SamOf(t)!.SyncPeriod > 1));

    [Theory, MemberData(nameof(Climbing))]
    public void The_descent_is_the_outer_optimizers_step_from_the_saved_parameters(Type optimizer) =>
        Declared.Visit(optimizer, new DescentCheck(Vectors.Gradient<float>(1, 0)[0]));

    [Theory, MemberData(nameof(Climbing))]
    public void Garbage_in_the_ascents_does_not_reach_the_descent(Type optimizer) =>
        Declared.Visit(optimizer, new DescentCheck(float.NaN));

    [Theory, MemberData(nameof(Climbing))]
    public void An_infinite_ascent_does_not_reach_the_descent(Type optimizer) =>
        Declared.Visit(optimizer, new DescentCheck(float.PositiveInfinity));

    [Theory, MemberData(nameof(Climbing))]
    public void Phase_and_ascent_step_describe_the_next_call(Type optimizer) => Declared.Visit(optimizer, new PhaseCheck());

    [Theory, MemberData(nameof(Climbing))]
    public void A_zero_gradient_does_not_move_the_parameters_in_the_first_ascent(Type optimizer) =>
        Declared.Visit(optimizer, new ZeroCheck());

    [Fact]
    public void The_perturbation_is_rho_along_the_normalized_gradient()
    {
        var optimizer = new DropInSam64(2);
        double[] parameters = [1, 2];
        optimizer.Step(parameters, [3, -4]);
        Assert.Equal(1 + 0.1 * 0.6, parameters[0], 1e-15);
        Assert.Equal(2 - 0.1 * 0.8, parameters[1], 1e-15);
    }

    [Fact]
    public void Outer_weight_decay_takes_the_unperturbed_parameters()
    {
        var optimizer = new SamClipped64(1) { WeightDecay = 100 };
        double[] parameters = [1];
        for (int period = 0; period < 2; period++)
        {
            // The outer rate is 0 in its first step and 1e-4 in its second.
            optimizer.Step(parameters, [1]);
            Assert.Equal(1 + 0.1, parameters[0], 1e-15);
            optimizer.Step(parameters, [0]);
        }

        Assert.Equal(1 - 1e-4 * 100 * 1, parameters[0], 1e-15);
    }

    [Fact]
    public void The_outer_schedule_ticks_once_in_a_period()
    {
        var optimizer = new SamClipped(3);
        var parameters = new float[3];
        for (int period = 0; period < 10; period++)
        {
            optimizer.Step(parameters, [1, 2, 3]);
            optimizer.Step(parameters, [1, 2, 3]);
            Assert.Equal(1e-3 * period / 10, optimizer.LearningRate, 1e-12);
        }
    }

    [Fact]
    public void A_kept_adversarys_schedule_ticks_once_in_an_ascent()
    {
        var optimizer = new SamDecaying(3);
        var parameters = new float[3];
        for (int ascent = 0; ascent < 10; ascent++)
        {
            optimizer.Step(parameters, [1, 2, 3]);
            Assert.Equal(0.1 - 0.09 * ascent / 20, optimizer.AdversaryLearningRate, 1e-12);
            if (optimizer.Phase == SamPhase.Descent)
                optimizer.Step(parameters, [1, 2, 3]);
        }
    }

    /// <summary>The ascents see a gradient with something else in its first element.</summary>
    private sealed class DescentCheck(float first) : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var sharp = Declared.New<ITransparentSam<T>>(type, Length);
            var outer = Declared.New<IGradientOptimizer<T>>(Declared.SamOf(type)!.Outer, Length);
            T[] ours = Vectors.Uniform<T>(Length, 1), theirs = [.. ours];
            for (int period = 0, call = 0; period < Periods; period++)
            {
                while (sharp.Phase == SamPhase.Ascent)
                {
                    var climb = Vectors.Gradient<T>(Length, call++);
                    climb[0] = T.CreateChecked(first);
                    sharp.Step(ours, climb);
                    Assert.NotEqual(theirs, ours);
                }

                var gradient = Vectors.Gradient<T>(Length, call++);
                sharp.Step(ours, gradient);
                outer.Step(theirs, gradient);
                Bits.AssertSame<T>(theirs, ours, $"period {period}:");
            }
        }
    }

    private sealed class PhaseCheck : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var sharp = Declared.New<ITransparentSam<T>>(type, Length);
            int climbs = Declared.SamOf(type)!.SyncPeriod - 1;
            var parameters = Vectors.Uniform<T>(Length, 1);
            for (int period = 0; period < 3; period++)
            {
                T[] start = [.. parameters];
                for (int call = 0; call <= climbs; call++)
                {
                    Assert.Equal(call < climbs ? SamPhase.Ascent : SamPhase.Descent, sharp.Phase);
                    Assert.Equal(call, sharp.AscentStep);
                    Bits.AssertSame<T>(call == 0 ? [] : start, sharp.SavedParameters);
                    Assert.Equal(period, sharp.StepCount);
                    sharp.Step(parameters, Vectors.Gradient<T>(Length, call));
                }
            }

            Assert.Equal(3, sharp.StepCount);
        }
    }

    private sealed class ZeroCheck : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var sharp = Declared.New<ITransparentSam<T>>(type, Length);
            var outer = Declared.New<IGradientOptimizer<T>>(Declared.SamOf(type)!.Outer, Length);
            T[] ours = Vectors.Uniform<T>(Length, 1), theirs = [.. ours], start = [.. ours];
            var zero = new T[Length];
            sharp.Step(ours, zero);
            Bits.AssertSame<T>(start, ours);
            while (sharp.Phase == SamPhase.Ascent)
                sharp.Step(ours, zero);
            sharp.Step(ours, zero);
            outer.Step(theirs, zero);
            Bits.AssertSame<T>(theirs, ours);
            Assert.All(ours, x => Assert.True(T.IsFinite(x)));
        }
    }
}
