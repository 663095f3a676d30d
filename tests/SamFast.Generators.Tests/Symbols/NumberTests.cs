using SamFast.Generators.Symbols;

namespace SamFast.Generators.Tests;

/// <summary>Numbers in messages and in generated comments.</summary>
public class NumberTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-20, "-20")]
    [InlineData(1.05, "1.05")]
    [InlineData(1e-9, "1e-9")]
    [InlineData(1e300, "1e+300")]
    [InlineData(double.NaN, "double.NaN")]
    public void Integers_have_no_decimal_point(double value, string text) => Assert.Equal(text, Argument.NumberText(value));

    [Fact]
    public void A_generated_comment_shows_an_integer_without_a_decimal_point() => Assert.Contains(
        "// MultiSteps(4)",
        Compiler.Run("[Optimizer, MultiSteps(4), Sgd(0.1)] public sealed partial class Subject;").IsClean().Text,
        StringComparison.Ordinal);

    [Fact]
    public void A_report_documents_a_fraction_as_its_initial_value() => Assert.Contains(
        "1.05 before the first one.",
        Compiler.Run(Declared.Transform(
            "public static void Prepare([Reported, StartsAt(1.05)] ref double scale, out double factor) => factor = scale *= 0.5; "
            + "public static L Update<L>(L update, L factor) where L : ILanes<L> => update * factor;")).IsClean().Text,
        StringComparison.Ordinal);
}
