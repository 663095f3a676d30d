using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;

namespace SamFast.Generators.Tests;

public class DiagnosticTests
{
    public static TheoryData<string> Mistakes => [.. DiagnosticCases.All.Keys];

    internal static Dictionary<string, Outcome> Outcomes { get; } =
        DiagnosticCases.All.ToDictionary(c => c.Key, c => c.Value.Run());

    private static Dictionary<string, Outcome> OutcomesInEditor { get; } =
        DiagnosticCases.All.ToDictionary(c => c.Key, c => c.Value.RunInEditor());

    public static TheoryData<string> Ids => [.. Descriptors().Select(d => d.Id)];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_reported_once_at_its_place_with_a_helpful_message(string mistake)
    {
        var expected = DiagnosticCases.All[mistake];
        var diagnostic = Assert.Single(Outcomes[mistake].Mistakes);
        string message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(expected.Id, diagnostic.Id);
        Assert.Equal(expected.At, Outcomes[mistake].At(diagnostic));
        foreach (var word in expected.Words)
            Assert.Contains(word, message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void An_editor_shows_the_diagnostics_of_a_build(string mistake) =>
        Assert.Equal(Shown(Outcomes[mistake]), Shown(OutcomesInEditor[mistake]));

    private static IEnumerable<(string Id, string Message, string At)> Shown(Outcome outcome) =>
        outcome.Mistakes.Select(d => (d.Id, d.GetMessage(System.Globalization.CultureInfo.InvariantCulture), outcome.At(d)));

    [Theory]
    [InlineData("[Optimizer, Adam(0.1, b1: 2)] public partial class Subject;", "SF0005")]
    [InlineData("[Optimizer, Sgd(0.1)] public partial class Subject { public int Plan; }", "SF0059")]
    [InlineData("[Layout] public partial class Subject { [Tensor(0)] public partial Span<float> W { get; } }", "SF0061")]
    [InlineData("public partial class Subject { [Tensor(3)] public partial Span<float> W { get; } }", "SF0064")]
    [InlineData("public class OddAttribute : TransformAttribute; [Optimizer, Odd] public partial class Subject; [Optimizer, Odd] public partial class Subject2;", "SF0011")]
    [InlineData("[Optimizer, Odd] public partial class Subject; [Optimizer, Odd] public partial class Subject2; public class OddAttribute : TransformAttribute;", "SF0011")]
    public void No_option_silences_an_error_and_no_other_error_follows_from_it(string source, string id)
    {
        var compilation = Compiler.Compile(["#pragma warning disable\n" + source, "static class Use { static object Call() => new Subject(\"\").Missing; }"]);
        compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(
            [new(id, ReportDiagnostic.Suppress)]).WithGeneralDiagnosticOption(ReportDiagnostic.Suppress));
        Compiler.Driver().RunGeneratorsAndUpdateCompilation(compilation, out _, out var reported);

        var error = Assert.Single(reported);
        Assert.Equal((id, DiagnosticSeverity.Error, false), (error.Id, error.Severity, error.IsSuppressed));
        // Errors that cannot be configured stop the compiler before it binds.
        Assert.Contains(WellKnownDiagnosticTags.NotConfigurable, error.Descriptor.CustomTags);
        Assert.Equal(id, Assert.Single(Compiler.Run(compilation).Diagnostics).Id);
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_class_with_an_error_gets_a_stand_in_and_a_class_with_a_warning_gets_its_code(string mistake)
    {
        var outcome = OutcomesInEditor[mistake];
        bool isWarning = outcome.Mistakes.All(d => d.Severity <= DiagnosticSeverity.Warning);

        Assert.Null(outcome.GeneratorException);
        // A class that cannot be partial keeps the errors of its partial properties.
        Assert.DoesNotContain(outcome.Generated.Count == 0 ? [] : outcome.Diagnostics,
            d => d.Severity == DiagnosticSeverity.Error && !d.Id.StartsWith("SF", StringComparison.Ordinal));
        var subjects = outcome.Generated.Where(file => file.Key.Contains("Subject", StringComparison.Ordinal));
        Assert.All(subjects, file => Assert.Equal(isWarning, !file.Value.Contains(Outcome.StandIn, StringComparison.Ordinal)));
        if (isWarning)
            outcome.IsClean();
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_descriptor_has_a_case(string id) => Assert.Contains(DiagnosticCases.All.Values, c => c.Id == id);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_descriptor_is_in_the_release_notes_with_its_title(string id)
    {
        string[] notes = File.ReadAllLines(Path.Combine(Project.Generators, "AnalyzerReleases.Unshipped.md"));
        var descriptor = Descriptors().Single(d => d.Id == id);

        string note = Assert.Single(notes, line => line.StartsWith(id, StringComparison.Ordinal));
        Assert.Equal([id, descriptor.Category, descriptor.DefaultSeverity.ToString(), descriptor.Title.ToString()],
            note.Split('|').Select(cell => cell.Trim()));
    }

    [Fact]
    public void The_release_notes_list_the_existing_rules_only()
    {
        string[] notes = File.ReadAllLines(Path.Combine(Project.Generators, "AnalyzerReleases.Unshipped.md"));
        Assert.Equal(Descriptors().Select(d => d.Id),
            notes.Where(line => line.StartsWith("SF", StringComparison.Ordinal)).Select(line => line[..6]));
    }

    [Fact]
    public void The_analyzer_supports_every_descriptor() =>
        Assert.Equal(Descriptors().Select(d => d.Id), new DeclarationAnalyzer().SupportedDiagnostics.Select(d => d.Id).Order());

    [Theory]
    [InlineData("[Optimizer, Sgd(0.1, Mask = \"a\"), Adam(1e-3, Mask = \"!a\")]")]
    [InlineData("[Optimizer, Sgd(0.1, Mask = \"a\"), Adam(1e-3, Mask = \"b, c\")]")]
    [InlineData("[Optimizer, Sgd(0.1, Mask = \"!a\"), Normalize(Mask = \"a\"), AddDecayedWeights(0.1, Mask = \"a\"), Scale(-1)]")]
    [InlineData("[Optimizer, ScaleByLearningRate(0.1, flipSign: false), Normalize, Scale(-1)]")]
    [InlineData("[Optimizer, Sgd(0.1), ScaleByLion(mode: LionMode.Smooth)]")]
    [InlineData("[Optimizer, Adam(0.1), ScaleBySchedule, Linear(1, 0, 10), Scale(2)]")]
    [InlineData("[Optimizer, Sgd(0.1), AddDecayedWeights(0)]")]
    [InlineData("[Optimizer, Adafactor(0.1)]")]
    [InlineData("[Optimizer, ScaleByLearningRate(0.1, flipSign: false), Clip(1), Scale(-1)]")]
    [InlineData("[Optimizer, Sgd(0.1, Mask = \"a\"), Clip(1, Mask = \"!a\")]")]
    [InlineData("[Optimizer, Adam(0.1), Centralize, ProjectL2Ball]")]
    [InlineData("[Optimizer, MeasureNorm, Adam(0.1), MeasureNorm]")]
    [InlineData("[Optimizer, Normalize, Scale(-0.1)]")]
    [InlineData("[Optimizer, SkipNotFinite, Adam(0.1), ProjectL2Ball]")]
    [InlineData("[Optimizer, Normalize, Partition<Outer>(\"a\")]")]
    [InlineData("[Sam<Outer>, Normalize]")]
    [InlineData("[Sam<Outer>, AddDecayedWeights(0.1)]")]
    public void A_sensible_order_is_not_reported(string attributes) =>
        Assert.Empty(Compiler.Run(Declared.Outer + attributes + " public partial class Subject;").IsClean().Mistakes);

    [Fact]
    public void The_warning_about_a_bounded_step_can_be_disabled()
    {
        const string Subject = "[Optimizer, Sgd(0.1, momentum: 0.9), ClipByGlobalNorm(0.05)] public partial class Subject;";
        var shown = Compiler.Run($"#pragma warning disable SF0058\n{Subject}\n#pragma warning restore SF0058").IsClean().Mistakes;
        Assert.DoesNotContain(shown, diagnostic => !diagnostic.IsSuppressed);
        Assert.Equal("SF0058", Assert.Single(Compiler.Run(Subject).Mistakes).Id);
    }

    [Fact]
    public void The_order_inside_an_alias_is_not_reported() => Assert.Empty(Compiler.Run(
        "[Sgd(1), Normalize, Sgd(0.1), AddDecayedWeights(0.1)] public sealed class OddAttribute : AliasAttribute; "
        + "[Optimizer, Odd] public partial class Subject;").IsClean().Mistakes);

    [Fact]
    public void The_order_inside_an_optimizer_of_another_assembly_is_not_reported()
    {
        var library = Compiler.Run(
            "[Optimizer, Sgd(0.1), Normalize] public partial class Outer; [Optimizer, Clip(1)] public partial class Climb;");
        Assert.NotEmpty(library.Mistakes);

        Assert.Empty(Compiler.Run(Compiler.Compile(
            ["[Sam<Outer, Climb>] public partial class Subject;"],
            Microsoft.CodeAnalysis.MetadataReference.CreateFromImage(library.Emit()))).IsClean().Mistakes);
    }

    private static IEnumerable<DiagnosticDescriptor> Descriptors() => typeof(Descriptors).GetFields()
        .Select(field => field.GetValue(null)).OfType<DiagnosticDescriptor>().OrderBy(d => d.Id, StringComparer.Ordinal);
}
