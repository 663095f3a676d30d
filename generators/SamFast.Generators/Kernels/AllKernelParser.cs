using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Kernels;

/// <summary>Reads the kernel of a transform that works on all parameters at once.</summary>
internal sealed class AllKernelParser(
    IReadOnlyList<Argument> arguments, IReadOnlyCollection<string> coefficients, Func<IMethodSymbol, bool> isCallable,
    Func<IParameterSymbol, bool> isPrecision)
{
    private const string Vector = "WholeVector", Vectors = "WholeVectors";

    /// <summary>Whether a kernel is of this kind, rather than over one tensor at a time.</summary>
    public static bool Reads(IMethodSymbol transform) => transform.Parameters.Any(p => Is(p, transform, Vector));

    /// <returns>What is wrong with it, or null.</returns>
    public string? Objection(IMethodSymbol transform, ImmutableArray<IMethodSymbol> others)
    {
        if (others.FirstOrDefault(k => k.Name != "Prepare") is { } other)
            return $"it has Transform, which works on all parameters, and {other.Name}, which works on lanes: keep one of the two";
        if (!transform.IsStatic || !transform.ReturnsVoid || transform.TypeParameters.Length != 1 || !isCallable(transform)
            || !transform.Parameters.Any(p => p.Name == "update" && Is(p, transform, Vector)))
        {
            return "Transform must be 'public static void Transform<T>(WholeVector<T> update, …) where T : unmanaged', and "
                + "change the update in place";
        }

        if (Constraints.Objection(transform) is { } constraint)
            return $"Transform {constraint}";
        return transform.Parameters.Select(p => Objection(p, transform)).FirstOrDefault(o => o is not null);
    }

    public MethodModel Bind(IMethodSymbol transform) => new(transform.Name, transform.Parameters.Select(p =>
    {
        var role = RoleOf(p, transform);
        return new BindingModel(
            p.Name, role, role == Role.Slot, Copies: role is Role.Slot or Role.Scalars ? CopiesOf(p) ?? 0 : 0)
        {
            IsPosition = p.IsPosition(),
        };
    }).ToEquatableArray());

    private string? Objection(IParameterSymbol parameter, IMethodSymbol transform)
    {
        bool isSeveral = Is(parameter, transform, Vectors) || IsScalars(parameter);
        if (parameter.RefKind == RefKind.None && isSeveral)
        {
            return CopiesOf(parameter) is not null
                ? null
                : $"say how many of '{parameter.Name}' there are: [Copies(2)], or [Copies(\"name\")] of an int hyperparameter "
                    + $"({List(arguments.Where(IsWhole).Select(a => a.Name))})";
        }

        bool isFine = parameter.RefKind == RefKind.None && (Is(parameter, transform, Vector)
            || (parameter.Type.SpecialType == SpecialType.System_Double
                ? coefficients.Contains(parameter.Name) || arguments.Any(a => a.IsScalar && a.Name == parameter.Name)
                : IsCount(parameter) || arguments.Any(a => !a.IsScalar && a.Name == parameter.Name && a.Reaches(parameter)) || isPrecision(parameter)));
        return isFine
            ? null
            : $"Transform has the parameter '{parameter.ToDisplayString()}', which stands for nothing: it may be "
                + "'WholeVector<T> update', 'WholeVector<T> parameter', a slot as 'WholeVector<T>' or '[Copies] WholeVectors<T>', "
                + "scalars as '[Copies] Span<double>', 'long count', "
                + $"a coefficient of Prepare ({List(coefficients)}) or a hyperparameter ({List(arguments.Select(a => a.Name))})";
    }

    private Role RoleOf(IParameterSymbol parameter, IMethodSymbol transform) => parameter.Name switch
    {
        "update" => Role.Update,
        "parameter" => Role.Parameter,
        _ when Is(parameter, transform, Vector) || Is(parameter, transform, Vectors) => Role.Slot,
        _ when IsScalars(parameter) => Role.Scalars,
        _ when IsCount(parameter) => Role.Count,
        _ when coefficients.Contains(parameter.Name) => Role.Coefficient,
        _ => isPrecision(parameter) ? Role.Precision : Role.Hyperparameter,
    };

    private int? CopiesOf(IParameterSymbol parameter) => parameter.AttributeValue("CopiesAttribute") switch
    {
        int count and > 0 => count,
        string name when arguments.FirstOrDefault(a => a.Name == name && IsWhole(a)) is { } argument =>
            argument.IsUnknown ? 1 : (int)argument.Number!.Value,
        _ => null,
    };

    private static bool IsWhole(Argument argument) => argument.Parameter.Type.SpecialType == SpecialType.System_Int32;

    private static bool IsCount(IParameterSymbol parameter) =>
        parameter is { Name: "count", Type.SpecialType: SpecialType.System_Int64 };

    private static bool IsScalars(IParameterSymbol parameter) =>
        parameter.Type is INamedTypeSymbol { Name: "Span", Arity: 1 } span && span.ContainingNamespace.ToDisplayString() == "System"
        && span.TypeArguments[0].SpecialType == SpecialType.System_Double;

    private static bool Is(IParameterSymbol parameter, IMethodSymbol kernel, string name) =>
        parameter.Type is INamedTypeSymbol { Arity: 1 } vector && vector.IsLibrary(name)
        && SymbolEqualityComparer.Default.Equals(vector.TypeArguments[0], kernel.TypeParameters.FirstOrDefault());

    private static string List(IEnumerable<string> names)
    {
        string list = string.Join(", ", names.OrderBy(n => n, StringComparer.Ordinal));
        return list.Length == 0 ? "there are none" : list;
    }
}
