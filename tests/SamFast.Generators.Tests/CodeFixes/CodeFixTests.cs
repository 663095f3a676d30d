using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using SamFast.CodeFixes;

namespace SamFast.Generators.Tests.CodeFixes;

/// <summary>An optimizer compiles after the code fix of its diagnostic.</summary>
public class CodeFixTests
{
    [Theory]
    [InlineData("[Optimizer, Sgd(0.1)] public class Subject;", "[Optimizer, Sgd(0.1)] public partial class Subject;")]
    [InlineData("[Optimizer, Sgd(0.1)]\n// Mine.\nclass Subject;", "[Optimizer, Sgd(0.1)]\n// Mine.\npartial class Subject;")]
    [InlineData(
        "public record struct Around { [Optimizer, Sgd(0.1)] public partial class Subject; }",
        "public partial record struct Around { [Optimizer, Sgd(0.1)] public partial class Subject; }")]
    public void The_fix_makes_a_class_partial(string before, string after) => Verify(new AddPartial(), before, after);

    [Theory]
    [InlineData("[Sgd(0.1)] partial class Subject;", "[Optimizer, Sgd(0.1)] partial class Subject;")]
    [InlineData("[Clip(1)]\n[Sgd(0.1)]\npartial class Subject;", "[Optimizer, Clip(1)]\n[Sgd(0.1)]\npartial class Subject;")]
    [InlineData(
        "[global::SamFast.Clip(1), Sgd(0.1)] partial class Subject;",
        "[global::SamFast.Optimizer, global::SamFast.Clip(1), Sgd(0.1)] partial class Subject;")]
    public void The_fix_adds_Optimizer_to_transforms(string before, string after) => Verify(new AddOptimizer(), before, after);

    [Theory]
    [InlineData("", "(resetState: false)")]
    [InlineData("()", "(resetState: false)")]
    [InlineData("(2)", "(2, resetState: false)")]
    [InlineData("(2, true)", "(2, false)")]
    [InlineData("(resetState: true)", "(resetState: false)")]
    [InlineData("(mode: SamMode.Opaque)", "(mode: SamMode.Opaque, resetState: false)")]
    [InlineData("(2, true, SamMode.Opaque)", "(2, false, SamMode.Opaque)")]
    public void The_fix_keeps_the_state_of_an_adversary(string before, string after)
    {
        const string Operands = Declared.Outer
            + "[Optimizer, Normalize, ScaleByLearningRate, Linear(0.1, 0, 9)] public partial class Climb;\n";
        Verify(
            new KeepState(), $"{Operands}[Sam<Outer, Climb>{before}] public partial class Subject;",
            $"{Operands}[Sam<Outer, Climb>{after}] public partial class Subject;");
    }

    [Fact]
    public void Every_code_fix_is_for_an_existing_diagnostic()
    {
        CodeFixProvider[] fixes = [new AddPartial(), new AddOptimizer(), new KeepState()];
        Assert.Equal(
            typeof(AddPartial).Assembly.GetTypes().Count(t => t.IsSubclassOf(typeof(CodeFixProvider)) && !t.IsAbstract), fixes.Length);
        Assert.All(fixes, fix => Assert.All(
            fix.FixableDiagnosticIds,
            id => Assert.Contains(new DeclarationAnalyzer().SupportedDiagnostics, d => d.Id == id)));
    }

    private static void Verify(CodeFixProvider fix, string before, string after)
    {
        var outcome = Compiler.RunInEditor(before);
        var diagnostic = Assert.Single(outcome.Mistakes);
        using var workspace = new AdhocWorkspace();
        var tree = outcome.Compilation.SyntaxTrees.First();
        var document = workspace.AddProject("Tests", LanguageNames.CSharp).AddDocument("Source0.cs", tree.GetText());

        var actions = new List<CodeAction>();
        fix.RegisterCodeFixesAsync(new CodeFixContext(
            document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None)).GetAwaiter().GetResult();
        var operation = Assert.Single(Assert.Single(actions).GetOperationsAsync(CancellationToken.None).GetAwaiter().GetResult());
        var changed = Assert.IsType<ApplyChangesOperation>(operation).ChangedSolution.GetDocument(document.Id)!;
        string text = changed.GetTextAsync().GetAwaiter().GetResult().ToString();

        Assert.Equal(Compiler.Parse(after, "Source0.cs").GetText().ToString(), text);
        Assert.Empty(Compiler.Run(after).IsClean().Mistakes);
    }
}
