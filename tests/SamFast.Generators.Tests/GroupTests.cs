using System.Reflection;

namespace SamFast.Generators.Tests;

/// <summary>The fields of a struct parameter of a kernel are bound like parameters.</summary>
public class GroupTests
{
    private const string Flat =
        """
        public sealed class MixAttribute([Interval("[0, 1)")] double b1 = 0.75, double gain = 0.5, bool eager = true) : TransformAttribute
        {
            [Sum]
            public static L Total<L>(L update, L mu) where L : ILanes<L> => update * mu;

            public static void Prepare(
                double total, double b1, double gain, bool eager, [StartsAt(1)] ref double power, ref double heat,
                [Reported("MixScale")] out double muScale, out double share)
            {
                power *= b1;
                heat = heat / 2 + total / 1000;
                muScale = eager ? -gain / (1 + power) : -gain;
                share = heat / (1 + heat * heat);
            }

            public static void Accumulate<L>(
                L update, L parameter, [StartsAt(0.25)] ref L mu, [Position] ref L origin, L b1, L share) where L : ILanes<L>
            {
                origin += b1 * (parameter - origin);
                mu = b1 * mu + share * update;
            }

            public static L Update<L>(L update, L mu, L origin, L muScale, L share, bool eager) where L : ILanes<L> =>
                eager ? muScale * (mu + update) + share * origin : muScale * mu;
        }

        """;

    private const string Grouped =
        """
        public sealed class MixAttribute([Interval("[0, 1)")] double b1 = 0.75, double gain = 0.5, bool eager = true) : TransformAttribute
        {
            public struct Hyperparameters { public double B1 { get; init; } public required double Gain { get; init; } public bool Eager; }

            public struct State { [StartsAt(1)] public double Power; public double Heat { get; set; } }

            public struct Coefficients<TValue> { [Reported("MixScale")] public TValue MuScale; public TValue Share; }

            public struct Moments<TValue> { [StartsAt(0.25)] public TValue Mu; [Position] public TValue Origin; }

            public ref struct Inputs<TLanes> { public TLanes Update; public TLanes Mu; }

            [Sum]
            public static L Total<L>(Inputs<L> inputs) where L : ILanes<L> => inputs.Update * inputs.Mu;

            public static void Prepare(
                double total, in Hyperparameters hyperparameters, ref State state, out Coefficients<double> coefficients)
            {
                state.Power *= hyperparameters.B1;
                state.Heat = state.Heat / 2 + total / 1000;
                coefficients.MuScale = hyperparameters.Eager ? -hyperparameters.Gain / (1 + state.Power) : -hyperparameters.Gain;
                coefficients.Share = state.Heat / (1 + state.Heat * state.Heat);
            }

            public static void Accumulate<L>(L update, L parameter, ref Moments<L> moments, L b1, L share) where L : ILanes<L>
            {
                moments.Origin += b1 * (parameter - moments.Origin);
                moments.Mu = b1 * moments.Mu + share * update;
            }

            public static L Update<L>(
                Inputs<L> inputs, L origin, Coefficients<L> coefficients, bool eager) where L : ILanes<L> => eager
                ? coefficients.MuScale * (inputs.Mu + inputs.Update) + coefficients.Share * origin
                : coefficients.MuScale * inputs.Mu;
        }

        """;

    private const string Subject = "[Optimizer<double>, Mix, Mix(0.5, gain: 0.25, eager: false)] public sealed partial class Subject;";

    [Fact]
    public void A_transform_with_structs_computes_the_same_as_one_with_parameters()
    {
        var (flat, grouped) = (Compiler.Run(Flat + Subject), Compiler.Run(Grouped + Subject).IsClean());

        Assert.Equal(Trajectory.Of(flat.Make<double>("Subject", Trajectory.Length)), Trajectory.Of(grouped.Make<double>("Subject", Trajectory.Length)));
        Assert.Equal(Members(flat), Members(grouped));
    }

    [Fact]
    public void Structs_of_another_assembly_work_the_same()
    {
        byte[] library = Compiler.Run(Grouped).Emit();
        var outcome = Compiler.Run(Compiler.Compile([Subject], Microsoft.CodeAnalysis.MetadataReference.CreateFromImage(library))).IsClean();

        Assert.Equal(
            Trajectory.Of(Compiler.Run(Flat + Subject).Make<double>("Subject", Trajectory.Length)),
            Trajectory.Of(outcome.Make<double>("Subject", Trajectory.Length, library)));
    }

    /// <summary>Per-tensor coefficients, and a gate with a counter.</summary>
    [Theory]
    [InlineData(
        "public static void Prepare(double top, ref double seen, out double factor) { seen += top; factor = -1 / (1 + seen); }",
        "public struct Kept { public double Seen; } public struct Factors { public double Factor; } "
            + "public static void Prepare(double top, ref Kept kept, out Factors factors) { kept.Seen += top; factors.Factor = -1 / (1 + kept.Seen); }",
        "public static bool ShouldStep(double norm, ref long misses, [StartsAt(2)] ref double bound) { misses++; bound += norm; return misses % 3 != 0; }",
        "public struct Past { public long Misses; [StartsAt(2)] public double Bound; } "
            + "public static bool ShouldStep(double norm, ref Past past) { past.Misses++; past.Bound += norm; return past.Misses % 3 != 0; }")]
    public void Per_tensor_coefficients_and_gates_can_use_structs(string prepare, string groupedPrepare, string shouldStep, string groupedShouldStep)
    {
        Assert.Equal(Run(prepare, shouldStep), Run(groupedPrepare, groupedShouldStep));

        static double[] Run(string prepare, string shouldStep) => Trajectory.Of(Compiler.Run(
            $$"""
            public sealed class DampAttribute : TransformAttribute
            {
                [Max(MeasureScope.Tensor)] public static L Top<L>(L update) where L : ILanes<L> => L.Abs(update);
                {{prepare}}
                public static L Update<L>(L update, L factor) where L : ILanes<L> => factor * update;
            }

            public sealed class ThirdAttribute : ConditionallyTransformAttribute
            {
                [Sum] public static L Norm<L>(L update) where L : ILanes<L> => update * update;
                {{shouldStep}}
            }

            [Optimizer<double>, Third, Damp] public sealed partial class Subject;
            """).IsClean().Make<double>("Subject", Trajectory.Length));
    }

    [Theory]
    [InlineData("public struct S { public double Nothing; }", "double b1, S s, out double c", "has the field 'double Nothing' of 'S', which it cannot receive")]
    [InlineData("public struct S { public long B1; }", "S s, out double c", "has the field 'long B1' of 'S': declare it as 'double B1'")]
    [InlineData("public struct S { public readonly double B1; }", "S s, out double c", "has the field 'double B1' of 'S', which generated code cannot assign")]
    [InlineData("public struct S { internal double B1; public double Gain; }", "S s, out double c", "has the field 'double B1' of 'S', which generated code cannot assign")]
    [InlineData("public struct S { public double B1; }", "double b1, S s, out double c", "has the parameter 'double b1' and the field 'double B1' of 'S'")]
    [InlineData("public struct S { public long Count; }", "ref S s, out double c", "takes 's.Count' by reference: pass it by value")]
    [InlineData("public struct S { public string Text; }", "ref S s, out double c", "has the field 'string Text' of 'S', which it cannot receive")]
    public void The_diagnostic_names_the_invalid_field(string type, string parameters, string reason)
    {
        var outcome = Compiler.Run(
            $$"""
            public sealed class OddAttribute(double b1 = 1, double gain = 1) : TransformAttribute
            {
                {{type}}

                public static void Prepare({{parameters}}) => throw new NotImplementedException();

                public static L Update<L>(L update, L c) where L : ILanes<L> => c * update;
            }
            """);

        var mistake = Assert.Single(outcome.Mistakes);
        Assert.Equal("SF0011", mistake.Id);
        Assert.Contains(reason, mistake.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void No_kernel_of_the_library_has_more_than_eight_parameters()
    {
        string[] kernels =
        [
            .. typeof(TransformAttribute).Assembly.GetExportedTypes().Where(typeof(Attribute).IsAssignableFrom)
                .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
                .Where(m => m.GetParameters().Length > 8).Select(m => $"{m.DeclaringType!.Name}.{m.Name}"),
        ];
        Assert.True(kernels.Length == 0, string.Join("\n", kernels));
    }

    private static string[] Members(Outcome outcome) =>
        [.. Assembly.Load(outcome.Emit()).GetType("Subject")!.GetMembers().Select(m => m.ToString()!).Order(StringComparer.Ordinal)];
}
