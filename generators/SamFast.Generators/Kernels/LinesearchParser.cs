using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Kernels;

/// <summary>Reads a line search: its signature, every parameter bound by its name.</summary>
internal sealed class LinesearchParser(IReadOnlyList<Argument> arguments, Func<IMethodSymbol, bool> isCallable)
{
    private const string Search = "Search", Gradients = "Gradients", Last = "last";

    public static KernelModel? Parse(
        INamedTypeSymbol type, INamedTypeSymbol target, IReadOnlyList<Argument> arguments,
        Func<IMethodSymbol, bool> isCallable, Reporter reporter, Location? location)
    {
        var parser = new LinesearchParser(arguments, isCallable);
        var methods = type.Methods();
        var search = methods.Where(m => m.Name == Search).ToArray();
        var gradients = methods.FirstOrDefault(m => m.Name == Gradients);
        string? objection = search.Length switch
        {
            0 => "it has no 'static LinesearchResult Search<TLine>(ref TLine line, …)', the method that every line search needs",
            1 => parser.SearchObjection(search[0]) ?? (gradients is null ? null : parser.GradientsObjection(gradients)),
            _ => "it has several methods named 'Search': keep one",
        };
        if (objection is not null)
        {
            reporter.Error(Descriptors.UnusableSearch, location, type.ShortName(), objection);
            return null;
        }

        return new KernelModel(
            type.FromRoot(), null, null, null, null, EquatableArray<MeasureModel>.Empty,
            Search: new SearchModel(Bind(search[0]), gradients is null ? null : Bind(gradients)));
    }

    private string? SearchObjection(IMethodSymbol search)
    {
        bool isFine = search.IsStatic && isCallable(search) && search.ReturnType.IsLibrary("LinesearchResult")
            && search.TypeParameters.Length == 1 && search.TypeParameters[0].AllowsRefLikeType
            && search.TypeParameters[0].ConstraintTypes.All(c => c.IsLibrary("ILine"))
            && search.Parameters.Any(p => IsLine(p, search));
        if (!isFine)
        {
            return "Search must be 'public static LinesearchResult Search<TLine>(ref TLine line, …) "
                + "where TLine : ILine, allows ref struct'";
        }

        return search.Parameters.FirstOrDefault(p => !IsLine(p, search) && !IsLast(p) && !IsHyperparameter(p)) is { } odd
            ? $"Search has the parameter '{odd.ToDisplayString()}', which stands for nothing: it may be 'ref TLine line', "
                + $"'LinesearchResult last' or a hyperparameter as it is declared ({List(arguments)})"
            : null;
    }

    private string? GradientsObjection(IMethodSymbol gradients)
    {
        bool isFine = gradients.IsStatic && isCallable(gradients) && gradients.TypeParameters.Length == 0
            && gradients.ReturnType.SpecialType == SpecialType.System_Int32
            && gradients.Parameters.All(p => IsHyperparameter(p) && !IsScalar(p));
        return isFine
            ? null
            : "Gradients must be 'public static int Gradients(…)'; it may ask for hyperparameters that do not change "
                + $"({List(arguments.Where(a => !a.IsScalar))})";
    }

    private static MethodModel Bind(IMethodSymbol method) => new(method.Name, method.Parameters.Select(p => new BindingModel(
        p.Name, IsLine(p, method) ? Role.Line : IsLast(p) ? Role.LastSearch : Role.Hyperparameter)).ToEquatableArray());

    private static bool IsLine(IParameterSymbol parameter, IMethodSymbol search) =>
        parameter is { Name: "line", RefKind: RefKind.Ref }
        && SymbolEqualityComparer.Default.Equals(parameter.Type, search.TypeParameters.FirstOrDefault());

    private static bool IsLast(IParameterSymbol parameter) =>
        parameter is { Name: Last, RefKind: RefKind.None } && parameter.Type.IsLibrary("LinesearchResult");

    private bool IsHyperparameter(IParameterSymbol parameter) => parameter.RefKind == RefKind.None
        && arguments.Any(a => a.Name == parameter.Name && (a.IsScalar
            ? IsScalar(parameter)
            : SymbolEqualityComparer.Default.Equals(a.Parameter.Type, parameter.Type)));

    private static bool IsScalar(IParameterSymbol parameter) => parameter.Type.SpecialType == SpecialType.System_Double;

    private static string List(IEnumerable<Argument> arguments)
    {
        string list = string.Join(", ", arguments.Select(a => a.Name).OrderBy(n => n, StringComparer.Ordinal));
        return list.Length == 0 ? "there are none" : list;
    }
}
