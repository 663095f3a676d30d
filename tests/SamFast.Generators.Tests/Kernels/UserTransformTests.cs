using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Tests;

/// <summary>Custom transforms, aliases and schedules have all features of built-in ones.</summary>
public class UserTransformTests
{
    /// <summary>A slot, two measures (one of which reads the slot), a state, the count, a structural hyperparameter.</summary>
    private const string Temper =
        """
        namespace Mine;

        public sealed class TemperAttribute([Interval("[0, 1)")] double decay = 0.5, bool eager = false) : TransformAttribute
        {
            [Sum]
            public static L Total<L>(L update) where L : ILanes<L> => update;

            [Max]
            public static L Largest<L>(L update, L heat) where L : ILanes<L> => L.Abs(update + heat);

            public static void Prepare(
                double total, double largest, long count, bool eager, [StartsAt(2)] ref double temperature, out double factor)
            {
                temperature = (temperature / 2) + (total * total);
                factor = (eager ? -1 : -0.5) * temperature / (1 + largest + count);
            }

            public static void Accumulate<L>(L update, [StartsAt(0.25)] ref L heat, L decay) where L : ILanes<L> =>
                heat = (decay * heat) + update;

            public static L Update<L>(L update, L heat, L factor, bool eager) where L : ILanes<L> =>
                eager ? factor * (heat + update) : factor * heat;
        }

        [Temper, Clip(0.01)]
        public sealed class GentleAttribute(double decay, [Sets("Clip.maxDelta")] double limit = 0.1) : AliasAttribute;

        public sealed class HalvingAttribute(double from, bool stops = false) : ScheduleAttribute
        {
            public static double Evaluate(long count, double from, bool stops) =>
                stops && count > 2 ? 0 : from / (1L << (int)count);
        }

        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_custom_transform_equals_a_scalar_loop(bool eager)
    {
        string declaration = $"[Optimizer<double>, Temper(0.75, eager: {(eager ? "true" : "false")})] public sealed partial class Subject;";
        var optimizer = Compiler.Run(Temper + declaration).Make<double>("Mine.Subject", Trajectory.Length);

        Assert.Equal(Expected(0.75, eager, limit: double.PositiveInfinity), Trajectory.Of(optimizer), Trajectory.IsClose);
    }

    /// <summary>Per-tensor scalars in Prepare and Conclude: the maximum of the new slot divides the update of this step; a sum over
    /// the old slot and the count affect the next step.</summary>
    [Fact]
    public void Two_stages_of_per_tensor_scalars_equal_a_scalar_loop()
    {
        const string Source =
            """
            public sealed class LevelAttribute(double gain = 0.5) : TransformAttribute
            {
                [Sum]
                public static L Before<L>(L water, L update) where L : ILanes<L> => water * update;

                [Max(MeasureScope.Tensor, AfterAccumulate = true)]
                public static L Top<L>(L water, L tilt) where L : ILanes<L> => L.Abs(water + tilt);

                public static void Prepare([StartsAt(0.25)] ref double seen, out double tilt) => tilt = seen;

                public static void Accumulate<L>(L update, ref L water, L gain) where L : ILanes<L> =>
                    water = (gain * water) + update;

                public static void Conclude(double before, double top, double tilt, double gain, ref double seen, out double factor)
                {
                    seen = tilt / 2 + before / 1000;
                    factor = -gain / (1 + top);
                }

                public static L Update<L>(L update, L water, L factor) where L : ILanes<L> =>
                    factor * (water + update);
            }

            [Optimizer<double>, Level, Clip(0.01), Level(0.25)] public sealed partial class Subject;
            """;
        var optimizer = Compiler.Run(Source).Make<double>("Subject", Trajectory.Length);

        double[][] water = [new double[Trajectory.Length], new double[Trajectory.Length]];
        double[] seen = [0.25, 0.25], gains = [0.5, 0.25];
        double[] expected = Trajectory.Of((_, p, g) =>
        {
            double[] u = [.. g];
            for (int stage = 0; stage < 2; stage++)
            {
                var w = water[stage];
                double before = w.Zip(u, (a, b) => a * b).Sum(), tilt = seen[stage];
                for (int i = 0; i < u.Length; i++)
                    w[i] = (gains[stage] * w[i]) + u[i];
                double factor = -gains[stage] / (1 + w.Max(x => Math.Abs(x + tilt)));
                seen[stage] = (tilt / 2) + (before / 1000);
                for (int i = 0; i < u.Length; i++)
                    u[i] = stage == 0 ? Math.Clamp(factor * (w[i] + u[i]), -0.01, 0.01) : factor * (w[i] + u[i]);
            }

            for (int i = 0; i < p.Length; i++)
                p[i] += u[i];
        });
        Assert.Equal(expected, Trajectory.Of(optimizer), Trajectory.IsClose);
    }

    [Fact]
    public void A_custom_alias_and_a_custom_schedule_reach_their_transform()
    {
        var optimizer = Compiler.Run(
            Temper + "[Optimizer<double>, Gentle(0.75, limit: 0.05), Halving(0.75, Of = \"decay\")] public sealed partial class Subject;")
            .Make<double>("Mine.Subject", Trajectory.Length);

        Assert.Equal(
            Expected(step => 0.75 / (1 << step), eager: false, limit: 0.05), Trajectory.Of(optimizer), Trajectory.IsClose);
    }

    [Fact]
    public void Transforms_of_another_assembly_work_the_same()
    {
        byte[] library = Compiler.Run(Temper).Emit();
        var outcome = Compiler.Run(Compiler.Compile(
            ["using Mine; namespace Yours { [Optimizer<double>, Gentle(0.75, limit: 0.05), Halving(0.75, Of = \"decay\")] public sealed partial class Subject; }"],
            MetadataReference.CreateFromImage(library)));

        Assert.Equal(
            Expected(step => 0.75 / (1 << step), eager: false, limit: 0.05),
            Trajectory.Of(outcome.Make<double>("Yours.Subject", Trajectory.Length, library)), Trajectory.IsClose);
    }

    [Fact]
    public void An_internal_kernel_of_another_assembly_is_an_error()
    {
        byte[] library = Compiler.Run(
            "public class OddAttribute : TransformAttribute { internal static L Update<L>(L update) where L : ILanes<L> => update; }").Emit();
        var outcome = Compiler.Run(Compiler.Compile(
            ["[Optimizer, Odd] public sealed partial class Subject;"], MetadataReference.CreateFromImage(library)));

        Assert.Equal("SF0011", Assert.Single(outcome.Mistakes).Id);
    }

    [Fact]
    public void An_operand_of_another_assembly_can_be_composed()
    {
        byte[] library = Compiler.Run(Temper + "[Optimizer<double>, Gentle(0.5)] public sealed partial class Operand;").Emit();
        var outcome = Compiler.Run(Compiler.Compile(
            ["[Sam<Mine.Operand>(0.1)] public sealed partial class Subject;"], MetadataReference.CreateFromImage(library)));

        outcome.Make<double>("Subject", Trajectory.Length, library);
    }

    [Fact]
    public void A_transform_of_whole_tensors_equals_a_scalar_loop()
    {
        var outcome = Compiler.Run(Declared.Rows + "[Optimizer<double>, Scale(2), Rows(0.75), Scale(-1)] public sealed partial class Subject;");
        var type = System.Reflection.Assembly.Load(outcome.Emit()).GetType("Subject")!;
        var optimizer = (IGradientOptimizer<double>)Activator.CreateInstance(
            type, Layout.Create([new("tall", [5000 / 2, 2]), new("none", [0, 3]), new("row", [1, 3])]))!;
        double[] all = [.. Enumerable.Repeat(0.5, Trajectory.Length)], rows = [.. Enumerable.Repeat(0.25, 2501)];
        var expected = Trajectory.Of((step, p, g) =>
        {
            for (int i = 0; i < p.Length; i++)
            {
                all[i] += 2 * g[i] * p[i];
                rows[Math.Min(i / 2, 2500)] += 0.25 * (step + 1) * 2 * g[i];
            }

            for (int i = 0; i < p.Length; i++)
                p[i] -= (2 * g[i]) - (0.75 * (rows[Math.Min(i / 2, 2500)] + all[i]));
        });

        Assert.Equal(expected, Trajectory.Of(optimizer), Trajectory.IsClose);
        var refusal = Assert.Throws<System.Reflection.TargetInvocationException>(
            () => Activator.CreateInstance(type, Layout.Create([new("cube", [2, 2, 2])]))).InnerException;
        Assert.Contains("cube: [2, 2, 2]", refusal!.Message, StringComparison.Ordinal);
    }

    private static double[] Expected(double decay, bool eager, double limit) => Expected(_ => decay, eager, limit);

    private static double[] Expected(Func<int, double> decay, bool eager, double limit)
    {
        double temperature = 2;
        var heat = Enumerable.Repeat(0.25, Trajectory.Length).ToArray();
        return Trajectory.Of((step, p, g) =>
        {
            double total = g.Sum();
            double largest = g.Zip(heat, (a, b) => Math.Abs(a + b)).Max();
            temperature = (temperature / 2) + (total * total);
            double factor = (eager ? -1 : -0.5) * temperature / (1 + largest + step);
            for (int i = 0; i < p.Length; i++)
            {
                heat[i] = (decay(step) * heat[i]) + g[i];
                p[i] += Math.Clamp(factor * (eager ? heat[i] + g[i] : heat[i]), -limit, limit);
            }
        });
    }
}
