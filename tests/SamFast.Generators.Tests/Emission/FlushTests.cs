namespace SamFast.Generators.Tests;

/// <summary>Generated code of FlushBelow.</summary>
public class FlushTests
{
    private const string Slot = "Trace(0.9), Scale(-0.1)]";

    [Theory]
    [InlineData("[Optimizer, AdamW(0.1)]", "[Optimizer(FlushBelow = 0), AdamW(0.1)]")]
    [InlineData("[Optimizer<double>, Lion(0.1)]", "[Optimizer<double>(FlushBelow = 0), Lion(0.1)]")]
    [InlineData("[Optimizer, Sgd(0.1)]", "[Optimizer(FlushBelow = 1e-30), Sgd(0.1)]")]
    public void Nothing_is_flushed_without_a_threshold_or_without_slots(string plain, string flushing) =>
        Assert.Equal(Text(plain), Text(flushing));

    [Theory]
    [InlineData("Optimizer", "1e-30", "AdamW(0.1)", 3)]
    [InlineData("Optimizer<double>", "1e-300", "ClipByGlobalNorm(1), AdamW(0.1)", 3)]
    [InlineData("Optimizer", "1e-30", "Lion(0.1)", 2)]
    [InlineData("Optimizer", "1e-30", "Lamb(0.1)", 3)]
    [InlineData("Optimizer", "1e-30", "Sgd(0.1, momentum: 0.9, BFloat16 = \"trace\")", 2)]
    public void A_threshold_adds_one_line_to_the_coefficients_and_one_line_per_slot(
        string attribute, string threshold, string chain, int lines)
    {
        string[] flushing = Text($"[{attribute}(FlushBelow = {threshold}), {chain}]").Split('\n');

        Assert.Equal(Text($"[{attribute}, {chain}]"), string.Join('\n', flushing.Where(line => !line.Contains("flushBelow"))));
        Assert.Equal(lines, flushing.Count(line => line.Contains("flushBelow")));
    }

    [Theory]
    [InlineData("Optimizer(FlushBelow = 1e-30)", "L flushBelow = L.Create(1e-30f);")]
    [InlineData("Optimizer<float>(FlushBelow = 1.17549435e-38)", "L flushBelow = L.Create(1.17549435e-38f);")]
    [InlineData("Optimizer<double>(FlushBelow = 2.2250738585072014e-308)", "L flushBelow = L.Create(2.2250738585072014e-308);")]
    [InlineData("Optimizer(FlushBelow = 0.5f)", "L flushBelow = L.Create(0.5f);")]
    public void A_threshold_has_the_type_of_the_parameters(string attribute, string line) =>
        Assert.Contains(line, Text($"[{attribute}, {Slot}"), StringComparison.Ordinal);

    [Fact]
    public void A_slot_is_flushed_directly_after_it_is_written() =>
        Assert.Contains(
            """
                        ScaleByAdamAttribute.Accumulate(
                            update, ref mu, ref nu, b1, oneMinusB1, b2, oneMinusB2, Precision.Exact);
                        mu = Lanes.FlushBelow(mu, flushBelow);
                        nu = Lanes.FlushBelow(nu, flushBelow);
                        update = ScaleByAdamAttribute.Update(
            """,
            Text("[Optimizer(FlushBelow = 1e-30), AdamW(0.1)]"), StringComparison.Ordinal);

    [Fact]
    public void A_slot_that_Update_writes_is_flushed_after_it() =>
        Assert.Contains(
            """
                        update = ScaleByLionAttribute.Update(
                            update, ref mu, b1, oneMinusB1, b2, oneMinusB2, smoothBeta, LionMode.Hard);
                        mu = Lanes.FlushBelow(mu, flushBelow);
            """,
            Text("[Optimizer(FlushBelow = 1e-30), Lion(0.1)]"), StringComparison.Ordinal);

    [Fact]
    public void A_slot_in_bfloat16_is_flushed_before_it_is_rounded() =>
        Assert.Contains(
            """
                        trace = Lanes.FlushBelow(trace, flushBelow);
                        trace = BFloat16.Round(trace);
            """,
            Text("[Optimizer(FlushBelow = 1e-30), Trace(0.9, BFloat16 = \"trace\"), ClipByGlobalNorm(1), Scale(-0.1)]"),
            StringComparison.Ordinal);

    [Fact]
    public void A_sweep_that_reads_a_slot_again_does_not_flush_it_again() =>
        Assert.Single(
            Text("[Optimizer(FlushBelow = 1e-30), Trace(0.9, BFloat16 = \"trace\"), ClipByGlobalNorm(1), Scale(-0.1)]").Split('\n'),
            line => line.Contains("Lanes.FlushBelow(", StringComparison.Ordinal));

    [Theory]
    [InlineData("")]
    [InlineData("syncPeriod: 3")]
    [InlineData("syncPeriod: 3, resetState: false")]
    [InlineData("syncPeriod: 3, resetState: false, mode: SamMode.Opaque")]
    public void Each_operand_of_SAM_has_its_own_threshold(string arguments)
    {
        string Composed(string outer, string climb) => Compiler.Run(
            $"[Optimizer{outer}, {Slot} public partial class Outer; [Optimizer{climb}, Normalize, {Slot} public partial class Climb;"
            + $"[Sam<Outer, Climb>({arguments})] public partial class Subject;").IsClean().Generated["Subject.g.cs"];

        string both = Composed("(FlushBelow = 1e-30)", "(FlushBelow = 1e-20)");
        Assert.Contains("Create(1e-30f)", both, StringComparison.Ordinal);
        Assert.Contains("Create(1e-20f)", both, StringComparison.Ordinal);
        Assert.DoesNotContain("adversaryTrace = SamFast::Authoring.Lanes", Composed("(FlushBelow = 1e-30)", ""), StringComparison.Ordinal);
        Assert.DoesNotContain(" trace = SamFast::Authoring.Lanes", Composed("", "(FlushBelow = 1e-20)"), StringComparison.Ordinal);
        Assert.Contains("adversaryTrace = SamFast::Authoring.Lanes", Composed("", "(FlushBelow = 1e-20)"), StringComparison.Ordinal);
    }

    [Theory, InlineData("flushBelow"), InlineData("lanes"), InlineData("FlushBelow")]
    public void Slots_and_hyperparameters_may_have_the_names_that_flushing_uses(string name)
    {
        Compiler.Run(Odd("", $"update, ref L {name}")).IsClean();
        Compiler.Run(Odd($"double {name} = 1", $"update, ref L slot, L {name}")).IsClean();

        static string Odd(string hyperparameters, string parameters) =>
            Declared.Transform($"public static L Update<L>(L {parameters}) where L : ILanes<L> => update;", hyperparameters)
                .Replace("[Optimizer,", "[Optimizer(FlushBelow = 0.5),", StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_of_the_user_named_Lanes_does_not_hide_that_of_the_library()
    {
        string text = Compiler.Run($"namespace MyApp {{ class Lanes; [Optimizer(FlushBelow = 0.5), {Slot} partial class Subject; }}").IsClean().Text;
        Assert.Contains("trace = SamFast::Authoring.Lanes.FlushBelow(trace, flushBelow);", text, StringComparison.Ordinal);
    }

    private static string Text(string attributes) =>
        Compiler.Run(attributes + " public partial class Subject;").IsClean().TextButFingerprint;
}
