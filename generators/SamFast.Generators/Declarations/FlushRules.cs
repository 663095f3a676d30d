using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>Reads below which magnitude an [Optimizer] flushes its slots to 0: <c>FlushBelow = 1e-30</c>.</summary>
internal static class FlushRules
{
    private const string Option = "FlushBelow";

    /// <summary>The smallest normal numbers, 2⁻¹²⁶ and 2⁻¹⁰²², as their authors write them.</summary>
    private const string SmallestFloat = "1.17549435e-38", SmallestDouble = "2.2250738585072014e-308";

    /// <summary>The threshold as it was declared; 0 where nothing is said.</summary>
    public static double Of(AttributeData optimizer) => optimizer.Named(Option) is double threshold ? threshold : 0;

    /// <summary>Reports a threshold that is neither 0 nor a normal number below 1, in the precision of the chain.</summary>
    public static void Check(INamedTypeSymbol type, ChainOptions options, Reporter reporter, Location? location)
    {
        // As generated code has it: rounded to float, the smallest normal one may be a little more than it is in double.
        double threshold = options.IsDouble ? options.FlushBelow : (float)options.FlushBelow;
        double smallest = options.IsDouble ? 2.2250738585072014e-308 : 1.17549435e-38f;
        if (options.FlushBelow == 0 || (threshold >= smallest && threshold < 1))
            return;
        var attribute = type.GetAttributes().First(a => a.AttributeClass.IsOptimizer());
        reporter.Error(Descriptors.UnusableThreshold, Locate(attribute) ?? location,
            Argument.NumberText(options.FlushBelow), options.IsDouble ? SmallestDouble : SmallestFloat,
            options.IsDouble ? "double" : "float", options.IsDouble ? "1e-300" : "1e-30");
    }

    private static Location? Locate(AttributeData attribute) =>
        (attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax)?.ArgumentList?.Arguments
            .FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == Option)?.GetLocation();
}
