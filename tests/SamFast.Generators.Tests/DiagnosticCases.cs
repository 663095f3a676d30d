namespace SamFast.Generators.Tests;

/// <summary>The mistakes of declarations, by description.</summary>
internal static class DiagnosticCases
{
    public static IReadOnlyDictionary<string, DiagnosticCase> All { get; } = new Dictionary<string, DiagnosticCase>(GradientCases.Cases)
    {
        ["A class that is not partial"] = new(
            "SF0001", "[Optimizer, Sgd(0.1)] public class Subject;", "Subject", "'Subject' is not partial", "partial class Subject"),
        ["A container that is not partial"] = new(
            "SF0001", "public class Around { [Optimizer, Sgd(0.1)] public partial class Subject; }", "Around",
            "'Around' is not partial"),
        ["A language version from before C# 14"] = new(
            "SF0071", "[Optimizer, Sgd(0.1)] public sealed partial class Subject { }", "Subject", "is compiled as C# 7.3", "leave LangVersion out")
        {
            Language = Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp7_3,
        },
        ["A library by an alias alone"] = new(
            "SF0072", "extern alias lib; [lib::SamFast.Optimizer, lib::SamFast.Sgd(0.1)] public sealed partial class Subject;", "Subject",
            "by the alias lib only", "Aliases=\"global,lib\"")
        {
            Alias = "lib",
        },
        ["A project without optimization"] = new(
            "SF0074", "[Optimizer, Sgd(0.1)] public partial class Subject; [Optimizer, Adam(0.1)] public partial class Subject2;", "Subject",
            "project of 'Subject'", "-c Release", "<Optimize>true</Optimize>")
        {
            IsDebug = true,
        },
        ["A type with the name of one that generated code names"] = new(
            "SF0073", "[Optimizer, Sgd(0.1)] public partial class Subject; namespace SamFast { internal class Layout { } }", "Subject",
            "names 'SamFast.Layout'", "rename yours"),
        ["An attribute with the name of one that generated code names"] = new(
            "SF0073", "[Optimizer, Sgd(0.1)] public partial class Subject; namespace System.Runtime.CompilerServices { internal sealed class "
            + "MethodImplAttribute : Attribute { public MethodImplAttribute(int options) { } } }", "Subject",
            "names 'System.Runtime.CompilerServices.MethodImplAttribute'"),
        ["A field with the name of a generated property"] = new(
            "SF0059", Declared.Outer + "[Sam<Outer>] public partial class Subject { public int Phase; }", "Subject",
            "has 'Phase', and its generated half 'Phase'", "give yours another name"),
        ["A class with the name of a generated member"] = new(
            "SF0059", "[Optimizer, Sgd(0.1)] public partial class GrowTo;", "GrowTo", "member of its generated half, 'GrowTo(Layout)'",
            "give the class another name"),
        ["A nested type with the name of a generated method"] = new(
            "SF0059", "[Optimizer, Sgd(0.1)] public partial class Subject { class Step; }", "Subject", "has 'Step'"),
        ["A layout with the name of its member"] = new(
            "SF0059", "[SamFast.Layout] public partial class Layout { [Tensor(3)] public partial Span<float> W { get; } }", "Layout",
            "member of its generated half, 'Layout'"),
        ["A static class"] = new(
            "SF0002", "[Optimizer, Sgd(0.1)] public static partial class Subject;", "Subject", "is static", "plain, non-generic"),
        ["An abstract class"] = new(
            "SF0002", "[Optimizer, Sgd(0.1)] public abstract partial class Subject;", "Subject", "is abstract"),
        ["A record"] = new("SF0002", "[Optimizer, Sgd(0.1)] public partial record Subject;", "Subject", "is a record"),
        ["A generic class"] = new("SF0002", "[Optimizer, Sgd(0.1)] public partial class Subject<T>;", "Subject", "is generic"),
        ["A class in a generic one"] = new(
            "SF0002", "public partial class Around<T> { [Optimizer, Sgd(0.1)] public partial class Subject; }", "Subject",
            "is nested in a generic type", "move it out of 'Around'"),
        ["A class in an interface"] = new(
            "SF0002", "public partial interface IAround { [Optimizer, Sgd(0.1)] public partial class Subject; }", "Subject",
            "is nested in an interface", "move it out of 'IAround'"),
        ["A class that only its file can see"] = new(
            "SF0002", "[Optimizer, Sgd(0.1)] file partial class Subject;", "Subject", "is file-local"),
        ["No transforms"] = new(
            "SF0003", "[Optimizer] public partial class Subject;", "Subject", "'Subject' has no transforms", "[AdamW(1e-3)]"),
        ["Transforms on two declarations"] = new(
            "SF0004", "[Optimizer, Clip(1)] public partial class Subject; [Sgd(0.1)] partial class Subject;", "Subject",
            "several partial declarations", "put them all on one"),
        ["β of 1"] = new(
            "SF0005", "[Optimizer, Adam(0.1, b1: 1)] public partial class Subject;", "b1: 1",
            "b1 of Adam is 1", "in [0, 1)"),
        ["β below 0"] = new(
            "SF0005", "[Optimizer, ScaleByAdam(0.9, -0.1)] public partial class Subject;", "-0.1", "b2 of ScaleByAdam is -0.1"),
        ["Negative ε"] = new(
            "SF0005", "[Optimizer, AdamW(0.1, eps: -1e-8)] public partial class Subject;", "eps: -1e-8", "eps of AdamW is -1e-8",
            "[0, ∞)"),
        ["Negative ρ"] = new(
            "SF0005", Declared.Outer + "[Sam<Outer>(-0.05)] public partial class Subject;", "-0.05", "rho of Sam is -0.05", "[0, ∞)"),
        ["NaN"] = new(
            "SF0005", "[Optimizer, Clip(double.NaN)] public partial class Subject;", "double.NaN", "maxDelta of Clip is double.NaN"),
        ["Infinity"] = new(
            "SF0005", "[Optimizer, Scale(double.PositiveInfinity)] public partial class Subject;", "double.PositiveInfinity",
            "stepSize of Scale is double.PositiveInfinity", "(-∞, ∞)"),
        ["Momentum of 1, under the alias's name"] = new(
            "SF0005", "[Optimizer, Sgd(0.1, momentum: 1)] public partial class Subject;", "momentum: 1", "momentum of Sgd is 1"),
        ["A schedule shorter than its warm-up"] = new(
            "SF0005", "[Optimizer, Sgd, WarmupCosineDecay(0, 1, warmupSteps: 10, decaySteps: 10)] public partial class Subject;",
            "decaySteps: 10", "decaySteps of WarmupCosineDecay is 10", "(10, ∞)"),
        ["An undefined mode"] = new(
            "SF0005", Declared.Outer + "[Sam<Outer>(mode: (SamMode)7)] public partial class Subject;", "mode: (SamMode)7",
            "mode of Sam is (SamMode)(7)", "SamMode.Opaque"),
        ["A learning rate beyond float"] = new(
            "SF0005", "[Optimizer, Sgd(1e39)] public partial class Subject;", "1e39",
            "learningRate of Sgd is 1e+39", "0 or [1.1754944E-38, 3.4028235E+38]", "the parameters are float"),
        ["An ε that is 0 in float"] = new(
            "SF0005", "[Optimizer, Adam(0.1, eps: 1e-50)] public partial class Subject;", "eps: 1e-50",
            "eps of Adam is 1e-50", "0 or [1.1754944E-38, 3.4028235E+38]"),
        ["A decay that is 0 in float"] = new(
            "SF0005", "[Optimizer, ScaleByAdam(b1: 1e-42)] public partial class Subject;", "b1: 1e-42",
            "b1 of ScaleByAdam is 1e-42", "0 or [1.1754944E-38, 1)"),
        ["A factor of either sign that float cannot hold"] = new(
            "SF0005", "[Optimizer, Scale(-1e39)] public partial class Subject;", "-1e39",
            "stepSize of Scale is -1e+39", "[-3.4028235E+38, -1.1754944E-38] or 0 or [1.1754944E-38, 3.4028235E+38]"),
        ["A radius beyond float"] = new(
            "SF0005", Declared.Outer + "[Sam<Outer>(1e39)] public partial class Subject;", "1e39", "rho of Sam is 1e+39", "3.4028235E+38"),
        ["Nesterov's momentum without momentum"] = new(
            "SF0005", "[Optimizer, TorchSgd(0.1, nesterov: true)] public partial class Subject;", "nesterov: true",
            "momentum of TorchSgd is 0", "(0, 1) where nesterov is true"),
        ["Nesterov's momentum with dampening"] = new(
            "SF0005", "[Optimizer, TorchSgd(0.1, momentum: 0.9, dampening: 0.1, nesterov: true)] public partial class Subject;", "nesterov: true",
            "dampening of TorchSgd is 0.1", "[0, 0] where nesterov is true"),
        ["No learning rate"] = new(
            "SF0006", "[Optimizer, Adam] public partial class Subject;", "Adam", "Adam needs learningRate", "schedule",
            "[Adam, CosineDecay"),
        ["No factor and no schedule"] = new(
            "SF0006", "[Optimizer, ScaleBySchedule] public partial class Subject;", "ScaleBySchedule",
            "ScaleBySchedule needs stepSize"),
        ["A period of 0"] = new(
            "SF0007", Declared.Outer + Declared.Ascent + "[Sam<Outer, Ascent>(0)] public partial class Subject;", "0",
            "syncPeriod is 0", "at least 1"),
        ["A negative period"] = new(
            "SF0007", Declared.Outer + Declared.Ascent + "[Sam<Outer, Ascent>(syncPeriod: -2)] public partial class Subject;",
            "syncPeriod: -2", "syncPeriod is -2"),
        ["SAM around a class that is not an optimizer"] = new(
            "SF0008", "public class Other; [Sam<Other>] public partial class Subject;", "Other",
            "'Other' is not a chain declared with [Optimizer]", "declare 'partial class Other' with [Optimizer]"),
        ["SAM around SAM"] = new(
            "SF0008",
            Declared.Outer + "[Sam<Outer>] public partial class Inner; [Sam<Inner>] public partial class Subject;", "Inner",
            "sharpness-aware itself"),
        ["SAM around a framework type"] = new(
            "SF0008", Declared.Ascent + "[Sam<string, Ascent>] public partial class Subject;", "string", "'string' is not",
            "name a class of your own"),
        ["SAM around an interface"] = new(
            "SF0008", "public interface IOther; [Sam<IOther>] public partial class Subject;", "IOther", "'IOther' is not", "name a class of your own"),
        ["Operands of two precisions"] = new(
            "SF0009",
            Declared.Outer + "[Optimizer<double>, Sgd(0.1)] public partial class Wide; [Sam<Outer, Wide>] public partial class Subject;",
            "Sam<Outer, Wide>", "'Outer' works on float and 'Wide' on double", "[Optimizer<T>]"),
        ["A transform beside SAM"] = new(
            "SF0010", Declared.Outer + "[Clip(1), Sam<Outer>] public partial class Subject;", "Clip(1)", "has [Clip] beside [Sam]",
            "adversary"),
        ["Consumable gradients beside SAM"] = new(
            "SF0010", Declared.Outer + "[Optimizer(ConsumesGradients = true), Sam<Outer>] public partial class Subject;", "Sam<Outer>",
            "has ConsumesGradients beside [Sam]"),
        ["Precision beside SAM"] = new(
            "SF0010", Declared.Outer + "[Optimizer(Precision = Precision.Fast), Sam<Outer>] public partial class Subject;", "Sam<Outer>",
            "has Precision.Fast beside [Sam]", "in the outer optimizer"),
        ["A transform without Update"] = new(
            "SF0011", Declared.Transform(""), "OddAttribute", "'Odd'", "declare 'public static L Update<L>"),
        ["A reported method that is not a measure"] = new(
            "SF0011",
            Declared.Transform("[Reported] public static L Update<L>(L update) where L : ILanes<L> => update;"), "OddAttribute",
            "Update has [Reported], but is no measure", "[Sum] or [Max]"),
        ["A reported measure of each tensor"] = new(
            "SF0011",
            Declared.Transform(
                "[Sum(MeasureScope.Tensor), Reported] public static L Norm<L>(L update) where L : ILanes<L> => update; "
                + "public static L Update<L>(L update) where L : ILanes<L> => update;"), "OddAttribute",
            "Norm has [Reported] and measures each tensor", "report a 'ref double' state"),
        ["A reported parameter that is not a scalar"] = new(
            "SF0011",
            Declared.Transform("public static L Update<L>([Reported] L update) where L : ILanes<L> => update;"), "OddAttribute",
            "Update has the parameter 'update' with [Reported]", "report one of these"),
        ["A factor of the learning rate that is not a scalar"] = new(
            "SF0011",
            Declared.Transform("public static L Update<L>([LearningRateFactor] L update) where L : ILanes<L> => update;"), "OddAttribute",
            "[LearningRateFactor]", "'out double' coefficient"),
        ["A reported name that is not an identifier"] = new(
            "SF0011",
            Declared.Transform(
                "[Sum, Reported(\"a norm\")] public static L Norm<L>(L update) where L : ILanes<L> => update; "
                + "public static L Update<L>(L update) where L : ILanes<L> => update;"), "OddAttribute",
            "'a norm'", "write a C# identifier"),
        ["An Update that is not static"] = new(
            "SF0011", Declared.Transform("public L Update<L>(L update) where L : ILanes<L> => update;"), "OddAttribute",
            "Update is not static"),
        ["A private Update"] = new(
            "SF0011", Declared.Transform("private static L Update<L>(L update) where L : ILanes<L> => update;"), "OddAttribute",
            "Update is neither public nor internal"),
        ["An Update that is not generic"] = new(
            "SF0011", Declared.Transform("public static float Update(float update) => update;"), "OddAttribute",
            "Update has 0 type parameters", "declare 'public static L Update<L>(…) where L : ILanes<L>'"),
        ["An Update that returns nothing"] = new(
            "SF0011", Declared.Transform("public static void Update<L>(L update) where L : ILanes<L> { }"), "OddAttribute", "Update returns void"),
        ["Two methods of one name"] = new(
            "SF0011",
            Declared.Transform(
                "public static L Update<L>(L update) where L : ILanes<L> => update;"
                + "public static L Update<L>(L update, L parameter) where L : ILanes<L> => update;"),
            "OddAttribute", "2 methods named 'Update'", "keep one"),
        ["A parameter with an unknown name"] = new(
            "SF0011",
            Declared.Transform("public static L Update<L>(L update, L mystery) where L : ILanes<L> => update;"), "OddAttribute",
            "'L mystery', which it cannot receive"),
        ["A lane passed by in"] = new(
            "SF0011", Declared.Transform("public static L Update<L>(in L update) where L : ILanes<L> => update;"), "OddAttribute",
            "'update' by reference", "by value"),
        ["The update by ref"] = new(
            "SF0011", Declared.Transform("public static L Update<L>(ref L update) where L : ILanes<L> => update;"), "OddAttribute",
            "'update' by reference", "by value"),
        ["A measure that writes"] = new(
            "SF0011",
            Declared.Transform(
                "[Sum] public static L Norm<L>(ref L slot) where L : ILanes<L> => slot;"
                + "public static L Update<L>(L update, ref L slot) where L : ILanes<L> => update;"),
            "OddAttribute", "Norm takes 'slot' by reference", "pass it by value"),
        ["A Prepare that returns"] = new(
            "SF0011",
            Declared.Transform(
                "public static double Prepare(long count) => count;"
                + "public static L Update<L>(L update) where L : ILanes<L> => update;"),
            "OddAttribute", "Prepare returns double", "static void Prepare"),
        ["A Prepare with an unknown parameter"] = new(
            "SF0011",
            Declared.Transform(
                "public static void Prepare(double mystery) { }"
                + "public static L Update<L>(L update) where L : ILanes<L> => update;", "double known = 1"),
            "OddAttribute", "'double mystery'", "known"),
        ["A Prepare that counts in int"] = new(
            "SF0011",
            Declared.Transform(
                "public static void Prepare(int count) { }"
                + "public static L Update<L>(L update) where L : ILanes<L> => update;"),
            "OddAttribute", "'int count'", "'long count'"),
        ["A coefficient that is not a double"] = new(
            "SF0011",
            Declared.Transform(
                "public static void Prepare(out float factor) => factor = 1;"
                + "public static L Update<L>(L update, L factor) where L : ILanes<L> => factor * update;"),
            "OddAttribute", "'out float factor'", "a coefficient for the lanes as 'out double'"),
        ["An Accumulate that returns"] = new(
            "SF0011",
            Declared.Transform(
                "public static L Accumulate<L>(L update, ref L sum) where L : ILanes<L> => sum += update;"
                + "public static L Update<L>(L update) where L : ILanes<L> => update;"),
            "OddAttribute", "Accumulate returns L"),
        ["A hyperparameter passed to a lane kernel as double"] = new(
            "SF0011",
            Declared.Transform(
                "public static L Update<L>(L update, double factor, bool eager) where L : ILanes<L> => update;",
                "double factor = 1, bool eager = false"),
            "OddAttribute", "'double factor'", "declare it as 'L factor'"),
        ["A lane of another type"] = new(
            "SF0011",
            Declared.Transform(
                "public static L Update<L>(L update, Vector512<float> parameter) where L : ILanes<L> => update;"),
            "OddAttribute", "Vector512<float> parameter'", "declare it as 'L parameter'"),
        ["A measure that reads a coefficient"] = new(
            "SF0011",
            Declared.Transform(
                "[Sum] public static L Norm<L>(L update, L factor) where L : ILanes<L> => factor * update;"
                + "public static void Prepare(double norm, out double factor) => factor = norm;"
                + "public static L Update<L>(L update, L factor) where L : ILanes<L> => factor * update;"),
            "OddAttribute", "Norm has the parameter 'L factor', which only Update may receive"),
        ["A measure that returns nothing"] = new(
            "SF0011",
            Declared.Transform(
                "[Max] public static void Norm<L>(L update) where L : ILanes<L> { }"
                + "public static L Update<L>(L update) where L : ILanes<L> => update;"),
            "OddAttribute", "Norm returns void"),
        ["An interval that cannot be read"] = new(
            "SF0011",
            Declared.Transform(
                "public static L Update<L>(L update) where L : ILanes<L> => update;", "[Interval(\"0..1\")] double known = 1"),
            "OddAttribute", "the interval '0..1' of 'known'", "[0, 1)"),
        ["A schedule before the chain"] = new(
            "SF0012", "[Optimizer, Constant(1), Sgd(0.1)] public partial class Subject;", "Constant(1)",
            "Constant", "no transform precedes it"),
        ["A schedule for one of several scalars"] = new(
            "SF0012", "[Optimizer, ScaleByAdam, Constant(0.1)] public partial class Subject;", "Constant(0.1)",
            "several scalars", "Of = \"b1\""),
        ["A schedule for an unknown scalar"] = new(
            "SF0012", "[Optimizer, Sgd(0.1), Constant(0.1, Of = \"b1\")] public partial class Subject;",
            "Constant(0.1, Of = \"b1\")", "Sgd has no scalar named 'b1'", "name one of momentum, learningRate"),
        ["A schedule for a transform without scalars"] = new(
            "SF0012", "[Optimizer, Normalize, Constant(0.1)] public partial class Subject;", "Constant(0.1)",
            "Normalize has no scalar to drive"),
        ["Two schedules for one scalar"] = new(
            "SF0012", "[Optimizer, Sgd, Constant(0.1), Constant(0.2)] public partial class Subject;", "Constant(0.2)",
            "learningRate of Sgd has a schedule already", "Until on the first one"),
        ["A schedule that ends before the one before it"] = new(
            "SF0012",
            "[Optimizer, Sgd, Linear(0, 1, 20, Until = 20), Constant(1, Until = 20), Constant(2)] public partial class Subject;",
            "Constant(1, Until = 20)", "Until is 20", "applies until 20", "larger count"),
        ["A schedule that ends before it begins"] = new(
            "SF0012", "[Optimizer, Sgd, Constant(1, Until = 0), Constant(2)] public partial class Subject;",
            "Constant(1, Until = 0)", "Until is 0", "leave it out"),
        ["A join without an end"] = new(
            "SF0012", "[Optimizer, Sgd, Linear(0, 1, 20, Until = 20)] public partial class Subject;",
            "Linear(0, 1, 20, Until = 20)", "it ends at 20, but no schedule follows", "leave Until out"),
        ["A schedule whose array would be allocated in every step"] = new(
            "SF0012",
            "public class OddAttribute(double[] values) : ScheduleAttribute { "
            + "public static double Evaluate(long count, double[] values) => values[0]; } "
            + "[Optimizer, Sgd, Odd(new[] { 1.0 })] public partial class Subject;",
            "OddAttribute", "has the parameter 'double[] values'", "ReadOnlySpan<double> values"),
        ["Fewer factors than boundaries"] = new(
            "SF0023",
            "[Optimizer, Sgd, PiecewiseConstant(1, new[] { 3, 5 }, new[] { 0.5 })] public partial class Subject;",
            "new[] { 0.5 }", "scales of PiecewiseConstant has 1 element, but boundaries has 2", "one for each of boundaries"),
        ["Factors without boundaries"] = new(
            "SF0023",
            "[Optimizer, Sgd, PiecewiseInterpolate(Interpolation.Linear, 1, null!, new[] { 0.5, 2 })] public partial class Subject;",
            "new[] { 0.5, 2 }", "scales of PiecewiseInterpolate has 2 elements, but boundaries has 0"),
        ["Boundaries out of order"] = new(
            "SF0023",
            "[Optimizer, Sgd, PiecewiseConstant(1, new[] { 5, 3 }, new[] { 0.5, 2 })] public partial class Subject;",
            "new[] { 5, 3 }", "boundaries of PiecewiseConstant is [5, 3]", "sort them"),
        ["A boundary twice"] = new(
            "SF0023",
            "[Optimizer, Sgd, PiecewiseInterpolate(Interpolation.Cosine, 1, new[] { 5, 5 }, new[] { 0.5, 2 })] "
            + "public partial class Subject;",
            "new[] { 5, 5 }", "remove duplicates"),
        ["Restarts from empty arrays"] = new(
            "SF0023",
            "[Optimizer, Sgd, Sgdr(new double[0], new double[0], new int[0], new int[0])] public partial class Subject;",
            "new double[0]", "initValues of Sgdr has 0 elements: give at least 1"),
        ["A restart that ends during its warm-up"] = new(
            "SF0005",
            "[Optimizer, Sgd, Sgdr(new[] { 0.0, 0 }, new[] { 1.0, 1 }, new[] { 5, 9 }, new[] { 9, 9 })] public partial class Subject;",
            "new[] { 9, 9 }", "decaySteps[1] of Sgdr is 9", "(9, ∞)"),
        ["A negative factor"] = new(
            "SF0005",
            "[Optimizer, Sgd, PiecewiseConstant(1, new[] { 3 }, new[] { -0.5 })] public partial class Subject;",
            "new[] { -0.5 }", "scales[0] of PiecewiseConstant is -0.5", "[0, ∞)"),
        ["A cycle that falls before it has risen"] = new(
            "SF0005", "[Optimizer, Sgd, LinearOnecycle(100, 1, pctStart: 0.5, pctFinal: 0.4)] public partial class Subject;",
            "pctFinal: 0.4", "pctFinal of LinearOnecycle is 0.4", "(0.5, 1)"),
        ["A warm-up of 0 steps"] = new(
            "SF0005", "[Optimizer, Sgd, WarmupConstant(0, 1, 0)] public partial class Subject;", "0",
            "warmupSteps of WarmupConstant is 0", "[1, ∞)"),
        ["An undefined interpolation"] = new(
            "SF0005",
            "[Optimizer, Sgd, PiecewiseInterpolate((Interpolation)7, 1, new[] { 3 }, new[] { 0.5 })] public partial class Subject;",
            "(Interpolation)7", "interpolateType of PiecewiseInterpolate is (Interpolation)(7)", "Interpolation.Cosine"),
        ["A schedule that restarts in every period"] = new(
            "SF0024",
            Declared.Outer + "[Optimizer, Normalize, ScaleByLearningRate, Linear(0.1, 0, 9)] public partial class Ascent; "
            + "[Sam<Outer, Ascent>] public partial class Subject;",
            "Sam<Outer, Ascent>", "learningRate of 'Ascent'", "Linear(initValue: 0.1", "write resetState: false"),
        ["A schedule without Evaluate"] = new(
            "SF0012",
            "public class OddAttribute : ScheduleAttribute; [Optimizer, Sgd, Odd] public partial class Subject;", "OddAttribute",
            "static double Evaluate(long count"),
        ["A schedule with two Evaluates"] = new(
            "SF0012",
            "public class OddAttribute : ScheduleAttribute { public static double Evaluate(long count) => 1; "
            + "public static double Evaluate(long count, double other) => 1; } [Optimizer, Sgd, Odd] public partial class Subject;",
            "OddAttribute", "static double Evaluate(long count"),
        ["A schedule with an unknown parameter"] = new(
            "SF0012",
            "public class OddAttribute : ScheduleAttribute { public static double Evaluate(long count, double mystery) => 1; } "
            + "[Optimizer, Sgd, Odd] public partial class Subject;",
            "OddAttribute", "the parameter 'double mystery'"),
        ["Transforms without [Optimizer]"] = new(
            "SF0013", "[Sgd(0.1)] public partial class Subject;", "Subject", "has transforms but no [Optimizer]", "add [Optimizer]"),
        ["A base class"] = new(
            "SF0014", "public class Base; [Optimizer, Sgd(0.1)] public partial class Subject : Base;", "Subject",
            "derives from 'Base'", "hold the object in a field"),
        ["Half precision"] = new(
            "SF0015", "[Optimizer<Half>, Sgd(0.1)] public partial class Subject;", "Subject", "declared for System.Half",
            "[Optimizer<double>]"),
        ["An alias without transforms"] = new(
            "SF0016", "public class OddAttribute : AliasAttribute; [Optimizer, Odd] public partial class Subject;", "OddAttribute",
            "it lists no transforms"),
        ["An alias of itself"] = new(
            "SF0016", "[Odd] public class OddAttribute : AliasAttribute; [Optimizer, Odd] public partial class Subject;", "Odd",
            "it lists itself"),
        ["Two aliases of each other"] = new(
            "SF0016",
            "[Even] public class OddAttribute : AliasAttribute; [Odd] public class EvenAttribute : AliasAttribute; "
            + "[Optimizer, Odd] public partial class Subject;",
            "Odd", "'Odd': it lists itself"),
        ["An alias with a parameter that reaches no transform"] = new(
            "SF0016",
            "[Clip(1)] public class OddAttribute([Sets(\"Clip.max\")] double mystery) : AliasAttribute; "
            + "[Optimizer, Odd(1)] public partial class Subject;",
            "OddAttribute", "'mystery'", "Clip.maxDelta"),
        ["An alias with a schedule"] = new(
            "SF0016",
            "[Sgd, Constant(1)] public class OddAttribute(double learningRate = 1) : AliasAttribute; "
            + "[Optimizer, Odd] public partial class Subject;",
            "OddAttribute", "schedule", "after [Odd]"),
        ["Two precisions"] = new(
            "SF0017", "[Optimizer, Optimizer<double>, Sgd(0.1)] public partial class Subject;", "Subject",
            "'Subject' is declared 2 times", "keep one"),
        ["A random number without a seed"] = new(
            "SF0011",
            Declared.Transform("public static L Update<L>(L update, [Normal] L noise) where L : ILanes<L> => update + noise;"),
            "OddAttribute", "Update takes the random number 'noise'", "add the hyperparameter 'double seed = 0'"),
        ["A random number by reference"] = new(
            "SF0011",
            Declared.Transform(
                "public static L Update<L>(L update, [Uniform] ref L noise) where L : ILanes<L> => update;", "double seed = 0"),
            "OddAttribute", "takes 'noise' by reference"),
        ["Observe without NeedsHessian"] = new(
            "SF0011",
            Declared.Transform(
                "public static L Update<L>(L update, L nu) where L : ILanes<L> => nu; "
                + "public static void Observe<L>(L hessian, ref L nu) where L : ILanes<L> => nu = hessian;"),
            "OddAttribute", "it has Observe without NeedsHessian", "declare 'public static bool NeedsHessian(…)'"),
        ["An update in Observe"] = new(
            "SF0011",
            Declared.Transform(
                "public static L Update<L>(L update, L nu) where L : ILanes<L> => nu; "
                + "public static bool NeedsHessian(long count) => true; "
                + "public static void Observe<L>(L update, ref L nu) where L : ILanes<L> => nu = update;"),
            "OddAttribute", "Observe has the parameter 'L update'"),
        ["Two transforms that take the Hessian"] = new(
            "SF0025", "[Optimizer, ScaleBySophia, Sophia(0.1)] public partial class Subject;", "Subject", "both take", "keep one"),
        ["The Hessian in SAM"] = new(
            "SF0025", "[Optimizer, Sophia(0.1)] public partial class Outer; [Sam<Outer>] public partial class Subject;",
            "Sam<Outer>", "ScaleBySophia takes the diagonal", "plain [Optimizer]"),
        ["The Hessian behind a wrapper"] = new(
            "SF0025", "[Optimizer, MultiSteps(2), Sophia(0.1)] public partial class Subject;", "Subject",
            "MultiSteps decides", "leave [MultiSteps] out"),
        ["The Hessian beside the loss"] = new(
            "SF0025", "[Optimizer, ScaleBySophia, PolyakSgd] public partial class Subject;", "Subject",
            "ScaleByPolyak", "the loss", "keep one"),
        ["The Hessian beside a gradient that is consumed"] = new(
            "SF0025", "[Optimizer(ConsumesGradients = true), Sophia(0.1)] public partial class Subject;", "Subject",
            "leave ConsumesGradients out"),
        ["An unknown slot in bfloat16"] = new(
            "SF0018", "[Optimizer, AdamW(0.1, BFloat16 = \"mu, trace\")] public partial class Subject;",
            "AdamW(0.1, BFloat16 = \"mu, trace\")", "AdamW: it has no slot named 'trace'", "name some of mu, nu"),
        ["A slot in bfloat16 of a transform without any"] = new(
            "SF0018", "[Optimizer, Clip(0.1, BFloat16 = \"mu\")] public partial class Subject;", "Clip(0.1, BFloat16 = \"mu\")",
            "Clip: it has no slot named 'mu'", "leave BFloat16 out"),
        ["A slot of doubles in bfloat16"] = new(
            "SF0018", "[Optimizer<double>, Adam(0.1, BFloat16 = \"mu\")] public partial class Subject;",
            "Adam(0.1, BFloat16 = \"mu\")", "over float", "declare [Optimizer]"),
        ["A rounding without a slot in bfloat16"] = new(
            "SF0018", "[Optimizer, Adam(0.1, Rounding = StateRounding.Stochastic)] public partial class Subject;",
            "Adam(0.1, Rounding = StateRounding.Stochastic)", "no slot in bfloat16", "BFloat16 = \"mu, nu\""),
        ["An undefined rounding"] = new(
            "SF0005", "[Optimizer, Adam(0.1, BFloat16 = \"mu\", Rounding = (StateRounding)7)] public partial class Subject;",
            "Adam(0.1, BFloat16 = \"mu\", Rounding = (StateRounding)7)", "Rounding of Adam is (StateRounding)(7)", "Stochastic"),
        ["A subnormal threshold"] = new(
            "SF0019", "[Optimizer(FlushBelow = 1e-40), Adam(0.1)] public partial class Subject;", "FlushBelow = 1e-40",
            "FlushBelow is 1e-40", "0 (off)", "at least 1.17549435e-38, the smallest normal float", "write FlushBelow = 1e-30"),
        ["A threshold below the range of float"] = new(
            "SF0019", "[Optimizer<float>(FlushBelow = 1e-300), Adam(0.1)] public partial class Subject;", "FlushBelow = 1e-300",
            "the smallest normal float"),
        ["A subnormal threshold for double"] = new(
            "SF0019", "[Optimizer<double>(FlushBelow = 1e-310), Adam(0.1)] public partial class Subject;", "FlushBelow = 1e-310",
            "2.2250738585072014e-308, the smallest normal double", "write FlushBelow = 1e-300"),
        ["A threshold of 1"] = new(
            "SF0019", "[Optimizer(Precision = Precision.Fast, FlushBelow = 1), Adam(0.1)] public partial class Subject;",
            "FlushBelow = 1", "FlushBelow is 1", "below 1"),
        ["A threshold that rounds to 1 in float"] = new(
            "SF0019", "[Optimizer(FlushBelow = 0.9999999999), Adam(0.1)] public partial class Subject;",
            "FlushBelow = 0.9999999999", "below 1"),
        ["A negative threshold"] = new(
            "SF0019", "[Optimizer(FlushBelow = -1e-30), Adam(0.1)] public partial class Subject;", "FlushBelow = -1e-30",
            "FlushBelow is -1e-30", "or leave it out"),
        ["A threshold of NaN"] = new(
            "SF0019", "[Optimizer(FlushBelow = double.NaN), Adam(0.1)] public partial class Subject;", "FlushBelow = double.NaN",
            "FlushBelow is double.NaN"),
        ["An infinite threshold"] = new(
            "SF0019", "[Optimizer<double>(FlushBelow = double.PositiveInfinity), Adam(0.1)] public partial class Subject;",
            "FlushBelow = double.PositiveInfinity", "FlushBelow is double.PositiveInfinity"),
        ["A threshold beside SAM"] = new(
            "SF0010", Declared.Outer + "[Optimizer(FlushBelow = 1e-30), Sam<Outer>] public partial class Subject;", "Sam<Outer>",
            "has FlushBelow beside [Sam]", "in the outer optimizer"),
        ["A subnormal threshold of an operand"] = new(
            "SF0019", "[Optimizer(FlushBelow = 1e-40), Sgd(0.1)] public partial class Outer; [Sam<Outer>] public partial class Subject;",
            "FlushBelow = 1e-40", "the smallest normal float"),
        ["A wrapper after a transform"] = new(
            "SF0029", "[Optimizer, Clip(1), ApplyIfFinite(5), Sgd(0.1)] public partial class Subject;", "ApplyIfFinite(5)",
            "[ApplyIfFinite] follows [Clip]", "write it before [Clip]"),
        ["A wrapper after SAM"] = new(
            "SF0029", Declared.Outer + "[Sam<Outer>, ApplyIfFinite(5)] public partial class Subject;", "ApplyIfFinite(5)",
            "[ApplyIfFinite] follows [Sam]", "write it before [Sam]"),
        ["A wrapper without transforms"] = new(
            "SF0003", "[Optimizer, ApplyIfFinite(5)] public partial class Subject;", "Subject", "has no transforms"),
        ["A wrapper without [Optimizer]"] = new(
            "SF0013", "[ApplyIfFinite(5)] public partial class Subject;", "Subject", "no [Optimizer]"),
        ["A wrapper on an alias"] = new(
            "SF0016",
            "[ApplyIfFinite(5), Clip(1)] public class OddAttribute : AliasAttribute; [Optimizer, Odd] public partial class Subject;",
            "OddAttribute", "write [ApplyIfFinite] on the optimizer, before [Odd]"),
        ["A negative number of errors"] = new(
            "SF0005", "[Optimizer, ApplyIfFinite(-1), Sgd(0.1)] public partial class Subject;", "-1",
            "maxConsecutiveErrors of ApplyIfFinite is -1", "[0, ∞)"),
        ["A gate without ShouldStep"] = new(
            "SF0030", Declared.Gate(""), "OddAttribute", "'Odd'", "declare 'public static bool ShouldStep(…)'"),
        ["A gate that returns nothing"] = new(
            "SF0030", Declared.Gate("public static void ShouldStep() { }"), "OddAttribute", "ShouldStep returns void"),
        ["A private gate"] = new(
            "SF0030", Declared.Gate("private static bool ShouldStep() => true;"), "OddAttribute", "neither public nor internal"),
        ["A gate with an unknown parameter"] = new(
            "SF0030", Declared.Gate("public static bool ShouldStep(double mystery) => true;"), "OddAttribute", "'double mystery'",
            "a counter as 'ref long'"),
        ["A gate with coefficients"] = new(
            "SF0030", Declared.Gate("public static bool ShouldStep(out double factor) { factor = 1; return true; }"), "OddAttribute",
            "'out double factor'"),
        ["A gate that measures each tensor"] = new(
            "SF0030",
            Declared.Gate(
                "[Sum(MeasureScope.Tensor)] public static L Norm<L>(L update) where L : ILanes<L> => update;"
                + "public static bool ShouldStep(double norm) => true;"),
            "OddAttribute", "Norm measures each tensor, but a gate decides once"),
        ["A bypass of more transforms than there are"] = new(
            "SF0030",
            "public class OddAttribute : ConditionallyTransformAttribute { public static bool ShouldStep() => true; } "
            + "[Optimizer, Odd(Wraps = 2), Sgd(0.1)] public partial class Subject;",
            "Odd(Wraps = 2)", "Wraps is 2", "from 1 to 1"),
        ["A bypass of some of SAM"] = new(
            "SF0030",
            "public class OddAttribute : ConditionallyTransformAttribute { public static bool ShouldStep() => true; } "
            + Declared.Outer + "[Odd(Wraps = 1), Sam<Outer>] public partial class Subject;",
            "Odd(Wraps = 1)", "Wraps is 1", "leave Wraps out"),
        ["A bypass that ends inside another wrapper"] = new(
            "SF0030",
            "public class OddAttribute : ConditionallyTransformAttribute { public static bool ShouldStep() => true; } "
            + "[Optimizer, Odd(Wraps = 1), ApplyIfFinite(5), Clip(1), Sgd(0.1)] public partial class Subject;",
            "Odd(Wraps = 1)", "[ApplyIfFinite] after it wraps more"),
        ["A wrapper of an adversary"] = new(
            "SF0031",
            Declared.Outer + "[Optimizer, ApplyIfFinite(5), Sgd(0.1)] public partial class Climb; "
            + "[Sam<Outer, Climb>] public partial class Subject;",
            "Climb", "'Climb' has [ApplyIfFinite]", "before [Sam]"),
        ["Accumulation over 0 gradients"] = new(
            "SF0005", "[Optimizer, MultiSteps(0), Sgd(0.1)] public partial class Subject;", "0", "everyK of MultiSteps is 0", "[1, ∞)"),
        ["Accumulation without a period"] = new(
            "SF0006", "[Optimizer, MultiSteps, Sgd(0.1)] public partial class Subject;", "MultiSteps", "MultiSteps needs everyK"),
        ["Accumulation around opaque SAM"] = new(
            "SF0032", Declared.Outer + "[MultiSteps(2), Sam<Outer>(mode: SamMode.Opaque)] public partial class Subject;",
            "mode: SamMode.Opaque", "[MultiSteps] around opaque SAM", "in the gradient function"),
        ["A kernel over tensors beside one over lanes"] = new(
            "SF0033",
            "public class OddAttribute : TransformAttribute { public static void Transform<T>(Span<T> update) { } "
            + "public static L Update<L>(L update) where L : ILanes<L> => update; } [Optimizer, Odd] public partial class Subject;",
            "OddAttribute", "Update, which works on lanes", "keep one of the two"),
        ["A kernel over tensors without an update"] = new(
            "SF0033",
            "public class OddAttribute : TransformAttribute { public static void Transform<T>(TensorShape shape) { } } "
            + "[Optimizer, Odd] public partial class Subject;",
            "OddAttribute", "has no parameter 'Span<T> update'"),
        ["A kernel over tensors that returns something"] = new(
            "SF0033",
            "public class OddAttribute : TransformAttribute { public static int Transform<T>(Span<T> update) => 1; } "
            + "[Optimizer, Odd] public partial class Subject;",
            "OddAttribute", "declare 'public static void Transform<T>(…)"),
        ["Two kernels over tensors"] = new(
            "SF0033",
            "public class OddAttribute : TransformAttribute { public static void Transform<T>(Span<T> update) { } "
            + "public static void Transform<T>(Span<T> update, TensorShape shape) { } } [Optimizer, Odd] public partial class Subject;",
            "OddAttribute", "several methods named 'Transform'"),
        ["A kernel over tensors with an unknown parameter"] = new(
            "SF0033",
            "public class OddAttribute(double known) : TransformAttribute { public static void Transform<T>(Span<T> update, double mystery) { } } "
            + "[Optimizer, Odd(1)] public partial class Subject;",
            "OddAttribute", "'double mystery'", "a hyperparameter as 'double' (known)"),
        ["A kernel over tensors that would write the parameters"] = new(
            "SF0033",
            "public class OddAttribute : TransformAttribute { public static void Transform<T>(Span<T> update, Span<T> parameter) { } } "
            + "[Optimizer, Odd] public partial class Subject;",
            "OddAttribute", "'Span<T> parameter'", "'ReadOnlySpan<T> parameter'"),
        ["A workspace of unknown length"] = new(
            "SF0033",
            "public class OddAttribute : TransformAttribute { public static void Transform<T>(Span<T> update, Span<T> workspace) { } } "
            + "[Optimizer, Odd] public partial class Subject;",
            "OddAttribute", "static int WorkspaceLength(TensorShape shape)"),
        ["A slot length that depends on a scalar"] = new(
            "SF0033",
            "public class OddAttribute(double known) : TransformAttribute { public static void Transform<T>(Span<T> update, Span<T> rows) { } "
            + "public static int RowsLength(TensorShape shape, double known) => 1; } [Optimizer, Odd(1)] public partial class Subject;",
            "OddAttribute", "RowsLength has the parameter 'double known', which it cannot receive"),
        ["A preparation of a kernel over tensors with an unknown parameter"] = new(
            "SF0011",
            "public class OddAttribute : TransformAttribute { public static void Transform<T>(Span<T> update) { } "
            + "public static void Prepare(double mystery) { } } [Optimizer, Odd] public partial class Subject;",
            "OddAttribute", "Prepare has the parameter 'double mystery'"),
        ["A slot of whole tensors in bfloat16"] = new(
            "SF0034", Declared.Rows + "[Optimizer, Rows(BFloat16 = \"rows\")] public partial class Subject;",
            "Rows(BFloat16 = \"rows\")", "Rows: its slot 'rows'", "leave 'rows' out"),
        ["An adversary with state of whole tensors"] = new(
            "SF0035", Declared.Outer + Declared.Rows + "[Optimizer, Rows] public partial class Climb; "
            + "[Sam<Outer, Climb>] public partial class Subject;",
            "Sam<Outer, Climb>", "'Climb' perturbs the parameters", "Rows works on whole tensors and keeps rows", "[Centralize]"),
        ["A measure of the new state for Prepare"] = new(
            "SF0011",
            Declared.Transform(
                "public static void Accumulate<L>(L update, ref L slot) where L : ILanes<L> => slot = update;"
                + "[Sum(AfterAccumulate = true)] public static L Norm<L>(L slot) where L : ILanes<L> => slot;"
                + "public static void Prepare(double norm) { }"
                + "public static L Update<L>(L update) where L : ILanes<L> => update;"),
            "OddAttribute", "Prepare receives 'norm'", "receive it in Conclude"),
        ["A measure of the new state without Accumulate"] = new(
            "SF0011",
            Declared.Transform(
                "[Max(AfterAccumulate = true)] public static L Norm<L>(L update) where L : ILanes<L> => update;"
                + "public static void Conclude(double norm) { }"
                + "public static L Update<L>(L update) where L : ILanes<L> => update;"),
            "OddAttribute", "Norm is taken after Accumulate, but there is no Accumulate", "leave AfterAccumulate out"),
        ["A measure for two stages of scalars"] = new(
            "SF0011",
            Declared.Transform(
                "[Sum] public static L Norm<L>(L update) where L : ILanes<L> => update;"
                + "public static void Prepare(double norm) { } public static void Conclude(double norm) { }"
                + "public static L Update<L>(L update) where L : ILanes<L> => update;"),
            "OddAttribute", "Prepare and Conclude both receive 'norm'", "'ref double' state"),
        ["A coefficient of two stages"] = new(
            "SF0011",
            Declared.Transform(
                "public static void Prepare(out double twice) => twice = 1; public static void Conclude(out double twice) => twice = 1;"
                + "public static L Update<L>(L update) where L : ILanes<L> => update;"),
            "OddAttribute", "Prepare and Conclude both write 'twice'", "two names"),
        ["A Conclude with an unknown parameter"] = new(
            "SF0011",
            Declared.Transform(
                "public static void Prepare(out double known) => known = 1; public static void Conclude(double mystery) { }"
                + "public static L Update<L>(L update) where L : ILanes<L> => update;"),
            "OddAttribute", "Conclude has the parameter 'double mystery'", "a coefficient of Prepare as 'double' (known)", "'double value' (the loss)"),
        ["An Update that changes the state that Conclude measured"] = new(
            "SF0011",
            Declared.Transform(
                "public static void Conclude(out double factor) => factor = 1;"
                + "public static L Update<L>(L update, ref L slot, L factor) where L : ILanes<L> => update;"),
            "OddAttribute", "Update changes the slot 'slot' after Conclude", "let Accumulate change it"),
        ["An Accumulate that reads a coefficient of Conclude"] = new(
            "SF0011",
            Declared.Transform(
                "public static void Conclude(out double factor) => factor = 1;"
                + "public static void Accumulate<L>(ref L slot, L factor) where L : ILanes<L> => slot = factor;"
                + "public static L Update<L>(L update) where L : ILanes<L> => update;"),
            "OddAttribute", "Accumulate has the parameter 'L factor'", "which only Update may receive"),
        ["The loss in opaque SAM"] = new(
            "SF0020",
            "[Optimizer, PolyakSgd] public partial class Outer; [Sam<Outer>(mode: SamMode.Opaque)] public partial class Subject;",
            "mode: SamMode.Opaque", "'Outer' needs the loss ('double value' of ScaleByPolyak)", "declare mode: SamMode.Transparent"),
        ["The loss in the ascents of opaque SAM"] = new(
            "SF0020",
            Declared.Outer + "[Optimizer, Momo] public partial class Climb; "
            + "[Sam<Outer, Climb>(2, true, SamMode.Opaque)] public partial class Subject;",
            "SamMode.Opaque", "'Climb' needs the loss ('double value' of Momo)"),
        ["A transform after a projection"] = new(
            "SF0026", "[Optimizer, ProjectNonNegative, Clip(1), Sgd(0.1)] public partial class Subject;", "Clip(1)",
            "[Clip] follows the projection [ProjectNonNegative]", "write [ProjectNonNegative] after all transforms"),
        ["A transform between projections"] = new(
            "SF0026", "[Optimizer, Sgd(0.1), ProjectBox(-1, 1), Clip(1), ProjectL2Ball] public partial class Subject;", "Clip(1)",
            "[Clip] follows the projection [ProjectBox]"),
        ["A transform after an alias with a projection"] = new(
            "SF0026",
            "[Sgd(0.1), ProjectNonNegative] public class PositiveAttribute : AliasAttribute; "
            + "[Optimizer, Positive, Clip(1)] public partial class Subject;",
            "Clip(1)", "[Clip] follows the projection [ProjectNonNegative]"),
        ["A bypass of projections"] = new(
            "SF0030",
            "public class OddAttribute : ConditionallyTransformAttribute { public static bool ShouldStep() => true; } "
            + "[Optimizer, Odd(Wraps = 2), Sgd(0.1), ProjectNonNegative] public partial class Subject;",
            "Odd(Wraps = 2)", "Wraps is 2", "from 1 to 1"),
        ["A projection with Conclude"] = new(
            "SF0011",
            "public sealed class OddAttribute : TransformAttribute { public static L Project<L>(L parameter) where L : ILanes<L> "
                + "=> parameter; public static void Conclude() { } } [Optimizer, Sgd(0.1), Odd] public partial class Subject;", "OddAttribute",
            "it has Project, which changes the moved parameters, and Conclude"),
        ["An adversary with a projection"] = new(
            "SF0027", Declared.Outer + "[Optimizer, Sgd(0.1), ProjectL2Ball(2)] public partial class Climb; "
                + "[Sam<Outer, Climb>] public partial class Subject;", "Sam<Outer, Climb>",
            "'Climb' ends in the projection ProjectL2Ball(2)", "declare an adversary without it"),
        ["A projection with a slot"] = new(
            "SF0011", "public sealed class OddAttribute : TransformAttribute { public static L Project<L>(L parameter, "
                + "ref L slot) where L : ILanes<L> => parameter; } [Optimizer, Sgd(0.1), Odd] public partial class Subject;", "OddAttribute",
            "Project has the parameter 'ref L slot', which it cannot receive"),
        ["A projection of the update"] = new(
            "SF0011", "public sealed class OddAttribute : TransformAttribute { public static L Project<L>(L update) where L : ILanes<L> "
                + "=> update; } [Optimizer, Sgd(0.1), Odd] public partial class Subject;", "OddAttribute",
            "Project has the parameter 'L update', which it cannot receive"),
        ["A projection that updates, too"] = new(
            "SF0011", "public sealed class OddAttribute : TransformAttribute { public static L Project<L>(L parameter) where L : ILanes<L> "
                + "=> parameter; public static L Update<L>(L update) where L : ILanes<L> => update; } "
                + "[Optimizer, Sgd(0.1), Odd] public partial class Subject;", "OddAttribute",
            "it has Project, which changes the moved parameters, and Update, which changes the update"),
        ["A mask without groups"] = new(
            "SF0037", "[Optimizer, Adam(0.1, Mask = \"\")] public partial class Subject;", "Adam(0.1, Mask = \"\")",
            "Adam: Mask names no group", "\"decay, norm\"", "\"!bias\""),
        ["A mask with an empty group"] = new(
            "SF0037", "[Optimizer, Scale(0.1, Mask = \"a,, b\")] public partial class Subject;", "Scale(0.1, Mask = \"a,, b\")",
            "Mask has a group without a name"),
        ["A negated mask without groups"] = new(
            "SF0037", "[Optimizer, Freeze(\"!\"), Scale(0.1)] public partial class Subject;", "Freeze(\"!\")",
            "Freeze: groups names no group"),
        ["A mask with a negation in the middle"] = new(
            "SF0037", "[Optimizer, Scale(0.1, Mask = \"a, !b\")] public partial class Subject;", "Scale(0.1, Mask = \"a, !b\")",
            "a '!' that is not at its beginning"),
        ["A group of two lines"] = new(
            "SF0037", "[Optimizer, Scale(0.1, Mask = \"a\\nb\")] public partial class Subject;", "Scale(0.1, Mask = \"a\\nb\")",
            "control character"),
        ["A decay mask without weight decay"] = new(
            "SF0037", "[Optimizer, Adam(0.1, DecayMask = \"decay\")] public partial class Subject;",
            "Adam(0.1, DecayMask = \"decay\")", "DecayMask is for AddDecayedWeights, which is none of its transforms",
            "ScaleByAdam, ScaleByLearningRate"),
        ["Frozen groups without a name"] = new(
            "SF0037", "[Optimizer(Freeze = \" \"), Adam(0.1)] public partial class Subject;", "Subject",
            "Optimizer: Freeze names no group"),
        ["A group that has two chains"] = new(
            "SF0036",
            Declared.Outer + "[Optimizer, Partition<Outer>(\"a\"), Partition<Outer>(\"b\"), Partition<Outer>( \"a\")] "
            + "public partial class Subject;",
            "Partition<Outer>( \"a\")", "'Subject' has the group 'a' twice", "one [Partition] for each group"),
        ["A part of several groups"] = new(
            "SF0037", Declared.Outer + "[Optimizer, Partition<Outer>(\"a, b\")] public partial class Subject;",
            "Partition<Outer>(\"a, b\")", "Partition: it names several groups", "one [Partition] for each"),
        ["A transform after a partition"] = new(
            "SF0038", Declared.Outer + "[Optimizer, Partition<Outer>(\"a\"), Clip(1)] public partial class Subject;", "Clip(1)",
            "Clip: it follows [Partition]", "in the chain of a group"),
        ["A projection before a partition"] = new(
            "SF0038", Declared.Outer + "[Optimizer, ProjectNonNegative, Partition<Outer>(\"a\")] public partial class Subject;",
            "Subject", "ProjectNonNegative: it projects", "at the end of these chains"),
        ["A projection after a partition"] = new(
            "SF0038", Declared.Outer + "[Optimizer, Partition<Outer>(\"a\"), ProjectL2Ball(1)] public partial class Subject;",
            "ProjectL2Ball(1)", "ProjectL2Ball: it projects", "at the end of these chains"),
        ["A projection in a part of an adversary"] = new(
            "SF0027",
            Declared.Outer + "[Optimizer, Sgd(0.1), ProjectNonNegative] public partial class Inner; "
            + "[Optimizer, Partition<Inner>(\"a\")] public partial class Climb; [Sam<Outer, Climb>] public partial class Subject;",
            "Sam<Outer, Climb>", "'Climb' ends in the projection ProjectNonNegative"),
        ["A wrapper after a partition"] = new(
            "SF0029", Declared.Outer + "[Optimizer, Partition<Outer>(\"a\"), SkipNotFinite] public partial class Subject;",
            "SkipNotFinite", "[SkipNotFinite] follows [Partition]", "write it before [Partition]"),
        ["A wrapper of a part"] = new(
            "SF0038",
            "[Optimizer, SkipNotFinite, Sgd(0.1)] public partial class Careful; [Optimizer, Partition<Careful>(\"a\")] "
            + "public partial class Subject;",
            "Partition<Careful>(\"a\")", "Careful: it has [SkipNotFinite]", "before the first [Partition]"),
        ["A mask of a group that a partition does not have"] = new(
            "SF0037", Declared.Outer + "[Optimizer, Clip(1, Mask = \"b\"), Partition<Outer>(\"a\")] public partial class Subject;",
            "Subject", "Subject: no tensor can be in the group 'b'", "name some of a"),
        ["A mask in a part of a group that the partition does not have"] = new(
            "SF0037",
            "[Optimizer(Freeze = \"norms\"), Sgd(0.1)] public partial class Inner; "
            + "[Optimizer, Partition<Inner>(\"a\"), Partition<Inner>(\"b\")] public partial class Subject;",
            "Subject", "the group 'norms'", "name some of a, b"),
        ["A mask of an adversary with a group that the partition lacks"] = new(
            "SF0037",
            Declared.Outer + "[Optimizer, Partition<Outer>(\"a\")] public partial class Parts; "
            + "[Optimizer, Scale(-1, Mask = \"b\")] public partial class Climb; [Sam<Parts, Climb>] public partial class Subject;",
            "Sam<Parts, Climb>", "Climb: no tensor can be in the group 'b'", "'Parts' has other groups"),
        ["Flattened tensors for a transform that works on each"] = new(
            "SF0033", "[Optimizer(Flatten = true), Centralize, Sgd(0.1)] public partial class Subject;", "Centralize",
            "Flatten makes all of them one"),
        ["A partition beside SAM and its wrapper"] = new(
            "SF0010",
            Declared.Outer + "[SkipNotFinite, Sam<Outer>, Partition<Outer>(\"a\")] public partial class Subject;",
            "Partition<Outer>(\"a\")", "has [Partition] beside [Sam]"),
        ["A partition into classes that are not optimizers"] = new(
            "SF0038", "public class Other; [Optimizer, Partition<Other>(\"a\")] public partial class Subject;",
            "Partition<Other>(\"a\")", "Other: it is not declared with [Optimizer]"),
        ["A partition into sharpness-aware optimizers"] = new(
            "SF0038",
            Declared.Outer + "[Sam<Outer>] public partial class Sharp; [Optimizer, Partition<Sharp>(\"a\")] public partial class Subject;",
            "Partition<Sharp>(\"a\")", "name that in [Sam]"),
        ["A partition of partitions"] = new(
            "SF0038",
            Declared.Outer + "[Optimizer, Partition<Outer>(\"a\")] public partial class Inner;"
            + "[Optimizer, Partition<Inner>(\"a\")] public partial class Subject;",
            "Partition<Inner>(\"a\")", "a partition itself", "list its groups here"),
        ["A partition of itself"] = new(
            "SF0038", "[Optimizer, Partition<Subject>(\"a\")] public partial class Subject;", "Partition<Subject>(\"a\")",
            "a partition itself"),
        ["A frozen group of a partition"] = new(
            "SF0038", Declared.Outer + "[Optimizer(Freeze = \"a\"), Partition<Outer>(\"a\")] public partial class Subject;", "Subject",
            "Freeze applies to a chain"),
        ["An option without effect on a partition"] = new(
            "SF0038",
            Declared.Outer + "[Optimizer(Precision = Precision.Fast), Partition<Outer>(\"a\")] public partial class Subject;", "Subject",
            "Precision.Fast applies to a chain"),
        ["Two thresholds in one chain"] = new(
            "SF0038",
            Declared.Outer + "[Optimizer(FlushBelow = 1e-30), Trace(0.9), Partition<Outer>(\"a\")] public partial class Subject;",
            "Partition<Outer>(\"a\")", "the same FlushBelow"),
        ["Parts of two precisions"] = new(
            "SF0009", Declared.Outer + "[Optimizer<double>, Partition<Outer>(\"a\")] public partial class Subject;",
            "Partition<Outer>(\"a\")", "'Subject' works on double and 'Outer' on float"),
        ["A partition beside SAM"] = new(
            "SF0010", Declared.Outer + "[Sam<Outer>, Partition<Outer>(\"a\")] public partial class Subject;", "Partition<Outer>(\"a\")",
            "has [Partition] beside [Sam]"),
        ["A partition without [Optimizer]"] = new(
            "SF0013", Declared.Outer + "[Partition<Outer>(\"a\")] public partial class Subject;", "Subject", "no [Optimizer]"),
        ["Frozen groups beside SAM"] = new(
            "SF0010", Declared.Outer + "[Optimizer(Freeze = \"a\"), Sam<Outer>] public partial class Subject;", "Sam<Outer>",
            "has Freeze beside [Sam]", "in the outer optimizer"),
        ["Flattening beside SAM"] = new(
            "SF0010", Declared.Outer + "[Optimizer(Flatten = true), Sam<Outer>] public partial class Subject;", "Sam<Outer>",
            "has Flatten beside [Sam]"),
        ["An end of a chain after a partition"] = new(
            "SF0038", Declared.Outer + "[Optimizer, Partition<Outer>(\"a\"), Lookahead(5, 0.5)] public partial class Subject;",
            "Lookahead(5, 0.5)", "Lookahead: it applies to a whole chain"),
        ["An end of a chain before a partition"] = new(
            "SF0038", Declared.Outer + "[Optimizer, Lookahead(5, 0.5), Partition<Outer>(\"a\")] public partial class Subject;",
            "Subject", "Lookahead: it applies to a whole chain"),
        ["An end of a part of a partition"] = new(
            "SF0038",
            "[Optimizer, ScheduleFreeSgd(0.1)] public partial class Inner; "
            + "[Optimizer, Partition<Inner>(\"a\")] public partial class Subject;",
            "Partition<Inner>(\"a\")", "ScheduleFreeSgd: it applies to a whole chain"),
        ["An end of a partition in SAM"] = new(
            "SF0038",
            Declared.Outer + "[Optimizer, Partition<Outer>(\"a\")] public partial class Parts; "
            + "[Sam<Parts>, Lookahead(5, 0.5)] public partial class Subject;",
            "Sam<Parts>", "Lookahead: it applies to a whole chain"),
        ["A transform after the end of a chain"] = new(
            "SF0039", "[Optimizer, Adam(0.1), Lookahead(5, 0.5), Scale(0.5)] public partial class Subject;", "Lookahead(5, 0.5)",
            "[Lookahead] applies to all transforms before it", "write [Lookahead] after [Scale]"),
        ["A transform after the end of the chain of SAM"] = new(
            "SF0039", Declared.Outer + "[Sam<Outer>, ParamsEma, Clip(1)] public partial class Subject;", "ParamsEma",
            "write [ParamsEma] after [Clip]"),
        ["An end of a chain in an adversary"] = new(
            "SF0040",
            Declared.Outer + "[Optimizer, Sgd(0.1), ScheduleFree(0.1)] public partial class Climb; "
            + "[Sam<Outer, Climb>] public partial class Subject;",
            "Climb", "'Climb' perturbs the parameters", "[ScheduleFree] tracks their lasting positions", "or after [Sam]"),
        ["A reset of transforms that are partly bypassed"] = new(
            "SF0041",
            "public class OddAttribute : ConditionallyTransformAttribute { public static bool ShouldStep() => true; } "
            + "[Optimizer, Odd(Wraps = 1), Adam(0.1), Lookahead(5, 0.5, resetState: true)] public partial class Subject;",
            "Lookahead(5, 0.5, resetState: true)", "[Odd] bypasses some of them", "leave Wraps out of [Odd]"),
        ["A reset after SAM of transforms that are partly bypassed"] = new(
            "SF0041",
            "public class OddAttribute : ConditionallyTransformAttribute { public static bool ShouldStep() => true; } "
            + "[Optimizer, Odd(Wraps = 1), Adam(0.1)] public partial class Climb; "
            + "[Sam<Climb>, Lookahead(5, 0.5, true)] public partial class Subject;",
            "Sam<Climb>", "[Lookahead] restarts the transforms before it"),
        ["An Update that reads the gradient"] = new(
            "SF0011", Declared.Transform("public static L Update<L>(L gradient) where L : ILanes<L> => gradient;"), "OddAttribute",
            "'L gradient', which only a measure over all parameters that Prepare receives may receive"),
        ["A per-tensor measure that reads the gradient"] = new(
            "SF0011",
            Declared.Transform(
                "[Sum(MeasureScope.Tensor)] public static L Norm<L>(L gradient) where L : ILanes<L> => gradient;"
                + "public static void Prepare(double norm) { }"
                + "public static L Update<L>(L update) where L : ILanes<L> => update;"),
            "OddAttribute", "Norm has the parameter 'L gradient'", "over all parameters"),
        ["A measure of the gradient and of the update"] = new(
            "SF0011",
            Declared.Transform(
                "[Sum] public static L Norm<L>(L gradient, L update) where L : ILanes<L> => gradient;"
                + "public static void Prepare(double norm) { }"
                + "public static L Update<L>(L update) where L : ILanes<L> => update;"),
            "OddAttribute", "Norm reads the gradient and the update", "two measures"),
        ["Evaluation parameters that ask for the update"] = new(
            "SF0011",
            Declared.Transform(
                "public static L Update<L>(L update, ref L slot) where L : ILanes<L> => update;"
                + "public static L EvaluationParameters<L>(L update, L slot) where L : ILanes<L> => slot;"),
            "OddAttribute", "EvaluationParameters has the parameter 'L update', which only Update may receive", "a slot as 'L' (slot)"),
        ["Evaluation parameters that write"] = new(
            "SF0011",
            Declared.Transform(
                "public static L Update<L>(L update, ref L slot) where L : ILanes<L> => update;"
                + "public static L EvaluationParameters<L>(ref L slot) where L : ILanes<L> => slot;"),
            "OddAttribute", "EvaluationParameters takes 'slot' by reference", "pass it by value"),
        ["A reset with an unknown parameter"] = new(
            "SF0011",
            Declared.Transform(
                "public static L Update<L>(L update) where L : ILanes<L> => update;"
                + "public static bool ShouldReset(long count) => true;"),
            "OddAttribute", "ShouldReset has the parameter 'long count'", "a hyperparameter as 'double' (none)"),
        ["A reset that does not say whether"] = new(
            "SF0011",
            Declared.Transform(
                "public static L Update<L>(L update) where L : ILanes<L> => update; public static void ShouldReset() { }"),
            "OddAttribute", "ShouldReset returns void", "declare 'public static bool ShouldReset(…)'"),
        ["A reset for each tensor"] = new(
            "SF0011",
            Declared.Transform(
                "[Sum(MeasureScope.Tensor)] public static L Norm<L>(L update) where L : ILanes<L> => update;"
                + "public static void Prepare(double norm) { } public static bool ShouldReset() => true;"
                + "public static L Update<L>(L update) where L : ILanes<L> => update;"),
            "OddAttribute", "ShouldReset runs once per step, but Norm measures each tensor"),
        ["A line search that is not the last link"] = new(
            "SF0042", "[Optimizer, Clip(1), ScaleByZoomLinesearch(9), Sgd(0.1)] public partial class Subject;", "ScaleByZoomLinesearch(9)",
            "[ScaleByZoomLinesearch] evaluates the loss along the update", "write [Sgd] before [ScaleByZoomLinesearch]"),
        ["Two line searches, one of them in an alias"] = new(
            "SF0042", "[Optimizer, Lbfgs, ScaleByBacktrackingLinesearch(9)] public partial class Subject;", "Lbfgs",
            "[ScaleByBacktrackingLinesearch] would move the parameters", "leave one of the two out"),
        ["A projection after a line search"] = new(
            "SF0042", "[Optimizer, Lbfgs, ProjectNonNegative] public partial class Subject;", "Lbfgs",
            "[ProjectNonNegative] would move the parameters off the point", "leave one of the two out"),
        ["A projection before a line search"] = new(
            "SF0042", "[Optimizer, ProjectNonNegative, Lbfgs] public partial class Subject;", "Lbfgs",
            "[ProjectNonNegative] would move the parameters off the point", "leave one of the two out"),
        ["An average of a line search's steps"] = new(
            "SF0042", "[Optimizer, Lbfgs, Lookahead(5, 0.5)] public partial class Subject;", "Lbfgs", "[Lookahead] would move the parameters"),
        ["An average before a line search"] = new(
            "SF0042", "[Optimizer, Lookahead(5, 0.5), Lbfgs] public partial class Subject;", "Lbfgs", "[Lookahead] would move the parameters"),
        ["A transform after a line search in an alias"] = new(
            "SF0042",
            "[Sgd(1), ScaleByZoomLinesearch(9), Scale(2)] public class OddAttribute : AliasAttribute; [Optimizer, Odd] public partial class Subject;",
            "Odd", "write [Scale] before [ScaleByZoomLinesearch] in [Odd]"),
        ["A line search without a direction"] = new(
            "SF0042", "[Optimizer, ScaleByZoomLinesearch(9)] public partial class Subject;", "ScaleByZoomLinesearch(9)",
            "but none precedes it", "such as [Sgd(1)]"),
        ["A line search behind a wrapper"] = new(
            "SF0042", "[Optimizer, MultiSteps(4), Lbfgs] public partial class Subject;", "Lbfgs",
            "[MultiSteps] would decide about the step on its own", "leave [MultiSteps] out"),
        ["A line search that keeps the gradient of an optimizer that consumes it"] = new(
            "SF0042", "[Optimizer(ConsumesGradients = true), Lbfgs] public partial class Subject;", "Subject",
            "leave ConsumesGradients out"),
        ["A line search along a direction that needs the Hessian"] = new(
            "SF0042", "[Optimizer, Sophia(0.1), ScaleByZoomLinesearch(9)] public partial class Subject;", "ScaleByZoomLinesearch(9)",
            "[ScaleBySophia] needs the diagonal of the Hessian"),
        ["A line search in SAM"] = new(
            "SF0042",
            "[Optimizer, Lbfgs] public partial class Searching; [Sam<Searching>] public partial class Subject;", "Searching",
            "SAM steps from one point with the gradient of another", "out of 'Searching'"),
        ["A line search in SAM's adversary"] = new(
            "SF0042",
            Declared.Outer + "[Optimizer, Sgd(1), ScaleByZoomLinesearch(9)] public partial class Searching; "
            + "[Sam<Outer, Searching>] public partial class Subject;",
            "Searching", "out of 'Searching'"),
        ["A line search for some tensors"] = new(
            "SF0037", "[Optimizer, Lbfgs(Mask = \"a\")] public partial class Subject;", "Lbfgs(Mask = \"a\")",
            "it works on all parameters at once", "freeze the other tensors"),
        ["A transform of all parameters for some tensors"] = new(
            "SF0037", "[Optimizer, ScaleByLbfgs(Mask = \"a\"), Scale(-1)] public partial class Subject;", "ScaleByLbfgs(Mask = \"a\")",
            "it works on all parameters at once"),
        ["A transform of all parameters in the chain of a group"] = new(
            "SF0038",
            "[Optimizer, ScaleByLbfgs, Scale(-1)] public partial class Newton; "
            + "[Optimizer, Partition<Newton>(\"a\")] public partial class Subject;",
            "Partition<Newton>(\"a\")", "it works on all parameters at once", "one optimizer for each group"),
        ["A line search in the chain of a group"] = new(
            "SF0038",
            "[Optimizer, Sgd(1), ScaleByZoomLinesearch(9)] public partial class Searching; "
            + "[Optimizer, Partition<Searching>(\"a\")] public partial class Subject;",
            "Partition<Searching>(\"a\")", "it applies to a whole chain"),
        ["A line search before the chains of groups"] = new(
            "SF0038",
            "[Optimizer, Sgd(1)] public partial class Plain; "
            + "[Optimizer, Sgd(1), ScaleByZoomLinesearch(9), Partition<Plain>(\"a\")] public partial class Subject;",
            "Subject", "it applies to a whole chain"),
        ["A transform of all parameters, some frozen, in the gradient's place"] = new(
            "SF0037", "[Optimizer(Freeze = \"a\", ConsumesGradients = true), ScaleByLbfgs, Scale(-1)] public partial class Subject;",
            "Subject", "also on frozen ones", "leave ConsumesGradients out"),
        ["A transform of all parameters, some frozen, in SAM"] = new(
            "SF0037",
            "[Optimizer(Freeze = \"a\"), ScaleByLbfgs, Scale(-1)] public partial class Newton; [Sam<Newton>] public partial class Subject;",
            "Newton", "also on frozen ones", "leave Freeze out of 'Newton'"),
        ["A gate that keeps a slot"] = new(
            "SF0030",
            "public sealed class OddAttribute : ConditionallyMaskAttribute { public static bool ShouldStep() => true; "
            + "public static L Update<L>(L update, ref L slot) where L : ILanes<L> => slot; } "
            + "[Optimizer, Odd, Sgd(0.1)] public partial class Subject;",
            "OddAttribute", "Update has the parameter 'ref L slot', which it cannot receive"),
        ["A gate with a slot that the caller provides"] = new(
            "SF0030",
            "public sealed class OddAttribute : ConditionallyMaskAttribute { public static bool ShouldStep() => true; "
            + "public static L Update<L>(L update, [CallerProvided] L mask) where L : ILanes<L> => update * mask; } "
            + "[Optimizer, Odd, Sgd(0.1)] public partial class Subject;",
            "OddAttribute", "Update has the parameter 'L mask', which it cannot receive"),
        ["A combination of two gradients without SAM"] = new(
            "SF0045", "[Optimizer, SurrogateGap, Sgd(0.1)] public partial class Subject;", "Subject",
            "[SurrogateGap]: it combines two gradients, but 'Subject' has one", "write it after a [Sam] that climbs"),
        ["A combination of two gradients in SAM's adversary"] = new(
            "SF0045",
            "[Optimizer, WeightedSharpness, Sgd(0.1)] public partial class Climb;", "Climb", "but 'Climb' has one"),
        ["A combination of two gradients after a SAM that never climbs"] = new(
            "SF0045",
            Declared.Outer + Declared.Ascent + "[Sam<Outer, Ascent>(syncPeriod: 1), SurrogateGap] public partial class Subject;",
            "Sam<Outer, Ascent>(syncPeriod: 1)", "[SurrogateGap]: it combines two gradients"),
        ["Steps after each ascent without SAM"] = new(
            "SF0045", "[Optimizer, Sgd(0.1), Lookbehind] public partial class Subject;", "Subject",
            "[Lookbehind]: it lets SAM step after each ascent, but 'Subject' has no ascents", "write it after a [Sam] that climbs"),
        ["Steps after each ascent of a SAM that never climbs"] = new(
            "SF0045",
            Declared.Outer + Declared.Ascent + "[Sam<Outer, Ascent>(syncPeriod: 1), AdaptiveLookbehind] public partial class Subject;",
            "Sam<Outer, Ascent>(syncPeriod: 1)", "[AdaptiveLookbehind]: it lets SAM step after each ascent"),
        ["Steps between ascents that read state of the outer optimizer"] = new(
            "SF0045",
            "[Optimizer, ScaleByBsam(0.1, 9)] public partial class Learn; [Optimizer, ClimbByPrecision] public partial class Climb; "
            + "[Sam<Learn, Climb>(syncPeriod: 3, resetState: false), Lookbehind] public partial class Subject;",
            "Climb", "[Lookbehind]: it lets the outer optimizer step between the ascents", "[ClimbByPrecision] in 'Climb' reads"),
        ["A slot that the caller provides, by reference"] = new(
            "SF0011",
            Declared.Transform("public static L Update<L>(L update, [CallerProvided] ref L mask) where L : ILanes<L> => update * mask;"),
            "OddAttribute", "Update takes 'mask' by reference", "pass it by value"),
        ["A slot that the caller provides and a kernel writes"] = new(
            "SF0011",
            Declared.Transform(
                "public static void Accumulate<L>(L update, ref L mask) where L : ILanes<L> => mask = update; "
                + "public static L Update<L>(L update, [CallerProvided] L mask) where L : ILanes<L> => update * mask;"),
            "OddAttribute", "Accumulate takes 'mask' by reference"),
        ["A gate of SAM's climb without SAM"] = new(
            "SF0045", "[Optimizer, ClimbEvery(2), Sgd(0.1)] public partial class Subject;", "Subject",
            "[ClimbEvery]: it decides whether SAM climbs, but 'Subject' never climbs", "write it before [Sam]"),
        ["A gate of the climb in a SAM that never climbs"] = new(
            "SF0045",
            Declared.Outer + Declared.Ascent + "[ClimbEvery(2), Sam<Outer, Ascent>(syncPeriod: 1)] public partial class Subject;",
            "Sam<Outer, Ascent>(syncPeriod: 1)", "with a syncPeriod of 1 SAM never does"),
        ["A memory of earlier periods in an adversary that restarts"] = new(
            "SF0045",
            Declared.Outer + "[Optimizer, FriendlyAscent] public partial class Climb; [Sam<Outer, Climb>] public partial class Subject;",
            "Climb", "[FriendlyAscent]: it compares the gradient with those of earlier periods", "resetState: false"),
        ["A combination of gradients, some of which are frozen"] = new(
            "SF0045",
            Declared.Outer + "[Optimizer(Freeze = \"a\"), Normalize, Sgd(0.1)] public partial class Climb; "
            + "[Sam<Outer, Climb>, SurrogateGap] public partial class Subject;",
            "Climb", "it needs the gradients of all tensors before the climb"),
        ["A transform after SAM whose outer optimizer is wrapped"] = new(
            "SF0045",
            "[Optimizer, MultiSteps(2), Sgd(0.1)] public partial class Patient; [Sam<Patient>, Clip(1)] public partial class Subject;",
            "Sam<Patient>", "[Clip]: it precedes the outer optimizer, whose chain has the wrapper [MultiSteps]"),
        ["Shared state that no transform keeps"] = new(
            "SF0046", "[Optimizer, Sgd(0.1), PerturbByMomentum] public partial class Subject;", "Subject",
            "[PerturbByMomentum] in 'Subject' reads the slot 'trace' or the slot 'mu', but no transform before it keeps any slot"),
        ["Shared state under another name"] = new(
            "SF0046", "[Optimizer, ScaleByRss, Sgd(0.1), PerturbByMomentum] public partial class Subject;", "Subject",
            "but the transforms before it keep"),
        ["A line search without a method"] = new("SF0043", Declared.Linesearch(""), "OddAttribute", "'Odd': it has no method that searches", "LinesearchResult Search<TLine>(ref TLine line, …)"),
        ["Two line searches in one"] = new(
            "SF0043",
            Declared.Linesearch(
                "public static LinesearchResult Search<TLine>(ref TLine line) where TLine : ILine, allows ref struct => default;"
                + "public static LinesearchResult Search<TLine>(ref TLine line, double tol) where TLine : ILine, allows ref struct => default;"),
            "OddAttribute", "several methods named 'Search'"),
        ["A line search that no line can be given to"] = new(
            "SF0043", Declared.Linesearch("public static LinesearchResult Search<TLine>(ref TLine line) where TLine : ILine => default;"),
            "OddAttribute", "Search cannot be called with every line", "allows ref struct"),
        ["A line search with an unknown parameter"] = new(
            "SF0043",
            Declared.Linesearch(
                "public static LinesearchResult Search<TLine>(ref TLine line, double mystery) where TLine : ILine, allows ref struct => default;"),
            "OddAttribute", "Search has the parameter 'double mystery'", "'LinesearchResult last'", "(tol)", "(depth)"),
        ["A number of gradients that depends on a scalar"] = new(
            "SF0043",
            Declared.Linesearch(
                "public static LinesearchResult Search<TLine>(ref TLine line) where TLine : ILine, allows ref struct => default;"
                + "public static int Gradients(double tol) => 2;"),
            "OddAttribute", "Gradients has the parameter 'double tol'", "(depth)"),
        ["State of whole tensors before a line search"] = new(
            "SF0044", "[Optimizer, Muon(0.1), ScaleByZoomLinesearch(9)] public partial class Subject;", "Muon(0.1)",
            "ScaleByMuonOrAdam works on whole tensors and keeps mu, nu", "[Centralize]"),
        ["A kernel over all parameters with an unknown parameter"] = new(
            "SF0033", Declared.Transform("public static void Transform<T>(WholeVector<T> update, long mystery) where T : unmanaged { }"),
            "OddAttribute", "Transform has the parameter 'long mystery'", "'WholeVector<T> parameter'"),
        ["A kernel over all parameters that does not say how many vectors it keeps"] = new(
            "SF0033",
            Declared.Transform(
                "public static void Transform<T>(WholeVector<T> update, WholeVectors<T> past) where T : unmanaged { }", "int depth = 2"),
            "OddAttribute", "does not say the number of 'past': write [Copies(2)]", "(depth)"),
        ["A kernel over all parameters that counts by no whole number"] = new(
            "SF0033",
            Declared.Transform(
                "public static void Transform<T>(WholeVector<T> update, [Copies(\"depth\")] Span<double> past) where T : unmanaged { }",
                "double depth = 2"),
            "OddAttribute", "does not say the number of 'past'", "(none)"),
        ["A kernel over all parameters beside one over lanes"] = new(
            "SF0033",
            Declared.Transform(
                "public static void Transform<T>(WholeVector<T> update) where T : unmanaged { }"
                + "public static L Update<L>(L update) where L : ILanes<L> => update;"),
            "OddAttribute", "it has Transform, which works on all parameters, and Update"),
        ["A kernel over all parameters that returns something"] = new(
            "SF0033", Declared.Transform("public static int Transform<T>(WholeVector<T> update) where T : unmanaged => 0;"),
            "OddAttribute", "Transform returns int", "declare 'public static void Transform<T>(…)"),
        ["A tensor that is not partial"] = new(
            "SF0060", Declared.Layout("[Tensor(3)] public Span<float> W => default;"), "W", "'W' cannot be a tensor: it is not partial",
            "[Tensor(…)] public partial Span<float> W { get; }"),
        ["A tensor of another type"] = new(
            "SF0060", Declared.Layout("[Tensor(3)] public partial float[] W { get; }"), "W", "its type is float[]",
            "write Span<float>, or TensorSpan<float>"),
        ["A tensor that can only be read"] = new(
            "SF0060", Declared.Layout("[Tensor(3)] public partial ReadOnlySpan<float> W { get; }"), "W", "its type is ReadOnlySpan<float>"),
        ["A tensor with a setter"] = new(
            "SF0060", Declared.Layout("[Tensor(3)] public partial Span<float> W { get; set; }"), "W", "it has a setter", "write { get; }"),
        ["A static tensor"] = new(
            "SF0060", Declared.Layout("[Tensor(3)] public static partial Span<float> W { get; }"), "W", "it is static", "leave static out"),
        ["A tensor that is an indexer"] = new(
            "SF0060", Declared.Layout("[Tensor(3)] public partial Span<float> this[int i] { get; }"), "this", "it is an indexer"),
        ["A tensor with the name of a member"] = new(
            "SF0060", Declared.Layout("[Tensor(3)] public partial Span<float> Values { get; }"), "Values",
            "the generated half has another Values", "write [Tensor(…, Name = \"Values\")]"),
        ["A tensor with an empty name"] = new(
            "SF0060", Declared.Layout("[Tensor(3, Name = \"\")] public partial Span<float> W { get; }"), "W", "its Name is empty"),
        ["A group that no mask could name"] = new(
            "SF0060", Declared.Layout("[Tensor(3, Group = \"a, b\")] public partial Span<float> W { get; }"), "W",
            "no mask can name its group \"a, b\"", "without commas"),
        ["A tensor without dimensions"] = new(
            "SF0061", Declared.Layout("[Tensor] public partial Span<float> W { get; }"), "Tensor", "'W' has no dimensions",
            "[Tensor(1)] for a single number"),
        ["A tensor with a negative dimension"] = new(
            "SF0061", Declared.Layout("[Tensor(3, -2)] public partial Span<float> W { get; }"), "Tensor(3, -2)",
            "has the dimensions [3, -2]: each must be at least 1"),
        ["A tensor without elements"] = new(
            "SF0061", Declared.Layout("[Tensor(0, 2)] public partial Span<float> W { get; }"), "Tensor(0, 2)", "each must be at least 1"),
        ["A tensor that is longer than a span"] = new(
            "SF0061", Declared.Layout("[Tensor(65536, 65536, 65536, 65536)] public partial Span<float> W { get; }"),
            "Tensor(65536, 65536, 65536, 65536)", "more than the 2147483647 elements that a span can have", "split it"),
        ["Tensors that are together longer than a span"] = new(
            "SF0061",
            Declared.Layout("[Tensor(2147483647)] public partial Span<float> A { get; } [Tensor(1)] public partial Span<float> B { get; } "
                + "[Tensor(2147483647)] public partial Span<float> C { get; }"),
            "B", "'B' makes the flat vector longer than the 2147483647 elements", "TensorBuffers<T>"),
        ["A tensor of another precision than the layout's"] = new(
            "SF0062", Declared.Layout("[Tensor(3)] public partial Span<double> W { get; }"), "W",
            "'W' has elements of type double, but 'Subject' is a layout of float: write Span<float>", "[Layout<double>]"),
        ["A tensor of integers"] = new(
            "SF0062", "[Layout<double>] public partial class Subject { [Tensor(3)] public partial System.Numerics.Tensors.TensorSpan<int> W { get; } }",
            "W", "'Subject' is a layout of double: write TensorSpan<double>", "[Layout]"),
        ["Two tensors of one name"] = new(
            "SF0063",
            Declared.Layout("[Tensor(3)] public partial Span<float> W { get; } [Tensor(3, 4, Name = \"W\")] public partial Span<float> V { get; }"),
            "V", "'V' is named 'W', like 'W': give", "[Tensor(3, 4, Name = \"W2\")]"),
        ["Two tensors whose names differ in case"] = new(
            "SF0063",
            Declared.Layout("[Tensor(3)] public partial Span<float> w { get; } [Tensor(3)] public partial Span<float> W { get; }"), "W",
            "but for the case of its letters ('w')"),
        ["A tensor in a class that is not a layout"] = new(
            "SF0064", "public partial class Subject { [Tensor(3)] public partial Span<float> W { get; } }", "W",
            "'W' is a tensor, but 'Subject' has no [Layout]", "add [Layout]"),
        ["A layout without tensors"] = new("SF0065", "[Layout] public partial class Subject;", "Subject", "it has no tensors", "[Tensor(64, 32)]"),
        ["A layout of integers"] = new(
            "SF0065", "[Layout<int>] public partial class Subject { [Tensor(3)] public partial Span<int> W { get; } }", "Subject",
            "optimizers do not work on int", "[Layout<double>]"),
        ["A layout on two declarations"] = new(
            "SF0065",
            Declared.Layout("[Tensor(3)] public partial Span<float> W { get; }")
            + "partial class Subject { [Tensor(3)] public partial Span<float> B { get; } }",
            "Subject", "its tensors are spread over several partial declarations", "put them all on one"),
        ["A layout that is an optimizer"] = new(
            "SF0065", "[Layout, Optimizer, Sgd(0.1)] public partial class Subject { [Tensor(3)] public partial Span<float> W { get; } }",
            "Subject", "it is an optimizer as well", "another one for the optimizer"),
        ["A layout of two types"] = new(
            "SF0065", "[Layout, Layout<double>] public partial class Subject { [Tensor(3)] public partial Span<float> W { get; } }",
            "Subject", "it is declared twice"),
        ["A layout that is not partial"] = new(
            "SF0001", "[Layout] public class Subject { [Tensor(3)] public partial Span<float> W { get; } }", "Subject",
            "'Subject' is not partial"),
        ["A layout with a base class"] = new(
            "SF0014", "[Layout] public partial class Subject : List { [Tensor(3)] public partial Span<float> W { get; } } public class List;",
            "Subject", "the generated half derives from Parameters<float>"),
        ["A generic layout"] = new(
            "SF0002", "[Layout] public partial class Subject<T> { [Tensor(3)] public partial Span<float> W { get; } }", "Subject", "is generic"),
        ["An optimizer for a type that cannot be a layout"] = new(
            "SF0066", "[Optimizer(Layout = typeof(string)), Sgd(0.1)] public partial class Subject;", "Layout = typeof(string)",
            "'Subject' is declared for 'string', which is not a layout", "name a class that is declared with [Layout]"),
        ["An optimizer for a class that is not a layout"] = new(
            "SF0066", "public partial class Plain; [Optimizer(Layout = typeof(Plain)), Sgd(0.1)] public partial class Subject;",
            "Layout = typeof(Plain)", "declare 'partial class Plain' with [Layout] and tensors"),
        ["An optimizer for an array"] = new(
            "SF0066", "[Optimizer(Layout = typeof(int[])), Sgd(0.1)] public partial class Subject;", "Layout = typeof(int[])", "'int[]'"),
        ["A mask for a group that the layout lacks"] = new(
            "SF0067",
            Declared.Network + "[Optimizer(Layout = typeof(Network)), Clip(1, Mask = \"!wieghts\"), Sgd(0.1)] public partial class Subject;",
            "Subject", "'Subject' names the group 'wieghts' (in [Clip])", "'Network' has 'weights', 'bias'"),
        ["A mask of decay for a group that the layout lacks"] = new(
            "SF0067",
            Declared.Network + "[Optimizer(Layout = typeof(Network)), AdamW(0.1, DecayMask = \"weights, norm\")] public partial class Subject;",
            "Subject", "'norm' (in [AdamW])"),
        ["Freezing a group that the layout lacks"] = new(
            "SF0067",
            Declared.Network + "[Optimizer(Layout = typeof(Network), Freeze = \"table\"), Sgd(0.1)] public partial class Subject;", "Subject",
            "'table' (in Freeze)"),
        ["A link that freezes a group that the layout lacks"] = new(
            "SF0067",
            Declared.Network + "[Optimizer(Layout = typeof(Network)), Sgd(0.1), Freeze(\"table\")] public partial class Subject;", "Subject",
            "'table' (in [Freeze])"),
        ["A chain for a group that the layout lacks"] = new(
            "SF0067",
            Declared.Network + Declared.Outer + "[Optimizer(Layout = typeof(Network)), Partition<Outer>(\"weights\"), Partition<Outer>(\"head\")] "
            + "public partial class Subject;",
            "Subject", "'head' (in [Partition])"),
        ["A mask where the layout has no groups"] = new(
            "SF0067",
            "[Layout] public partial class Plain { [Tensor(3)] public partial Span<float> W { get; } } "
            + "[Optimizer(Layout = typeof(Plain)), Clip(1, Mask = \"a\"), Sgd(0.1)] public partial class Subject;",
            "Subject", "the tensors of 'Plain' have no groups"),
        ["SAM whose adversary names a group that the layout lacks"] = new(
            "SF0067",
            Declared.Network + "[Optimizer(Layout = typeof(Network)), Sgd(0.1)] public partial class Known; "
            + "[Optimizer(Freeze = \"head\"), Normalize, Sgd(0.1)] public partial class Climb; "
            + "[Sam<Known, Climb>] public partial class Subject;",
            "Subject", "'Climb' names the group 'head' (in Freeze)"),
        ["A mask after SAM for a group that the layout lacks"] = new(
            "SF0067",
            Declared.Network + "[Optimizer(Layout = typeof(Network)), Sgd(0.1)] public partial class Known; "
            + "[Sam<Known>, Clip(1, Mask = \"head\")] public partial class Subject;",
            "Subject", "'Subject' names the group 'head' (in [Clip])"),
        ["A partition that leaves a tensor out"] = new(
            "SF0068",
            Declared.Network + Declared.Outer + "[Optimizer(Layout = typeof(Network)), Partition<Outer>(\"weights\"), Partition<Outer>(\"bias\")] "
            + "public partial class Subject;",
            "Subject", "'Subject' is a partition into 'weights', 'bias'", "tensor 'Scale' of 'Network' is in no group"),
        ["A partition that leaves a group out"] = new(
            "SF0068",
            Declared.Network + Declared.Outer + "[Optimizer(Layout = typeof(Network)), Partition<Outer>(\"weights\")] public partial class Subject;",
            "Subject", "tensor 'B' of 'Network' is in the group 'bias'", "declare another [Partition]"),
        ["An optimizer of another precision than its layout's"] = new(
            "SF0069",
            Declared.Network + "[Optimizer<double>(Layout = typeof(Network)), Sgd(0.1)] public partial class Subject;",
            "Layout = typeof(Network)", "'Subject' works on double, but 'Network' is a layout of float", "[Layout<double>] or [Optimizer]"),
        ["SAM of another precision than its layout's"] = new(
            "SF0069",
            Declared.Network + "[Optimizer<double>, Sgd(0.1)] public partial class Wide; "
            + "[Optimizer<double>(Layout = typeof(Network)), Sam<Wide>] public partial class Subject;",
            "Layout = typeof(Network)", "'Subject' works on double"),
        ["SAM of operands for two layouts"] = new(
            "SF0070",
            Declared.Network + "[Layout] public partial class Other { [Tensor(3)] public partial Span<float> W { get; } } "
            + "[Optimizer(Layout = typeof(Network)), Sgd(0.1)] public partial class One; "
            + "[Optimizer(Layout = typeof(Other)), Sgd(0.1)] public partial class Two; [Sam<One, Two>] public partial class Subject;",
            "Subject", "'One' is declared for 'Network', and 'Two' for 'Other'", "name one layout"),
        ["Two compositions"] = new(
            "SF0017", Declared.Outer + Declared.Ascent + "[Sam<Outer>, Sam<Outer, Ascent>] public partial class Subject;", "Subject",
            "'Subject' is declared 2 times"),
        ["A transform that only its file can see"] = new(
            "SF0011",
            "file sealed class OddAttribute : TransformAttribute { public static L Update<L>(L update) where L : ILanes<L> => update; } "
            + "[Optimizer, Odd] public partial class Subject;",
            "OddAttribute", "it is file-local", "make it internal"),
        ["A gate that only its file can see"] = new(
            "SF0030",
            "file sealed class OddAttribute : ConditionallyMaskAttribute { public static bool ShouldStep() => true; } "
            + "[Optimizer, Odd, Sgd(0.1)] public partial class Subject;",
            "OddAttribute", "it is file-local"),
        ["A schedule that only its file can see"] = new(
            "SF0012",
            "file sealed class OddAttribute : ScheduleAttribute { public static double Evaluate(long count) => 1; } "
            + "[Optimizer, Sgd, Odd] public partial class Subject;",
            "OddAttribute", "it is file-local"),
        ["A private schedule"] = new(
            "SF0012",
            "public class OddAttribute : ScheduleAttribute { private static double Evaluate(long count) => 1; } "
            + "[Optimizer, Sgd, Odd] public partial class Subject;",
            "OddAttribute", "Evaluate is neither public nor internal"),
        ["A schedule that counts by reference"] = new(
            "SF0012",
            "public class OddAttribute : ScheduleAttribute { public static double Evaluate(ref long count) => 1; } "
            + "[Optimizer, Sgd, Odd] public partial class Subject;",
            "OddAttribute", "takes 'count' by reference"),
        ["A length that takes the shape by reference"] = new(
            "SF0033",
            Declared.Transform(
                "public static int RowsLength(ref TensorShape shape) => 1; public static void Transform<T>(Span<T> update, Span<T> rows) { }"),
            "OddAttribute", "RowsLength takes 'shape' by reference"),
        ["A constructor that is generated"] = new(
            "SF0056", "[Optimizer, Sgd(0.1)] public partial class Subject { public Subject(int parameterCount) { } }", "Subject",
            "'Subject' declares Subject(int), which is generated", "other parameters"),
        ["A constructor that makes no state"] = new(
            "SF0057", "[Optimizer, Sgd(0.1)] public partial class Subject { public Subject(string name) { } }", "Subject",
            "The constructor Subject(string) of 'Subject'", "write ': this(parameterCount)'"),
        ["A step that is generated"] = new(
            "SF0056",
            "[Optimizer, Sgd(0.1)] public partial class Subject { public void Step(Span<float> p, ReadOnlySpan<float> g) { } }", "Step",
            "'Subject' declares Step(Span<float>, ReadOnlySpan<float>), which is generated"),
        ["A constructor of a layout that is generated"] = new(
            "SF0056", "[Layout] public partial class Subject { [Tensor(3)] public partial Span<float> W { get; } public Subject() { } }",
            "Subject", "'Subject' declares Subject(), which is generated"),
        ["A primary constructor"] = new(
            "SF0002", "[Optimizer, Sgd(0.1)] public partial class Subject(int size) { public int Size => size; }", "Subject",
            "declared with a primary constructor, but its constructors are generated"),
        ["An Update for references"] = new(
            "SF0011", Declared.Transform("public static L Update<L>(L update) where L : class => update;"), "OddAttribute",
            "Update has the constraint 'where L : class', which lanes do not meet: declare 'where L : ILanes<L>'"),
        ["An Update for numbers"] = new(
            "SF0011", Declared.Transform("public static L Update<L>(L update) where L : System.Numerics.INumber<L> => update;"),
            "OddAttribute", "the constraint 'where L : INumber<L>'", "declare 'where L : ILanes<L>'"),
        ["An Update for lanes that are numbers"] = new(
            "SF0011", Declared.Transform("public static L Update<L>(L update) where L : ILanes<L>, System.Numerics.INumber<L> => update;"),
            "OddAttribute", "the constraint 'where L : INumber<L>'", "declare 'where L : ILanes<L>'"),
        ["An Update for unmanaged lanes"] = new(
            "SF0011", Declared.Transform("public static TLanes Update<TLanes>(TLanes update) where TLanes : unmanaged, ILanes<TLanes> => update;"),
            "OddAttribute", "the constraint 'where TLanes : unmanaged'", "declare 'where TLanes : ILanes<TLanes>'"),
        ["An Update with two type parameters"] = new(
            "SF0011", Declared.Transform("public static L Update<L, T>(L update) where L : ILanes<L> => update;"), "OddAttribute",
            "Update has 2 type parameters", "declare 'public static L Update<L>(…) where L : ILanes<L>'"),
        ["An Update over vectors"] = new(
            "SF0011", Declared.Transform("public static Vector512<T> Update<T>(Vector512<T> update) => Vector512.Sqrt(update);"), "OddAttribute",
            "Update is over 'Vector512<T>', which has one width", "declare 'public static L Update<L>(…) where L : ILanes<L>'",
            "L in place of 'Vector512<T>'", "L.Sqrt in place of 'Vector512.Sqrt'"),
        ["An Accumulate over vectors"] = new(
            "SF0011",
            Declared.Transform(
                "public static void Accumulate<T>(ref Vector256<T> slot) { }"
                + "public static L Update<L>(L update) where L : ILanes<L> => update;"),
            "OddAttribute", "Accumulate is over 'Vector256<T>'", "declare 'public static void Accumulate<L>(…) where L : ILanes<L>'"),
        ["An Update over vectors of floats"] = new(
            "SF0011", Declared.Transform("public static Vector512<float> Update(Vector512<float> update) => update;"), "OddAttribute",
            "Update is over 'Vector512<float>'", "declare 'public static L Update<L>(…) where L : ILanes<L>'"),
        ["A kernel over whole tensors for whole numbers"] = new(
            "SF0033",
            Declared.Transform("public static void Transform<T>(Span<T> update) where T : System.Numerics.IBinaryInteger<T> { }"), "OddAttribute",
            "Transform has the constraint 'where T : IBinaryInteger<T>'"),
        ["A kernel over whole tensors for references"] = new(
            "SF0033", Declared.Transform("public static void Transform<T>(Span<T> update) where T : class { }"), "OddAttribute",
            "Transform has the constraint 'where T : class', which float and double do not meet"),
        ["A kernel over all parameters for whole numbers"] = new(
            "SF0033",
            Declared.Transform(
                "public static void Transform<T>(WholeVector<T> update) where T : unmanaged, System.Numerics.IBinaryInteger<T> { }"),
            "OddAttribute", "Transform has the constraint 'where T : IBinaryInteger<T>'"),
        ["An Update that takes a flag as a text"] = new(
            "SF0011",
            Declared.Transform("public static L Update<L>(L update, string eager) where L : ILanes<L> => update;", "bool eager = false"),
            "OddAttribute", "Update has the parameter 'string eager'", "declare it as 'bool eager'"),
        ["A Prepare that takes a number as another"] = new(
            "SF0011",
            Declared.Transform(
                "public static void Prepare(short depth, out double factor) => factor = depth;"
                + "public static L Update<L>(L update, L factor) where L : ILanes<L> => factor * update;", "int depth = 2"),
            "OddAttribute", "Prepare has the parameter 'short depth'"),
        ["A schedule that evaluates a fraction as a whole number"] = new(
            "SF0012",
            "public class OddAttribute(double steps) : ScheduleAttribute { public static double Evaluate(long count, int steps) => steps; } "
            + "[Optimizer, Sgd, Odd(3)] public partial class Subject;",
            "OddAttribute", "Evaluate has the parameter 'int steps'", "declare it as 'double steps'"),
        ["SAM around itself"] = new(
            "SF0008", "[Sam<Subject>] public partial class Subject;", "Subject", "sharpness-aware itself"),
        ["An adversary of SAM that is the optimizer itself"] = new(
            "SF0008", Declared.Outer + "[Sam<Outer, Subject>] public partial class Subject;", "Subject", "sharpness-aware itself"),
        ["Two learning rates"] = new(
            "SF0052", "[Optimizer, Adam(1e-3), Sgd(0.1)] public partial class Subject;", "Sgd(0.1)",
            "[Sgd] applies a learning rate to the step of [Adam]", "uphill again", "keep one", "[Scale]"),
        ["Two learning rates, one of them for some tensors"] = new(
            "SF0052", "[Optimizer, Adam(1e-3, Mask = \"a\"), Sgd(0.1, Mask = \"!b\")] public partial class Subject;",
            "Sgd(0.1, Mask = \"!b\")", "the step of [Adam]"),
        ["Two learning rates, one of them in the chain of a group"] = new(
            "SF0052",
            Declared.Outer + "[Optimizer, Sgd(0.1), Partition<Outer>(\"a\")] public partial class Subject;", "Partition<Outer>(\"a\")",
            "[Sgd] applies a learning rate to the step of [Sgd]"),
        ["Two learning rates, one of them after SAM"] = new(
            "SF0052", Declared.Outer + "[Sam<Outer>, Sgd(0.1)] public partial class Subject;", "Sam<Outer>",
            "[Sgd] applies a learning rate to the step of [Sgd]"),
        ["A learning rate before Adam"] = new(
            "SF0053", "[Optimizer, ScaleByLearningRate(0.1), ScaleByAdam] public partial class Subject;", "ScaleByAdam",
            "the learning rate of [ScaleByLearningRate] before it has no effect", "write [ScaleByAdam] before [ScaleByLearningRate]"),
        ["A learning rate before the normalization of an adversary"] = new(
            "SF0053", "[Optimizer, Sgd(0.1), Normalize] public partial class Subject;", "Normalize", "write [Normalize] before [Sgd]"),
        ["A learning rate before a transform of the user's own that divides it out"] = new(
            "SF0053",
            "[ScaleInvariant] public sealed class OddAttribute : TransformAttribute { "
            + "public static L Update<L>(L update) where L : ILanes<L> => update / L.Abs(update); } "
            + "[Optimizer, Sgd(0.1), Odd] public partial class Subject;",
            "Odd", "[Odd]"),
        ["Decay after the learning rate"] = new(
            "SF0054", "[Optimizer, Adam(1e-3), AddDecayedWeights(1e-4)] public partial class Subject;", "AddDecayedWeights(1e-4)",
            "they grow instead of decaying", "write [AddDecayedWeights] before [Adam]"),
        ["Clipping after the learning rate"] = new(
            "SF0058", "[Optimizer, AdamW(1e-3), ClipByGlobalNorm(1)] public partial class Subject;", "ClipByGlobalNorm(1)",
            "[ClipByGlobalNorm] bounds the step of [AdamW]", "write [ClipByGlobalNorm] before [AdamW]", "disable SF0058"),
        ["Clipping of a user's own after the learning rate"] = new(
            "SF0058",
            "[BoundsUpdate] public sealed class OddAttribute : TransformAttribute { "
            + "public static L Update<L>(L update) where L : ILanes<L> => update; } "
            + "[Optimizer, Sgd(0.1), Odd] public partial class Subject;",
            "Odd", "[Odd] bounds the step of [Sgd]"),
        ["Clipping after the learning rate in the chain of a group"] = new(
            "SF0058",
            "[Optimizer, Clip(1), Scale(-1)] public partial class Part; "
            + "[Optimizer, Sgd(0.1), Partition<Part>(\"a\")] public partial class Subject;", "Partition<Part>(\"a\")",
            "[Clip] bounds the step"),
        ["Adam without a learning rate"] = new(
            "SF0055", "[Optimizer, ScaleByAdam] public partial class Subject;", "Subject",
            "'Subject' ends with [ScaleByAdam]", "uphill", "write [ScaleByLearningRate(1e-3)] after it"),
        ["Adam without a learning rate, but with a measure"] = new(
            "SF0055", "[Optimizer, ScaleByAdam, MeasureNorm] public partial class Subject;", "Subject",
            "'Subject' ends with [ScaleByAdam]"),
        ["A partition without a group"] = new(
            "SF0037", Declared.Outer + "[Optimizer, Partition<Outer>(null!)] public partial class Subject;", "Partition<Outer>(null!)", "names no group"),
        ["A frozen group that is null"] = new(
            "SF0037", "[Optimizer, Sgd(0.1), Freeze(null!)] public partial class Subject;", "Freeze(null!)", "groups names no group"),
        ["A tensor with the name of the metadata"] = new(
            "SF0060", "[Layout] public partial class Subject { [Tensor(3, Name = \"__metadata__\")] public partial Span<float> W { get; } }", "W",
            "'__metadata__'"),
        ["A tensor with half of a surrogate pair in its name"] = new(
            "SF0060", "[Layout] public partial class Subject { [Tensor(3, Name = \"a\\uD800\")] public partial Span<float> W { get; } }", "W",
            "half of a surrogate pair"),
        ["A tensor with half of a surrogate pair in its group"] = new(
            "SF0060", "[Layout] public partial class Subject { [Tensor(3, Group = \"\\uDC00\")] public partial Span<float> W { get; } }", "W",
            "half of a surrogate pair"),
        ["An indexer with the name of a generated property"] = new(
            "SF0059", "[Optimizer, Sgd(0.1)] public partial class Subject { [IndexerName(\"LearningRate\")] public int this[int i] => i; }", "Subject",
            "has 'LearningRate'"),
        ["A precision of the arithmetic that does not exist"] = new(
            "SF0005", "[Optimizer(Precision = (Precision)9), Sgd(0.1)] public partial class Subject;", "Subject", "(Precision)(9)", "Precision.Fast"),
        ["A slot stored twice"] = new(
            "SF0018", "[Optimizer, Adam(0.1, BFloat16 = \"mu, mu\")] public partial class Subject;", "Adam(0.1, BFloat16 = \"mu, mu\")",
            "'mu' twice", "name it once"),
        ["A learning rate that is not a number"] = new(
            "SF0005", "[Optimizer, Sgd(double.NaN)] public partial class Subject;", "double.NaN", "learningRate of Sgd is double.NaN"),
    };
}
