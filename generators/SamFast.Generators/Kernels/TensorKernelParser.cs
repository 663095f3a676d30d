using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Kernels;

/// <summary>Reads the kernel of a transform that works on whole tensors, and what it says of their shapes.</summary>
internal sealed class TensorKernelParser(
    INamedTypeSymbol type, IReadOnlyList<Argument> arguments, IReadOnlyCollection<string> coefficients,
    Func<IMethodSymbol, bool> isCallable, Func<IParameterSymbol, bool> isPrecision)
{
    private const string Kernel = "Transform", Check = "CheckShape", Length = "Length", Workspace = "workspace";

    private readonly string[] _scalars = [.. arguments.Where(a => a.IsScalar).Select(a => a.Name)];
    private readonly string[] _constants = [.. arguments.Where(a => !a.IsScalar).Select(a => a.Name)];

    /// <summary>What is wrong, where nothing could be parsed.</summary>
    public string Objection { get; private set; } = "";

    /// <summary>The kernel.</summary>
    public MethodModel? Transform { get; private set; }

    /// <summary>The kernel over whole tensors, if the transform has one.</summary>
    public static IMethodSymbol? Find(INamedTypeSymbol type) => Methods(type, Kernel).FirstOrDefault();

    public TensorModel? Parse(IMethodSymbol transform, ImmutableArray<IMethodSymbol> others)
    {
        var slots = transform.Parameters.Where(p => IsSpan(p, transform) && p.Name is not ("update" or Workspace)).ToArray();
        var lengths = slots.Append(transform.Parameters.FirstOrDefault(p => p.Name == Workspace))
            .OfType<IParameterSymbol>().ToDictionary(p => p.Name, p => Methods(type, Pascal(p.Name) + Length).FirstOrDefault());
        var check = Methods(type, Check).FirstOrDefault();

        Objection = TransformObjection(transform, others)
            ?? transform.Parameters.Select(p => ParameterObjection(p, transform)).FirstOrDefault(o => o is not null)
            ?? lengths.Values.Append(check).OfType<IMethodSymbol>().Select(ShapeObjection).FirstOrDefault(o => o is not null)
            ?? (lengths.TryGetValue(Workspace, out var missing) && missing is null
                ? "Transform has a workspace, so say how long it is: 'static int WorkspaceLength(TensorShape shape)'"
                : "");
        if (Objection.Length > 0)
            return null;

        Transform = Bind(transform);
        return new TensorModel(
            check is null ? null : Bind(check),
            slots.Where(s => lengths[s.Name] is not null).Select(s => new LengthModel(s.Name, Bind(lengths[s.Name]!))).ToEquatableArray(),
            lengths.TryGetValue(Workspace, out var room) ? Bind(room!) : null);
    }

    private string? TransformObjection(IMethodSymbol transform, ImmutableArray<IMethodSymbol> others)
    {
        if (others.FirstOrDefault(k => k.Name != "Prepare") is { } other)
            return $"it has Transform, which works on whole tensors, and {other.Name}, which works on lanes: keep one of the two";
        if (Methods(type, Kernel).Count() > 1)
            return "it has several methods named 'Transform': kernels are found by name, so keep one";
        if (!transform.IsStatic || !transform.ReturnsVoid || transform.TypeParameters.Length != 1 || !isCallable(transform))
            return "Transform must be 'public static void Transform<T>(Span<T> update, …)', and change the update in place";
        if (Constraints.Objection(transform) is { } constraint)
            return $"Transform {constraint}";
        return transform.Parameters.Any(p => p.Name == "update" && IsSpan(p, transform))
            ? null
            : "Transform needs 'Span<T> update', which it changes in place";
    }

    private string? ParameterObjection(IParameterSymbol parameter, IMethodSymbol transform)
    {
        bool isFine = parameter.RefKind == RefKind.None && (IsSpan(parameter, transform)
            ? parameter.Name != "parameter"
            : IsSpan(parameter, transform, "ReadOnlySpan") ? parameter.Name == "parameter"
            : parameter.Type.SpecialType == SpecialType.System_Double
                ? _scalars.Contains(parameter.Name) || coefficients.Contains(parameter.Name)
                : IsShape(parameter) || IsConstant(parameter) || isPrecision(parameter));
        return isFine
            ? null
            : $"Transform has the parameter '{parameter.ToDisplayString()}', which stands for nothing: it may be 'Span<T> update', "
                + "'ReadOnlySpan<T> parameter', 'TensorShape shape', a slot as 'Span<T>', 'Span<T> workspace', "
                + $"a coefficient of Prepare ({List(coefficients)}) or a hyperparameter ({List(_scalars.Concat(_constants))}) "
                + "as it is declared";
    }

    private string? ShapeObjection(IMethodSymbol method)
    {
        bool isFine = method.IsStatic && isCallable(method) && method.TypeParameters.Length == 0
            && (method.Name == Check ? method.ReturnsVoid : method.ReturnType.SpecialType == SpecialType.System_Int32)
            && method.Parameters.All(p => IsShape(p) || IsConstant(p));
        return isFine
            ? null
            : $"{method.Name} must be 'public static {(method.Name == Check ? "void" : "int")} {method.Name}(TensorShape shape, …)'; "
                + $"besides the shape, it may ask for hyperparameters that do not change ({List(_constants)})";
    }

    private MethodModel Bind(IMethodSymbol method) => new(method.Name, method.Parameters.Select(p => new BindingModel(
        p.Name, RoleOf(p), IsSpan(p, method) && RoleOf(p) == Role.Slot,
        p.AttributeValue("StartsAtAttribute") is double start ? start : 0)).ToEquatableArray());

    private Role RoleOf(IParameterSymbol parameter) => parameter.Name switch
    {
        "update" => Role.Update,
        "parameter" => Role.Parameter,
        Workspace => Role.Workspace,
        _ when IsShape(parameter) => Role.Shape,
        _ when parameter.Type is INamedTypeSymbol { Name: "Span" } => Role.Slot,
        _ when coefficients.Contains(parameter.Name) => Role.Coefficient,
        _ => isPrecision(parameter) ? Role.Precision : Role.Hyperparameter,
    };

    private static IEnumerable<IMethodSymbol> Methods(INamedTypeSymbol type, string name) =>
        type.Methods().Where(m => m.Name == name);

    private bool IsConstant(IParameterSymbol parameter) =>
        arguments.Any(a => !a.IsScalar && a.Name == parameter.Name && a.Reaches(parameter));

    private static bool IsShape(IParameterSymbol parameter) => parameter.RefKind is RefKind.None or RefKind.In && parameter.Type.IsLibrary("TensorShape");

    private static bool IsSpan(IParameterSymbol parameter, IMethodSymbol kernel, string name = "Span") =>
        parameter.Type is INamedTypeSymbol { Arity: 1 } span && span.Name == name
        && span.ContainingNamespace.ToDisplayString() == "System"
        && SymbolEqualityComparer.Default.Equals(span.TypeArguments[0], kernel.TypeParameters.FirstOrDefault());

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    private static string List(IEnumerable<string> names)
    {
        string list = string.Join(", ", names.OrderBy(n => n, StringComparer.Ordinal));
        return list.Length == 0 ? "there are none" : list;
    }
}
