namespace SamFast.Generators.Tests;

/// <summary>Generated code of transforms that act on some tensors.</summary>
public class MaskTests
{
    [Fact]
    public void Transforms_with_one_mask_share_one_branch() => Contains(
        "[Optimizer, Scale(2, Mask = \"a\"), Clip(1, Mask = \"a\"), Scale(3)]",
        """
                if (inA)
                {
                    // Scale(2) in a
                    update = ScaleAttribute.Update(update, stepSize);
                    // Clip(1) in a
                    update = ClipAttribute.Update(update, maxDelta);
                }
        """);

    [Fact]
    public void Weight_decay_acts_on_the_tensors_in_both_masks() => Contains(
        "[Optimizer, AdamW(0.1, Mask = \"a, b\", DecayMask = \"!c\")]",
        """
                if (inAOrB && notInC)
                {
                    // AddDecayedWeights(0.0001) in a or b and not in c
        """);

    [Fact]
    public void Sweeps_that_only_measure_skip_the_other_tensors() => Contains(
        "[Optimizer, Normalize(Mask = \"a\"), Sgd(0.1)]",
        """
                inA = tile.IsIn(InA);
                if (!inA)
                {
                    tile.Sum(0, default(Partial<L>));
                    continue;
                }
        """);

    [Fact]
    public void The_scalars_of_other_tensors_are_not_prepared() => Contains(
        "[Optimizer, ScaleByTrustRatio(Mask = \"a\"), Sgd(0.1)]",
        """
                if (IsIn(InA, tensor))
                {
                    ScaleByTrustRatioAttribute.Prepare(
        """);

    [Theory]
    [InlineData("layer.0/w", "InLayer0W")]
    [InlineData("größe", "InGröße")]
    [InlineData("???", "In2")]
    [InlineData("a\\\"b", "InAB")]
    public void A_group_may_have_any_name(string group, string name)
    {
        string text = Compiler.Run($"[Optimizer, Scale(2, Mask = \"{group}\")] public partial class Subject;").IsClean().Text;
        Assert.Contains($"Include({name}, \"{group}\");", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_alias_passes_its_masks_to_the_transforms_that_it_names() => Contains(
        """
        [Scale(2), Clip(1)]
        public class PairAttribute([SetsMask("Scale")] string groups) : AliasAttribute
        {
            [SetsMask("Clip")] public string ClipMask { get; init; }
        }

        [Optimizer, Pair("a", ClipMask = "b"), Sgd(0.1)]
        """,
        "if (inA)", "// Scale(2) in a", "if (inB)", "// Clip(1) in b");

    [Fact]
    public void A_chain_without_masks_has_no_branches()
    {
        string text = Compiler.Run("[Optimizer, AdamW(0.1)] public partial class Subject;").IsClean().Text;
        Assert.DoesNotContain("IsIn", text, StringComparison.Ordinal);
        Assert.DoesNotContain("continue", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Frozen_tensors_are_skipped() => Contains(
        "[Optimizer(Freeze = \"a\"), Adam(0.1)]",
        """
                if (!tile.IsIn(NotInA))
                {
                    tile.Keep(ref p, ref to);
                    continue;
                }
        """);

    [Fact]
    public void A_transform_of_whole_tensors_receives_the_tensors_of_its_mask() => Contains(
        Declared.Rows + "[Optimizer, Rows(Mask = \"a, b\")]",
        """
            if (!tensor.IsIn(InAOrB))
                return;
            // Rows in a or b
        """,
        """
            if (shape.Group is "a" or "b")
            {
                global::RowsAttribute.CheckShape(shape);
            }
        """,
        "=> shape.Group is \"a\" or \"b\" ? global::RowsAttribute.RowsLength(shape, 1) : 0,",
        "_ => shape.Group is \"a\" or \"b\" ? global::RowsAttribute.WorkspaceLength(shape) : 0,");

    [Fact]
    public void Whole_tensors_of_other_groups_are_skipped() => Contains(
        Declared.Rows + "[Optimizer(Freeze = \"a\"), Rows(Mask = \"!b, c\")]",
        "if (!(tensor.IsIn(NotInA) && tensor.IsIn(NotInBOrC)))",
        "if (shape.Group is not \"a\" && shape.Group is not (\"b\" or \"c\"))");

    [Fact]
    public void Measures_over_all_groups_precede_a_partition()
    {
        var plan = Model.Plan(
            Declared.Outer + "[Optimizer, Prodigy(0.1), Partition<Outer>(\"a\"), Partition<Outer>(\"b\")] "
            + "public partial class Subject;");
        Assert.All(plan.Sweeps, sweep => Assert.False(sweep.Part is not null && sweep.Measures.Any()));
        Assert.Contains(plan.Sweeps, sweep => sweep.Measures.Any());
    }

    private static void Contains(string attributes, params string[] pieces)
    {
        string text = WithoutIndents(Compiler.Run(attributes + " public partial class Subject;").IsClean().PlainText);
        Assert.All(pieces, piece => Assert.Contains(WithoutIndents(piece), text, StringComparison.Ordinal));
    }

    private static string WithoutIndents(string text) => string.Join('\n', text.Split('\n').Select(line => line.TrimStart()));
}
