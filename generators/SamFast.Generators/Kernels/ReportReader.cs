using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Kernels;

/// <summary>Reads which scalars of a transform or a wrapper are properties of the optimizer, and which are factors of its learning
/// rate.</summary>
internal static class ReportReader
{
    private const string Reported = "ReportedAttribute", RateFactor = "LearningRateFactorAttribute";

    /// <summary>The kernels with their reported scalars; without them if there is a mistake, which is reported.</summary>
    public static KernelModel Read(INamedTypeSymbol type, KernelModel kernel, Reporter reporter, Location? location)
    {
        var reports = new List<ReportModel>();
        var factors = new List<string>(Hyperparameters(type).Where(p => Has(p, RateFactor)).Select(p => p.Name));
        foreach (var method in Methods(type))
        {
            if (Find(method, Reported) is { } measured
                && Add(reports, measured, Measures.NameOf(method), MeasureObjection(method, kernel), isMeasure: true) is { } mistake)
                return Refuse($"{method.Name} {mistake}");
            foreach (var parameter in KernelParameter.Of(method).Where(p => !IsWrittenByAnother(p, type)))
            {
                bool isFactor = Has(parameter.Symbol, RateFactor);
                string? objection = IsScalar(parameter, method, kernel)
                    ? null
                    : $"has the parameter '{parameter.Name}' with [Reported] or [LearningRateFactor], but is neither a 'ref double' state "
                        + "nor an 'out double' coefficient of Prepare or Conclude: report one of these";
                if (isFactor && objection is not null)
                    return Refuse($"{method.Name} {objection}");
                if (isFactor)
                    factors.Add(parameter.Name);
                if (Find(parameter.Symbol, Reported) is { } kept && Add(reports, kept, parameter.Name, objection, isMeasure: false) is { } wrong)
                    return Refuse($"{method.Name} {wrong}");
            }
        }

        return kernel with { Reports = reports.ToEquatableArray(), RateFactors = factors.Distinct().ToEquatableArray() };

        KernelModel Refuse(string reason)
        {
            reporter.Error(Descriptors.UnusableKernel, location, type.ShortName(), reason);
            return kernel;
        }
    }

    /// <summary>Adds a reported scalar.</summary>
    /// <returns>The problem and its remedy, or null.</returns>
    private static string? Add(List<ReportModel> reports, AttributeData attribute, string source, string? objection, bool isMeasure)
    {
        if (objection is not null)
            return objection;
        string name = attribute.ConstructorArguments.FirstOrDefault().Value as string ?? Casing.Pascal(source);
        string atHead = attribute.Named("AtHead") as string ?? name;
        foreach (string property in new[] { name, atHead })
        {
            if (!SyntaxFacts.IsValidIdentifier(property))
                return $"is reported as '{property}', but a property cannot have that name: write a C# identifier";
        }

        if (reports.All(r => r.Source != source))
        {
            reports.Add(new ReportModel(
                name, atHead, source, isMeasure, attribute.Named("SquareRoot") is true, attribute.Named("Description") as string ?? source));
        }

        return null;
    }

    private static string? MeasureObjection(IMethodSymbol method, KernelModel kernel) =>
        kernel.Measures.FirstOrDefault(m => m.Name == Measures.NameOf(method)) switch
        {
            null => "has [Reported], but is no measure: write [Sum] or [Max] beside it",
            { IsPerTensor: true } => "has [Reported] and measures each tensor, but per-tensor results are not kept: report a 'ref double' state or an "
                + "'out double' coefficient that depends on it",
            _ => null,
        };

    private static bool IsScalar(KernelParameter parameter, IMethodSymbol method, KernelModel kernel) =>
        method.Name is "Prepare" or "Conclude" or "ShouldStep" && parameter.RefKind is RefKind.Ref or RefKind.Out
        && kernel.States.Concat(kernel.Coefficients).Any(b => b.Name == parameter.Name);

    /// <summary>True if a kernel only reads a field that another kernel writes.</summary>
    private static bool IsWrittenByAnother(KernelParameter parameter, INamedTypeSymbol type) =>
        parameter is { Group: not null, RefKind: RefKind.None }
        && Methods(type).SelectMany(KernelParameter.Of).Any(p => p.RefKind != RefKind.None
            && SymbolEqualityComparer.Default.Equals(p.Symbol.OriginalDefinition, parameter.Symbol.OriginalDefinition));

    private static IEnumerable<IParameterSymbol> Hyperparameters(INamedTypeSymbol type) => type.InstanceConstructors
        .SelectMany(c => c.Parameters).Where(p => p.Type.SpecialType == SpecialType.System_Double);

    /// <summary>The methods of the class and of those that it derives from.</summary>
    private static IEnumerable<IMethodSymbol> Methods(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var method in current.GetMembers().OfType<IMethodSymbol>().Where(m => m.MethodKind == MethodKind.Ordinary && m.Name.Length > 0))
                yield return method;
        }
    }

    private static bool Has(ISymbol symbol, string attribute) => Find(symbol, attribute) is not null;

    private static AttributeData? Find(ISymbol symbol, string attribute) =>
        symbol.GetAttributes().FirstOrDefault(a => a.AttributeClass.IsLibrary(attribute));
}
