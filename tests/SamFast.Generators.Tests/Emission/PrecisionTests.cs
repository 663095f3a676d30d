namespace SamFast.Generators.Tests;

/// <summary>The precision of [Optimizer] is passed to kernels that have a parameter for it.</summary>
public class PrecisionTests
{
    private const string Divided =
        "public static void Prepare(Precision precision, out double factor) => factor = precision == Precision.Fast ? -2 : -1;"
        + "public static L Update<L>(L update, L factor, Precision precision) where L : ILanes<L> =>"
        + " L.Divide(update, factor, precision);";

    [Fact]
    public void The_default_precision_is_exact()
    {
        string plain = Compiler.Run("[Optimizer, AdamW(0.1)] public partial class Subject;").IsClean().Text;
        Assert.Equal(plain, Compiler.Run("[Optimizer(Precision = Precision.Exact), AdamW(0.1)] public partial class Subject;").IsClean().Text);
        Assert.Contains("Precision.Exact", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("Precision.Fast", plain, StringComparison.Ordinal);
    }

    [Theory, InlineData("Optimizer"), InlineData("Optimizer<double>")]
    public void Fast_precision_changes_only_the_constant(string attribute)
    {
        string Text(string arguments) => Compiler.Run($"[{attribute}{arguments}, Adam(0.1)] public partial class Subject;").IsClean().TextButFingerprint;
        Assert.Equal(Text("").Replace("Precision.Exact", "Precision.Fast"), Text("(Precision = Precision.Fast)"));
    }

    [Fact]
    public void Each_operand_of_SAM_has_its_own_precision()
    {
        string text = Outcome.WithoutFingerprint(Compiler.Run(
            "[Optimizer(Precision = Precision.Fast), Adam(0.1)] public partial class Outer;"
            + "[Optimizer, Normalize, Adam(0.1)] public partial class Climb;"
            + "[Sam<Outer, Climb>] public partial class Subject;").IsClean().Generated["Subject.g.cs"]);
        Assert.Equal(2, text.Split("Precision.Fast").Length - 1);
        Assert.Equal(2, text.Split("Precision.Exact").Length - 1);
    }

    [Fact]
    public void A_custom_transform_may_take_the_precision()
    {
        var outcome = Compiler.Run(
            Declared.Transform(Divided).Replace("[Optimizer,", "[Optimizer(Precision = Precision.Fast),", StringComparison.Ordinal));
        var parameters = new float[1];
        outcome.Make<float>("Subject", 1).Step(parameters, [3f]);
        Assert.Equal(-1.5f, parameters[0], 1e-6f);
    }

    [Fact]
    public void A_type_of_the_user_named_Precision_does_not_hide_that_of_the_library() =>
        Compiler.Run(
            "public class Precision; [Optimizer(Precision = SamFast.Precision.Fast), Adam(0.1)] public partial class Subject;").IsClean();
}
