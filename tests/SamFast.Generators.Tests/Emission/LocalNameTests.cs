using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SamFast.Generators.Emission;
using SamFast.Generators.Planning;

namespace SamFast.Generators.Tests;

/// <summary>Sweeps have locals with the names of formulas, and reserved ones, but no others.</summary>
public class LocalNameTests
{
    [Theory]
    [InlineData("[Optimizer, ClipByGlobalNorm(1), AdamW(0.1)]")]
    [InlineData("[Optimizer(FlushBelow = 1e-30), ScaleByAdam(BFloat16 = \"mu\"), ClipByGlobalNorm(1, Mask = \"!a\"), Scale(-1)]")]
    [InlineData("[Optimizer, AddNoise(0.01, 0.55), Sophia(0.01)]")]
    [InlineData("[Optimizer, Adam(1), ScaleByZoomLinesearch(9)]")]
    [InlineData("[Optimizer, MultiSteps(4), Lamb(0.01)]")]
    [InlineData("[Sam<Outer, Ascent>(3, mode: SamMode.Opaque, resetState: false)]")]
    [InlineData("[Sam<Outer, Ascent>(3)]")]
    public void A_local_of_a_sweep_is_reserved_or_named_by_the_plan(string attributes)
    {
        string source = Declared.Outer + Declared.Ascent + attributes + " public sealed partial class Subject;";
        var plan = Model.Plan(source);
        string[] sweeps = [.. plan.Sweeps.Select(s => s.Name)];
        var methods = CSharpSyntaxTree.ParseText(Compiler.Run(source).Generated["Subject.g.cs"]).GetRoot().DescendantNodes()
            .OfType<MethodDeclarationSyntax>().Where(m => sweeps.Contains(m.Identifier.Text));

        var locals = methods.SelectMany(m => m.DescendantNodes()).Select(node => node switch
        {
            VariableDeclaratorSyntax variable => variable.Identifier.Text,
            ParameterSyntax parameter => parameter.Identifier.Text,
            LocalFunctionStatementSyntax function => function.Identifier.Text,
            _ => null,
        }).OfType<string>().Distinct();
        Assert.Empty(locals.Except(Locals.Reserved.Names).Except(Named(plan)));
    }

    /// <summary>The names of the plan, and those with a reserved suffix.</summary>
    private static IEnumerable<string> Named(Plan plan)
    {
        var names = plan.Sweeps.SelectMany(s => s.Scalars).Select(s => s.Lane)
            .Concat(plan.Program.Links.SelectMany(l => l.Measures.Values))
            .Concat(plan.Program.Noises.Select(n => n.Name))
            .Concat(plan.Program.Masks.Select(m => m.Local()))
            .Concat(plan.Memory.Slots.Concat(plan.Memory.Vectors).Concat(plan.Sweeps.SelectMany(s => s.Slots)).Select(s => s.Name)).ToArray();
        return names.Concat(names.SelectMany(
            name => Locals.Reserved.Suffixes.Concat(Locals.Reserved.PartSuffixes).Select(suffix => name + suffix)));
    }
}
