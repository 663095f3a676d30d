namespace SamFast.Generators.Tests;

/// <summary>Generated code of slots in bfloat16.</summary>
public class StorageTests
{
    [Fact]
    public void Only_the_named_slots_are_stored_in_bfloat16()
    {
        string text = Compiler.Run("[Optimizer, AdamW(0.1, BFloat16 = \"nu\")] public partial class Subject;").IsClean().Text;

        Assert.Contains("ref float muSlot = ref tile.Slot(Mu);", text, StringComparison.Ordinal);
        Assert.Contains("ref ushort nuSlot = ref tile.BFloat16(Nu);", text, StringComparison.Ordinal);
        Assert.Contains("slots: 1, measures: 0, coefficients: 0, bfloat16Slots: 1", text, StringComparison.Ordinal);
        Assert.Contains("reads g, p, mu, nu (bfloat16); writes mu, nu (bfloat16), p: 24 bytes per parameter", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_custom_alias_may_store_slots_in_bfloat16_and_a_declaration_may_override_it()
    {
        const string Alias =
            "[ScaleByAdam(BFloat16 = \"mu\", Rounding = StateRounding.Stochastic), Scale(-0.1)]"
            + "public sealed class SmallAttribute : AliasAttribute;\n";
        Assert.Equal((24, true), Facts("Small"));
        Assert.Equal((20, true), Facts("Small(BFloat16 = \"nu,mu\")"));
        Assert.Equal((24, false), Facts("Small(Rounding = StateRounding.Nearest)"));

        static (int Moved, bool IsStochastic) Facts(string use)
        {
            var plan = Model.Plan(Alias + $"[Optimizer, {use}] public partial class Subject;");
            return ((int)plan.BytesMoved, plan.Memory.Slots.Any(s => s.IsStochastic));
        }
    }

    [Fact]
    public void A_slot_in_bfloat16_has_its_initial_value()
    {
        const string Slow =
            "public static L Update<L>(L update, [StartsAt(0.75)] ref L heat) where L : ILanes<L> { "
            + "heat += update; return heat; }";
        var optimizer = Compiler.Run(
            Declared.Transform(Slow).Replace("Odd]", "Odd(BFloat16 = \"heat\")]", StringComparison.Ordinal)).Make<float>("Subject", 3);
        var parameters = new float[3];
        optimizer.Step(parameters, [0.25f, 1, 2]);
        Assert.Equal([1f, 1.75f, 2.75f], parameters);
    }

    [Theory]
    [InlineData("", "new SamFast::Runtime.RoundingNoise<L>(base.StepCount, slot: 1,", "new SamFast::Runtime.RoundingNoise<L>((base.StepCount * 2) + _ascent, slot: 0,")]
    [InlineData(", resetState: false", "new SamFast::Runtime.RoundingNoise<L>(base.StepCount, slot: 1,", "new SamFast::Runtime.RoundingNoise<L>(_adversaryStepCount, slot: 0,")]
    public void Each_ascent_of_a_period_draws_different_numbers(string more, string outer, string adversary)
    {
        const string Trace = "Trace(0.9, BFloat16 = \"trace\", Rounding = StateRounding.Stochastic), Scale(-0.1)]";
        string text = Compiler.Run(
            $"[Optimizer, {Trace} public partial class Outer; [Optimizer, {Trace} public partial class Climb;"
            + $"[Sam<Outer, Climb>(syncPeriod: 3{more})] public partial class Subject;").IsClean().Generated["Subject.g.cs"];
        Assert.Contains(outer, text, StringComparison.Ordinal);
        Assert.Contains(adversary, text, StringComparison.Ordinal);
        Assert.Equal(more.Length == 0, text.Contains("_ascent = ascent;", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_slots_share_a_random_number_and_use_half_of_its_bits_each()
    {
        string text = Compiler.Run(
            "[Optimizer, ScaleByAmsgrad(BFloat16 = \"mu, nu, nuMax\", Rounding = StateRounding.Stochastic), Scale(-0.1)] public partial class Subject;")
            .IsClean().Text;
        string[] chances = ["RoundingNoise.First(muNoiseHere));", "RoundingNoise.Second(muNoiseHere));", "RoundingNoise.First(nuMaxNoiseHere));"];
        Assert.All(chances, chance => Assert.Contains(chance, text, StringComparison.Ordinal));
        Assert.Equal(3, text.Split("new SamFast::Runtime.RoundingNoise<L>(").Length);
    }

    [Theory]
    [InlineData("Nearest", "trace = SamFast::Runtime.BFloat16.Round(trace);")]
    [InlineData("Stochastic", "trace = SamFast::Runtime.BFloat16.Round(trace, SamFast::Runtime.RoundingNoise.First(traceNoiseHere));")]
    public void A_slot_that_a_later_sweep_reads_is_rounded_before_its_first_use(string rounding, string line)
    {
        string Text(string more) => Compiler.Run(
            $"[Optimizer, Trace(0.9, BFloat16 = \"trace\", Rounding = StateRounding.{rounding}), {more}Scale(-0.1)]"
            + "public partial class Subject;").IsClean().Text;

        Assert.Contains(line, Text("ClipByGlobalNorm(1), "), StringComparison.Ordinal);
        Assert.DoesNotContain("BFloat16.Round", Text(""), StringComparison.Ordinal);
    }
}
