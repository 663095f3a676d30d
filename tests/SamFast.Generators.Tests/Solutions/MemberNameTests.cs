using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SamFast.Tests;
using Xunit.Abstractions;

namespace SamFast.Generators.Tests.Solutions;

/// <summary>A class can have members of any name and kind. Either its steps are those of a class without them, or a diagnostic names
/// the member to rename and the compiler reports no errors.</summary>
/// <remarks>SAMFAST_NAMES sets the number of combinations.</remarks>
public class MemberNameTests(ITestOutputHelper output)
{
    private const int Default = 130, Batch = 65;

    private const long Stride = 83_777;

    private static readonly string[] _kinds =
    [
        "public const int {0} = 28;", "public int {0};", "private static readonly string {0} = \"\";",
        "public long {0} {{ get; set; }}", "internal static int {0} => 7;", "public void {0}() {{ }}", "private static int {0}(int a) => a;",
        "public T {0}<T>(T a) => a;", "public sealed class {0};", "private enum {0} {{ A }}", "public delegate void {0}();",
        "public event System.Action {0} {{ add {{ }} remove {{ }} }}", "private struct {0}<T>;",
    ];

    [Fact]
    public void A_member_of_any_name_has_no_effect_or_is_named_by_a_diagnostic()
    {
        int count = Campaign.Of("SAMFAST_NAMES", Default);
        var names = Names();
        var declarations = Declarations.Optimizers.Keys.ToArray();
        // Consecutive combinations differ in every part. The stride and the total are coprime, so that no combination repeats.
        long total = (long)names.Length * _kinds.Length * declarations.Length;
        Assert.Equal(1, (long)BigInteger.GreatestCommonDivisor(total, Stride));
        var all = Enumerable.Range(0, count).Select(i => i * Stride % total).Select(i => (
            Name: names[(int)(i % names.Length)], Kind: _kinds[(int)(i / names.Length % _kinds.Length)],
            Declaration: declarations[(int)(i / names.Length / _kinds.Length)])).ToArray();
        var expected = Twins();
        var complaints = new ConcurrentBag<string>();
        int refused = 0;
        Parallel.ForEach(all.Chunk(Batch), batch =>
        {
            foreach (string complaint in Try(batch, expected, ref refused))
                complaints.Add(complaint);
        });
        output.WriteLine($"{all.Length} combinations of {names.Length} names, {_kinds.Length} kinds and {declarations.Length} declarations; {refused} refused");
        Assert.True(complaints.IsEmpty, string.Join("\n", complaints.Order().Take(40)));
        Assert.InRange(refused, 1, all.Length / 3);
    }

    /// <summary>Builds a project with a namespace for each combination.</summary>
    private static List<string> Try(
        (string Name, string Kind, string Declaration)[] batch, Dictionary<string, int> expected, ref int refused)
    {
        string Member(int i) => string.Format(CultureInfo.InvariantCulture, batch[i].Kind, Escape(batch[i].Name));
        var complaints = new List<string>();
        string source = string.Concat(batch.Select((c, i) =>
            $"namespace N{i}_ {{ {Declarations.Outer} {Declarations.Optimizers[c.Declaration]} public sealed partial class Subject {{ {Member(i)} }} }}\n"));
        var solution = new Solution();
        var (output, mistakes) = solution.Generate(source);
        var (assembly, errors) = solution.Load(output);
        var mistaken = mistakes.Select(d => Number(output, d)).ToHashSet();
        Interlocked.Add(ref refused, mistaken.Count);
        foreach (var mistake in mistakes)
        {
            int i = Number(output, mistake);
            if (!mistake.GetMessage(CultureInfo.InvariantCulture).Contains($"'{batch[i].Name}", StringComparison.Ordinal))
                complaints.Add($"{batch[i].Declaration} {{ {Member(i)} }}: {mistake}");
        }

        complaints.AddRange(errors.Select(error => $"{batch[Number(output, error)].Declaration} {{ {Member(Number(output, error))} }}: {error}"));
        if (assembly is null)
            return complaints;
        for (int i = 0; i < batch.Length; i++)
        {
            if (!mistaken.Contains(i) && Steps.Hash(assembly, $"N{i}_.Subject") != expected[batch[i].Declaration])
                complaints.Add($"{batch[i].Declaration} {{ {Member(i)} }}: its steps differ from those without the member");
        }

        return complaints;
    }

    private static Dictionary<string, int> Twins()
    {
        var solution = new Solution();
        var assembly = solution.Load(solution.Build(string.Concat(Declarations.Optimizers.Select(d =>
            $"namespace {d.Key}_ {{ {Declarations.Outer} {d.Value} public sealed partial class Subject; }}\n"))));
        return Declarations.Optimizers.Keys.ToDictionary(key => key, key => Steps.Hash(assembly, $"{key}_.Subject"));
    }

    /// <summary>The combination whose namespace has a diagnostic, in the written or the generated half.</summary>
    private static int Number(Compilation output, Diagnostic diagnostic)
    {
        var tree = diagnostic.Location.SourceTree ?? output.SyntaxTrees.Single(t => t.FilePath == diagnostic.Location.GetLineSpan().Path);
        var space = tree.GetRoot().FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<BaseNamespaceDeclarationSyntax>();
        return space is null ? 0 : int.Parse(space.Name.ToString().Trim('N', '_'), CultureInfo.InvariantCulture);
    }

    private static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>Names with a meaning: members of the base class, identifiers in generated code, contextual keywords.</summary>
    private static string[] Names()
    {
        const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        var inherited = typeof(Optimizer<float>).GetMembers(Any).Select(m => m.Name);
        var generated = Snapshots.Texts.Values.SelectMany(text =>
            CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken))
                .Select(t => t.ValueText));
        var contextual = SyntaxFacts.GetContextualKeywordKinds().Select(SyntaxFacts.GetText);
        return
        [
            .. inherited.Concat(generated).Concat(contextual).Where(SyntaxFacts.IsValidIdentifier).Where(name => name is not ("Subject" or "_"))
                .Distinct().Order(StringComparer.Ordinal),
        ];
    }
}
