using Microsoft.CodeAnalysis;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Kernels;

/// <summary>Finds the term of the contract that a parameter is, and binds kernels to their arguments.</summary>
internal static class Binder
{
    private const string Vector = "WholeVector", Vectors = "WholeVectors";

    /// <summary>The first term that fits a parameter, or null.</summary>
    public static Term? Find(KernelParameter parameter, IMethodSymbol method, Kernel kernel, KernelScope scope) =>
        Contract.For(kernel).FirstOrDefault(term => Fits(term, parameter, method, scope));

    /// <summary>True if a term fits a parameter of any kernel.</summary>
    public static bool Fits(Term term, KernelParameter parameter, IMethodSymbol method, KernelScope scope) =>
        IsNamed(term, parameter, scope) && IsPassed(term, parameter) && IsOfType(term, parameter, method, scope);

    /// <summary>True if a term would fit if the parameter were passed by value.</summary>
    public static bool FitsByValue(Term term, KernelParameter parameter, IMethodSymbol method, KernelScope scope) =>
        !term.IsWritten && IsNamed(term, parameter, scope) && IsOfType(term, parameter, method, scope);

    /// <summary>Binds a kernel that satisfies the contract.</summary>
    public static MethodModel Bind(IMethodSymbol method, Kernel kernel, KernelScope scope) => new(
        method.Name, KernelParameter.Of(method).Select(p => Bind(p, Find(p, method, kernel, scope)!, scope)).ToEquatableArray());

    /// <summary>The slots of another transform that a parameter may be; none if it is no such slot.</summary>
    public static EquatableArray<string> SharedNames(KernelParameter parameter, KernelScope scope)
    {
        if (parameter.RefKind != RefKind.None || scope.Has(Source.Slots, parameter.Name))
            return EquatableArray<string>.Empty;
        if (parameter.Symbol.GetAttributes().FirstOrDefault(a => a.AttributeClass.IsLibrary("SharedAttribute")) is not { } shared)
        {
            return parameter.Name == BindingModel.AscentGradient
                ? new[] { parameter.Name }.ToEquatableArray()
                : EquatableArray<string>.Empty;
        }

        return shared.ConstructorArguments.SelectMany(a => a.Kind == TypedConstantKind.Array ? a.Values : [])
            .Select(value => value.Value).OfType<string>().ToEquatableArray();
    }

    /// <summary>The number of slots or scalars that <c>[Copies]</c> gives, or null.</summary>
    public static int? CopiesOf(KernelParameter parameter, KernelScope scope) => parameter.Symbol.AttributeValue("CopiesAttribute") switch
    {
        int count and > 0 => count,
        string name when scope.Arguments.FirstOrDefault(a => a.Name == name && IsWhole(a)) is { } argument =>
            argument.IsUnknown ? 1 : (int)argument.Number!.Value,
        _ => null,
    };

    /// <summary>True if a hyperparameter can be the number of copies.</summary>
    public static bool IsWhole(Argument argument) => argument.Parameter.Type.SpecialType == SpecialType.System_Int32;

    /// <summary>True if a type is that of a kernel's lanes.</summary>
    public static bool IsLanes(ITypeSymbol type, IMethodSymbol method) =>
        SymbolEqualityComparer.Default.Equals(type, method.TypeParameters.FirstOrDefault());

    /// <summary>True if a parameter is a vector of all parameters: the kernel then works on all of them at once.</summary>
    public static bool IsWholeVector(KernelParameter parameter, IMethodSymbol method) => IsOver(parameter.Type, method, Names.Authoring, Vector);

    /// <summary>True if a parameter is several vectors or scalars, whose number <c>[Copies]</c> gives.</summary>
    public static bool IsSeveral(KernelParameter parameter, IMethodSymbol method) =>
        IsOver(parameter.Type, method, Names.Authoring, Vectors) || IsDoubles(parameter.Type);

    private static BindingModel Bind(KernelParameter parameter, Term term, KernelScope scope) => new(
        parameter.Name, term.Role, term.IsWritten,
        term.Form is not (Form.Vector or Form.Vectors) && parameter.Symbol.AttributeValue("StartsAtAttribute") is double start ? start : 0,
        term.Form == Form.LongRef,
        term.Form is Form.Vectors or Form.Doubles ? CopiesOf(parameter, scope) ?? 0 : 0,
        term.Source == Source.Shared ? SharedNames(parameter, scope) : default)
    {
        IsPosition = parameter.Symbol.IsPosition(),
        IsGiven = parameter.Symbol.IsGiven(),
        Field = parameter.Group is { } group
            ? new FieldModel(group.Name, group.Type.FromRoot(BindingModel.Element), parameter.Symbol.Name, parameter.RefKind == RefKind.Out)
            : null,
    };

    /// <summary>True if the name of a parameter, or an attribute on it, is that of a term.</summary>
    public static bool IsNamed(Term term, KernelParameter parameter, KernelScope scope) => term.Source switch
    {
        Source.Fixed => parameter.Name == term.Name
            && !(term.Form is Form.Precision or Form.Bool && scope.Has(Source.Constants, term.Name)),
        Source.New => !Contract.IsReserved(parameter.Name, term.Form) && !scope.IsGiven(parameter.Name) && !IsMarked(parameter),
        Source.Marked => HasMark(parameter, term.Name) && scope.Has(Source.Scalars, "seed"),
        Source.Shared => SharedNames(parameter, scope).Count > 0,
        Source.Constants when term.Form == Form.DeclaredOrWider => scope.Arguments.Any(a => a.Name == parameter.Name),
        _ => scope.Has(term.Source, parameter.Name),
    };

    private static bool IsMarked(KernelParameter parameter) =>
        Contract.Terms.Any(term => term.Source == Source.Marked && HasMark(parameter, term.Name));

    /// <summary>True if a parameter has one of the library's attributes.</summary>
    public static bool HasMark(KernelParameter parameter, string name) =>
        parameter.Symbol.GetAttributes().Any(a => a.AttributeClass.IsLibrary(name + "Attribute"));

    private static bool IsPassed(Term term, KernelParameter parameter) => term.Form switch
    {
        Form.LanesRef or Form.DoubleRef or Form.LongRef or Form.LineRef => parameter.RefKind == RefKind.Ref,
        Form.DoubleOut => parameter.RefKind == RefKind.Out,
        Form.Shape => parameter.RefKind is RefKind.None or RefKind.In,
        _ => parameter.RefKind == RefKind.None,
    };

    private static bool IsOfType(Term term, KernelParameter parameter, IMethodSymbol method, KernelScope scope)
    {
        var type = parameter.Type;
        return term.Form switch
        {
            Form.Lanes or Form.LanesRef => IsLanes(type, method),
            Form.Double or Form.DoubleRef or Form.DoubleOut => type.SpecialType == SpecialType.System_Double,
            Form.Long or Form.LongRef => type.SpecialType == SpecialType.System_Int64,
            Form.Bool => type.SpecialType == SpecialType.System_Boolean,
            Form.Declared => scope.Arguments.Any(a => !a.IsScalar && a.Name == parameter.Name && parameter.RefKind == RefKind.None && a.Reaches(type)),
            Form.DeclaredOrWider => scope.Arguments.Any(a => a.Name == parameter.Name && ((parameter.RefKind == RefKind.None && a.Reaches(type)) || IsWider(type, a)))
                && type.TypeKind != TypeKind.Array,
            Form.Precision => type.IsLibrary("Precision"),
            Form.Span => IsOver(type, method, "System", "Span"),
            Form.ReadOnlySpan => IsOver(type, method, "System", "ReadOnlySpan"),
            Form.Shape => type.IsLibrary("TensorShape"),
            Form.Vector => IsOver(type, method, Names.Authoring, Vector),
            Form.Vectors => IsOver(type, method, Names.Authoring, Vectors) && CopiesOf(parameter, scope) is not null,
            Form.Doubles => IsDoubles(type) && CopiesOf(parameter, scope) is not null,
            Form.LineRef => SymbolEqualityComparer.Default.Equals(type, method.TypeParameters.FirstOrDefault()),
            Form.SearchResult => type.IsLibrary("LinesearchResult"),
            _ => false,
        };
    }

    private static bool IsDoubles(ITypeSymbol type) => type is INamedTypeSymbol { Arity: 1 } span && span.FullName() == "System.Span"
        && span.TypeArguments[0].SpecialType == SpecialType.System_Double;

    /// <summary>True if a type is one of the library or the framework, over the type parameter of a kernel.</summary>
    private static bool IsOver(ITypeSymbol type, IMethodSymbol method, string space, string name) =>
        type is INamedTypeSymbol { Arity: 1 } vector && vector.Name == name && vector.ContainingNamespace.ToDisplayString() == space
        && SymbolEqualityComparer.Default.Equals(vector.TypeArguments[0], method.TypeParameters.FirstOrDefault());

    /// <summary>True if a whole number is taken as a wider one, or as a double.</summary>
    private static bool IsWider(ITypeSymbol type, Argument argument) => (argument.Parameter.Type.SpecialType, type.SpecialType) is
        (SpecialType.System_Int32, SpecialType.System_Int64 or SpecialType.System_Double)
        or (SpecialType.System_Int64 or SpecialType.System_Single, SpecialType.System_Double);
}
