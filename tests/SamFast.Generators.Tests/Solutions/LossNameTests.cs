namespace SamFast.Generators.Tests.Solutions;

/// <summary>Generated gradients compile and compute the same for any names of types, members, parameters and locals.</summary>
public class LossNameTests
{
    private const string Attribute = "[global::SamFast.Differentiable] ";

    /// <summary>The head of each loss, and its body over the parameters {0} with the data {1}.</summary>
    private const string Head = "public static double {2}(global::System.ReadOnlySpan<double> {0}, global::System.ReadOnlySpan<double> {1}) ";

    private const string Body =
        "{{ double {3} = 0; for (int {4} = 0; {4} < {1}.Length; {4}++) {{ double {5} = {0}[0] * {1}[{4}] - {0}[1]; {3} += {5} * {5} * {5}; }} return {3}; }}";

    public static TheoryData<string, string> Sources => new()
    {
        { "A nested class", "public static partial class Outer { public static partial class Fit { LOSS } }" },
        { "A class in a struct in a record", "public partial record Whole { public partial struct Part { public static partial class Fit { LOSS } } }" },
        { "A type named Math", "public static class Math; public static class MathF; public static partial class Fit { LOSS }" },
        { "A nested type named Math", "public static partial class Fit { public static class Math; public class Span; LOSS }" },
        { "A namespace of a user that ends in System", "namespace Mine.System { public static partial class Fit { LOSS } }" },
        { "Types named like generated names", "public class Tape; public class L; public class Span<T>; public class ReadOnlySpan<T>; public static partial class Fit { LOSS }" },
        { "Members named like aliases", "public static partial class Fit { public static int Intrinsics, CompilerServices; LOSS }" },
        { "A class named System", "namespace Mine { public static partial class System { LOSS } }" },
        { "A keyword as the name of the class", "public static partial class @class { LOSS }" },
    };

    public static TheoryData<string> Locals =>
    [
        "p x Loss sum i error",
        "gradient value Loss t at rest",
        "value direction Loss dSum count t2",
        "product gradient Loss tape call L",
        "@ref @in @checked @double @int @out",
        "System SamFast Loss Math Intrinsics CompilerServices",
    ];

    [Theory]
    [MemberData(nameof(Sources))]
    public void Types_and_members_of_any_name_do_not_disturb_a_gradient(string context, string source)
    {
        string loss = Attribute + Text("p", "x", "Loss", "sum", "i", "error");
        Assert.NotEmpty(context);
        Assert.Equal(Expected(), Gradient(source.Replace("LOSS", loss, StringComparison.Ordinal), "Loss"));
    }

    [Theory]
    [MemberData(nameof(Locals))]
    public void Parameters_and_locals_of_any_name_do_not_disturb_a_gradient(string names)
    {
        string[] all = names.Split(' ');
        Assert.Equal(Expected(), Gradient($"public static partial class Fit {{ {Attribute}{Text(all)} }}", all[2].TrimStart('@')));
    }

    [Fact]
    public void A_loss_of_another_assembly_has_its_members()
    {
        var solution = new Solution().With($"public static partial class Fit {{ {Attribute}{Text("p", "x", "Loss", "sum", "i", "error")} }}");
        var outcome = solution.Build(
            "public static class Caller { public static double LossGradient(global::System.ReadOnlySpan<double> p, "
            + "global::System.ReadOnlySpan<double> x, global::System.Span<double> gradient) => Fit.LossGradient(p, x, gradient); }");
        Assert.Equal(Expected(), Call(solution.Load(outcome), "Loss"));
    }

    [Fact]
    public void Global_usings_do_not_disturb_a_gradient() => Assert.Equal(Expected(), Gradient(
        "global using System; global using System.Numerics; global using static System.Math; global using SamFast; "
        + $"public static partial class Fit {{ {Attribute}{Text("p", "x", "Loss", "sum", "i", "error")} }}", "Loss"));

    private static string Text(params object[] names) => string.Format(System.Globalization.CultureInfo.InvariantCulture, Head + Body, names);

    private static double[] Gradient(string source, string method)
    {
        var solution = new Solution();
        return Call(solution.Load(solution.Build(source).IsClean()), method);
    }

    private delegate double Function(ReadOnlySpan<double> p, ReadOnlySpan<double> x, Span<double> gradient);

    private static double[] Call(System.Reflection.Assembly assembly, string method)
    {
        var gradient = assembly.GetTypes().SelectMany(type => type.GetMethods()).Single(m => m.Name == method + "Gradient" && m.GetParameters().Length == 3);
        double[] slopes = new double[2];
        double value = gradient.CreateDelegate<Function>()([2, 1], [0.25, 1, 2], slopes);
        return [value, .. slopes];
    }

    /// <summary>The sum of (2x − 1)³ over the data, and its derivatives 3e²·x and −3e².</summary>
    private static double[] Expected() => [-0.125 + 1 + 27, 3 * (0.25 * 0.25 + 1 + 9 * 2), -3 * (0.25 + 1 + 9)];
}
