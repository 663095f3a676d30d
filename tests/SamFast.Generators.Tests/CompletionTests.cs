using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SamFast.Generators.Tests;

/// <summary>The members that an editor offers in the user's half of a class.</summary>
public class CompletionTests
{
    [Theory]
    [InlineData("[Optimizer, AdamW(1e-3)]")]
    [InlineData("[Optimizer, Muon(0.02)]")]
    [InlineData("[Optimizer, ScaleByLbfgs, ScaleByLearningRate(1), ScaleByBacktrackingLinesearch(10)]")]
    [InlineData("[Optimizer, Sophia(0.01)]")]
    public void A_class_inherits_fewer_than_25_members(string declaration)
    {
        var offered = Inherited(declaration);
        Assert.Contains("Save", offered);
        Assert.Contains("StepCount", offered);
        Assert.True(offered.Length < 25, $"{offered.Length}: {string.Join(", ", offered)}");
    }

    [Theory]
    [InlineData("Tile")]
    [InlineData("Line")]
    [InlineData("WholeTensor")]
    [InlineData("StepScope")]
    public void No_type_of_the_engine_hides_a_type_of_the_user(string name)
    {
        var outcome = Compiler.Run(
            $"public class {name} {{ public int Own; }} "
            + $"[Optimizer, Sgd(0.1)] public sealed partial class Subject {{ public static int Of({name} own) => own.Own; }}").IsClean();
        Assert.NotEmpty(outcome.Compiled);
    }

    /// <summary>Instance and static members of base classes, without members of <see cref="object"/> and hidden ones.</summary>
    private static string[] Inherited(string declaration)
    {
        var (output, _) = Compiler.Generate(Compiler.Compile([declaration + " public sealed partial class Subject { void Here() { } }"]));
        var tree = output.SyntaxTrees.First();
        var body = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single().Body!;
        var type = output.GetTypeByMetadataName("Subject")!;
        return
        [
            .. output.GetSemanticModel(tree).LookupSymbols(body.OpenBraceToken.Span.End)
                .Where(s => s.ContainingType is { SpecialType: not SpecialType.System_Object } container
                    && !SymbolEqualityComparer.Default.Equals(container, type) && !IsHidden(s))
                .Select(s => s.Name).Order(StringComparer.Ordinal),
        ];
    }

    private static bool IsHidden(ISymbol symbol) => symbol.GetAttributes()
        .Any(a => a.AttributeClass?.Name == "EditorBrowsableAttribute" && a.ConstructorArguments[0].Value is 1);
}
