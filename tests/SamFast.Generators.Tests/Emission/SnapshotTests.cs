using System.Text.RegularExpressions;

namespace SamFast.Generators.Tests;

/// <summary>Generated code equals the files in Snapshots. Review a difference as code; SAMFAST_UPDATE_SNAPSHOTS=1 rewrites the
/// files.</summary>
public partial class SnapshotTests
{
    private const string Ending = ".g.cs.txt";

    public static TheoryData<string> Whole => [.. Snapshots.Whole.Keys, .. Snapshots.Losses.Keys];

    public static TheoryData<string> Sliced => [.. Snapshots.Sliced.Keys];

    public static TheoryData<string> Names => [.. Snapshots.Whole.Keys, .. Snapshots.Losses.Keys, .. Snapshots.Sliced.Keys];

    [Theory]
    [MemberData(nameof(Whole))]
    public void The_generated_code_equals_the_snapshot(string name) => IsKept(Snapshots.Texts[name], name + Ending);

    [Theory]
    [MemberData(nameof(Sliced))]
    public void The_special_lines_of_generated_code_equal_the_slice(string name)
    {
        string slice = Snapshots.Slice(name);
        Assert.True(slice.Count(c => c == '\n') >= 5, slice);
        IsKept(slice, Path.Combine("Slices", name + Ending));
    }

    [Fact]
    public void A_slice_has_the_lines_that_differ_in_more_than_names_and_numbers()
    {
        const string Other = "class A\n{\n    void F(int a)\n    {\n        b = N::C.D(a, 1);\n        a = 2;\n    }\n}\n";
        const string Text = "class B\n{\n    // Of G.\n    void G(int e, int f)\n    {\n        c = N::C.D(e, 3);\n        c = N::C.E(e, 3);\n"
            + "        a = 5;\n    }\n\n    void F(int g)\n    {\n        g = 2;\n    }\n}\n";
        Assert.Equal("    // Of G.\n    void G(int e, int f)\n        c = N::C.E(e, 3);\n", Slices.Of(Text, [Other]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_generated_code_follows_the_style_of_the_repository(string name)
    {
        string text = Snapshots.Texts[name];

        Assert.DoesNotContain('\r', text);
        Assert.DoesNotContain('\t', text);
        Assert.DoesNotContain("global::S", text[text.IndexOf("partial class", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.DoesNotContain("\n\n\n", text, StringComparison.Ordinal);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 120 && line.TrimEnd() == line, line));
        Assert.DoesNotMatch(BlankLineInsideBrace(), text);
    }

    [Fact]
    public void The_generated_code_is_the_same_in_every_culture()
    {
        var expected = Snapshots.Texts;
        using var culture = new ForeignCulture();
        Assert.Equal(expected, Snapshots.Generate());
    }

    [Fact]
    public void Negative_and_fractional_values_are_the_same_in_every_culture()
    {
        const string Source =
            "public class OddAttribute(int whole, double[] many, [Interval(\"[-2.5, 2.5]\")] double real) : TransformAttribute "
            + "{ public static void Prepare(int whole, ReadOnlySpan<double> many, [StartsAt(-0.5)] ref double state) { } "
            + "public static L Update<L>(L update, [StartsAt(-1.5)] ref L slot, L real) where L : ILanes<L> => update; } "
            + "[Optimizer, Odd(-3, new[] { -0.5, 1e-10 }, -1.25)] public partial class Subject;";
        string text = Compiler.Run(Source).IsClean().Text;
        using var culture = new ForeignCulture();
        Assert.Equal(text, Compiler.Run(Source).IsClean().Text);
        Assert.DoesNotContain('\u2212', text);
    }

    [Fact]
    public void Every_snapshot_has_a_declaration()
    {
        Assert.Equal(Snapshots.Whole.Keys.Concat(Snapshots.Losses.Keys).Order(), Files(Snapshots.Folder));
        Assert.Equal(Snapshots.Sliced.Keys.Order(), Files(Path.Combine(Snapshots.Folder, "Slices")));

        static IEnumerable<string> Files(string folder) =>
            Directory.GetFiles(folder, "*" + Ending).Select(file => Path.GetFileName(file)[..^Ending.Length]).Order();
    }

    private static void IsKept(string text, string file)
    {
        string path = Path.Combine(Snapshots.Folder, file);
        if (Environment.GetEnvironmentVariable("SAMFAST_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(path, text);

        Assert.Equal(File.ReadAllText(path), text);
    }

    [GeneratedRegex(@"\{\n\n|\n\n *\}")]
    private static partial Regex BlankLineInsideBrace();
}
