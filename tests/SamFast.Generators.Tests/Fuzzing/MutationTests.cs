using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using SamFast.Tests;
using Xunit.Abstractions;

namespace SamFast.Generators.Tests.Fuzzing;

/// <summary>Programs with a few changed tokens make neither the generator nor the analyzer throw, and generated code compiles.</summary>
/// <remarks>SAMFAST_MUTATION_SEED selects other mutations; SAMFAST_MUTATIONS sets their number.</remarks>
public class MutationTests(ITestOutputHelper output)
{
    private const int Texts = 800;

    [Fact]
    public void The_generator_neither_throws_nor_writes_invalid_code_for_any_text()
    {
        int seed = Campaign.Of("SAMFAST_MUTATION_SEED", 1), count = Campaign.Of("SAMFAST_MUTATIONS", Texts);
        string[] sources = [.. Sources().Distinct()];
        var mutator = new Mutator(sources);
        var complaints = new ConcurrentBag<(int Number, string Text)>();
        int generated = 0, mistaken = 0, wrong = 0;
        Parallel.For(0, count, number =>
        {
            string text = mutator.Create(seed, number);
            var outcome = Compiler.RunInEditor(text);
            if (Complaint(outcome) is { } complaint)
                complaints.Add((number, $"{complaint}\n{text}"));
            if (outcome.Generated.Count > 0)
                Interlocked.Increment(ref generated);
            if (outcome.Mistakes.Count > 0)
                Interlocked.Increment(ref mistaken);
            if (outcome.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
                Interlocked.Increment(ref wrong);
        });

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{count} mutations of {sources.Length} programs, seed {seed}: {wrong} do not compile, {mistaken} have our "
            + $"diagnostics, {generated} have a generated optimizer"));
        Assert.True(complaints.IsEmpty, Report(complaints));
        Assert.True(wrong > count / 2 && mistaken > count / 8 && generated > count / 8, "Too few mutations are of each kind.");
    }

    private static string? Complaint(Outcome outcome)
    {
        if (outcome.GeneratorException is { } exception)
            return exception.ToString();
        return outcome.Diagnostics.FirstOrDefault(d => d.Id == "AD0001" || IsErrorInGenerated(d))?.ToString()
            ?? outcome.Mistakes.FirstOrDefault(d => d.Location == Location.None)?.ToString() ?? Brought(outcome)?.ToString();
    }

    /// <summary>An error in the text that generated code causes; null if there is none, or if the text cannot be parsed.</summary>
    private static Diagnostic? Brought(Outcome outcome)
    {
        if (outcome.Generated.Count == 0 || outcome.Compilation.SyntaxTrees.First().GetDiagnostics().Any())
            return null;
        var alone = outcome.Compilation.RemoveSyntaxTrees(outcome.Compilation.SyntaxTrees.Where(IsGenerated)).GetDiagnostics()
            .Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => (d.Id, d.Location.SourceSpan)).ToHashSet();
        return outcome.Diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error
            && d.Id.StartsWith("CS", StringComparison.Ordinal) && !alone.Contains((d.Id, d.Location.SourceSpan)));
    }

    private static bool IsGenerated(SyntaxTree tree) => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal);

    private static bool IsErrorInGenerated(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error
        && diagnostic.Location.SourceTree is { } tree && IsGenerated(tree);

    private static string Report(IEnumerable<(int Number, string Text)> complaints)
    {
        var report = new StringBuilder();
        foreach (var (number, text) in complaints.OrderBy(c => c.Number).Take(20))
            report.AppendLine(CultureInfo.InvariantCulture, $"{number}: {text}\n");
        return report.ToString();
    }

    /// <summary>The programs of other tests: with mistakes, with syntax errors, valid ones, and custom transforms.</summary>
    private static IEnumerable<string> Sources() =>
    [
        .. DiagnosticCases.All.Values.Select(c => c.Source),
        .. BrokenTextTests.Texts.Cast<object[]>().Select(row => (string)row[0]),
        .. Inline(nameof(ValidDeclarationTests.A_valid_chain_compiles_without_diagnostics)),
        .. Inline(nameof(ValidDeclarationTests.A_valid_composition_compiles_without_diagnostics))
            .Select(attributes => Declared.Outer + Declared.Ascent + attributes + " public sealed partial class Subject;"),
        .. UserTransforms.All,
    ];

    private static IEnumerable<string> Inline(string test) => typeof(ValidDeclarationTests).GetMethod(test)!
        .GetCustomAttributes<InlineDataAttribute>().Select(data => (string)data.GetData(null!).Single()[0]);
}
