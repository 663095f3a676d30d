using Microsoft.CodeAnalysis;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Kernels;

/// <summary>A kernel, to be checked against the contract.</summary>
/// <param name="User">The class whose generated half calls it.</param>
internal sealed record KernelUse(IMethodSymbol Method, Kernel Kernel, KernelScope Scope, INamedTypeSymbol User)
{
    public string Name => Method.Name;
}

/// <summary>The rules for one kernel: a method each, listed in the two arrays. A rule returns the problem and its remedy, or null.</summary>
internal static class KernelRules
{
    private static readonly Func<KernelUse, string?>[] _ofSignatures =
    [
        MustBeStatic, MustBeCallable, MustBeOverLanes, MustHaveTypeParameters, MustReturn, MustConstrainTheLine, MustAcceptItsTypes,
        MustHaveUsableFields, MustNameValuesOnce, MustHaveRequiredParameters, MustNotMixGradientAndUpdate,
    ];

    private static readonly Func<KernelUse, KernelParameter, string?>[] _ofParameters =
        [MustBePassedByValue, MustHaveASeed, MustHaveCopies, MustHaveTheTypeOfItsTerm, MustBeInTheContract];

    /// <summary>The first problem of a kernel, and its remedy; null if it satisfies the contract.</summary>
    public static string? Objection(KernelUse use)
    {
        string? objection = _ofSignatures.Select(rule => rule(use)).FirstOrDefault(o => o is not null)
            ?? KernelParameter.Of(use.Method).Where(p => Binder.Find(p, use.Method, use.Kernel, use.Scope) is null)
                .SelectMany(p => _ofParameters.Select(rule => rule(use, p))).FirstOrDefault(o => o is not null);
        return objection is null ? null : $"{use.Name} {objection}";
    }

    private static string? MustBeStatic(KernelUse use) => use.Method.IsStatic ? null : $"is not static: {Declare(use)}";

    private static string? MustBeCallable(KernelUse use) =>
        use.Method.IsCallableFrom(use.User) ? null : $"is neither public nor internal, so generated code cannot call it: {Declare(use)}";

    private static string? MustBeOverLanes(KernelUse use)
    {
        ITypeSymbol[] types = [use.Method.ReturnType, .. KernelParameter.Of(use.Method).Select(p => p.Type)];
        if (!Contract.Of(use.Kernel).IsOverLanes || types.Any(t => Binder.IsLanes(t, use.Method)) || types.FirstOrDefault(LaneType.IsVector) is not { } vector)
            return null;
        return $"is over '{Show(vector)}', which has one width: {Declare(use)}, with {LaneType.Name} in place of '{Show(vector)}' "
            + $"and {LaneType.Name}.Sqrt in place of '{vector.Name}.Sqrt'";
    }

    private static string? MustHaveTypeParameters(KernelUse use) =>
        use.Method.Arity == Contract.Of(use.Kernel).Arity ? null : $"has {use.Method.Arity} type parameters: {Declare(use)}";

    private static string? MustReturn(KernelUse use)
    {
        bool isRight = Contract.Of(use.Kernel).Text.Split(' ')[0] switch
        {
            "void" => use.Method.ReturnsVoid,
            "bool" => use.Method.ReturnType.SpecialType == SpecialType.System_Boolean,
            "int" => use.Method.ReturnType.SpecialType == SpecialType.System_Int32,
            "double" => use.Method.ReturnType.SpecialType == SpecialType.System_Double,
            "LinesearchResult" => use.Method.ReturnType.IsLibrary("LinesearchResult"),
            _ => Binder.IsLanes(use.Method.ReturnType, use.Method),
        };
        return isRight ? null : $"returns {Show(use.Method.ReturnType)}: {Declare(use)}";
    }

    private static string? MustConstrainTheLine(KernelUse use) =>
        use.Kernel != Kernel.Search
        || (use.Method.TypeParameters[0] is { AllowsRefLikeType: true } line && line.ConstraintTypes.All(c => c.IsLibrary("ILine")))
            ? null : $"cannot be called with every line: {Declare(use)}";

    private static string? MustAcceptItsTypes(KernelUse use) =>
        Contract.Of(use.Kernel) switch
        {
            { Arity: 0 } or { Kernel: Kernel.Search } => null,
            { IsOverLanes: true } => LaneType.Objection(use.Method),
            _ => Constraints.Objection(use.Method),
        };

    private static string? MustHaveUsableFields(KernelUse use) => use.Method.Parameters.SelectMany(KernelParameter.Fields)
        .Where(field => field.DeclaredAccessibility != Accessibility.Public
            || field is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: not { DeclaredAccessibility: Accessibility.Public } })
        .Select(field => $"has {Field(field)}, which generated code cannot assign: make it public and assignable").FirstOrDefault();

    private static string? MustNameValuesOnce(KernelUse use) => KernelParameter.Of(use.Method).GroupBy(p => p.Name)
        .Where(uses => uses.Count() > 1)
        .Select(uses => $"has {string.Join(" and ", uses.Select(Show))}, which stand for the same value: remove one").FirstOrDefault();

    private static string? MustHaveRequiredParameters(KernelUse use) => Contract.For(use.Kernel)
        .Where(term => term.IsRequired && KernelParameter.Of(use.Method).All(p => p.Name != term.Name))
        .Select(term => $"has no parameter '{Contract.Text(term)}' ({term.Meaning}): add it").FirstOrDefault();

    private static string? MustNotMixGradientAndUpdate(KernelUse use) =>
        Measures.ReadsGradient(use.Method, use.Scope) && KernelParameter.Of(use.Method).Any(p => p.Name == "update")
            ? "reads the gradient and the update, which do not exist at the same time: write two measures" : null;

    private static string? MustBePassedByValue(KernelUse use, KernelParameter parameter) =>
        parameter.RefKind != RefKind.None && Contract.For(use.Kernel).Any(term => Binder.FitsByValue(term, parameter, use.Method, use.Scope))
            ? $"takes '{NameOf(parameter)}' by reference: pass it by value" : null;

    private static string? MustHaveASeed(KernelUse use, KernelParameter parameter) =>
        Contract.For(use.Kernel).FirstOrDefault(t => t.Source == Source.Marked && Binder.HasMark(parameter, t.Name)) is not null
            && !use.Scope.Has(Source.Scalars, "seed")
            ? $"takes the random number '{NameOf(parameter)}', but no seed tells one run from another: add the hyperparameter 'double seed = 0'" : null;

    private static string? MustHaveCopies(KernelUse use, KernelParameter parameter) =>
        use.Kernel == Kernel.WholeTransform && parameter.RefKind == RefKind.None && Binder.IsSeveral(parameter, use.Method)
            ? $"does not say the number of '{NameOf(parameter)}': write [Copies(2)], or [Copies(\"name\")] of an int hyperparameter "
                + $"({List(use.Scope.Arguments.Where(Binder.IsWhole).Select(a => a.Name))})"
            : null;

    private static string? MustHaveTheTypeOfItsTerm(KernelUse use, KernelParameter parameter) =>
        parameter.RefKind == RefKind.None
        && Contract.For(use.Kernel).FirstOrDefault(t => t.Source != Source.New && Binder.IsNamed(t, parameter, use.Scope)) is { } term
            ? $"has {Show(parameter)}: declare it as '{Declaration(term, parameter, use.Scope)}'" : null;

    private static string? MustBeInTheContract(KernelUse use, KernelParameter parameter)
    {
        var others = Contract.Terms.Where(t => t.Source != Source.New && Binder.Fits(t, parameter, use.Method, use.Scope)).ToArray();
        var holders = Contract.Signatures.Where(s => others.Any(t => (t.In & s.Kernel) != 0)).ToArray();
        var own = holders.Where(s => use.Scope.Kernels.Any(k => use.Scope.KindOf(k) == s.Kernel)).ToArray();
        if (own.Length == 0 && holders.Length <= 2)
            own = holders;
        string reason = own.Length == 0 ? "which it cannot receive" : $"which only {string.Join(", ", own.Select(s => s.Title))} may receive";
        var choices = Contract.For(use.Kernel).Select(t => Choice(t, use.Scope)).OfType<string>();
        return $"has {Show(parameter)}, {reason}: choose among {string.Join(", ", choices)}";
    }

    /// <summary>A term in the list of parameters that a kernel may have; null if no name is available.</summary>
    private static string? Choice(Term term, KernelScope scope) => term.Source switch
    {
        Source.Fixed => $"'{Contract.Text(term)}' ({term.Meaning})",
        Source.New => $"{term.Meaning} as '{Contract.Text(term)}'",
        Source.Marked or Source.Shared => null,
        Source.Scalars => $"{term.Meaning} as '{Contract.Text(term)}' ({List(scope.Names(term.Source))})",
        _ when scope.Names(term.Source).Count == 0 => null,
        Source.Constants => $"{term.Meaning} ({List(scope.Names(term.Source))})",
        _ => $"{term.Meaning} as '{Contract.Text(term)}' ({List(scope.Names(term.Source))})",
    };

    private static string Declaration(Term term, KernelParameter parameter, KernelScope scope)
    {
        string declaration = ParameterDeclaration(term, parameter, scope);
        return parameter.Group is null ? declaration : declaration.Substring(0, declaration.LastIndexOf(' ') + 1) + parameter.Symbol.Name;
    }

    private static string ParameterDeclaration(Term term, KernelParameter parameter, KernelScope scope)
    {
        if (term.Source == Source.Fixed)
            return Contract.Text(term);
        if (term.Source is not Source.Constants)
            return $"{Contract.Text(term)} {parameter.Name}";
        var type = scope.Arguments.First(a => a.Name == parameter.Name).Parameter.Type;
        return $"{(type is IArrayTypeSymbol array ? $"ReadOnlySpan<{Show(array.ElementType)}>" : Show(type))} {parameter.Name}";
    }

    private static string Declare(KernelUse use) =>
        $"declare 'public static {Contract.Of(use.Kernel).Text.Replace("NameLength", use.Name).Replace(" Name<", $" {use.Name}<")}'";

    private static string Show(KernelParameter parameter) =>
        parameter.Group is null ? $"the parameter '{Show(parameter.Symbol)}'" : Field(parameter.Symbol);

    private static string Field(ISymbol field) =>
        $"the field '{Show(field is IFieldSymbol f ? f.Type : ((IPropertySymbol)field).Type)} {field.Name}' of '{Show(field.ContainingType)}'";

    private static string NameOf(KernelParameter parameter) =>
        parameter.Group is { } group ? $"{group.Name}.{parameter.Symbol.Name}" : parameter.Name;

    private static string Show(ISymbol symbol) => symbol.ToDisplayString(
        SymbolDisplayFormat.MinimallyQualifiedFormat.WithParameterOptions(
            SymbolDisplayParameterOptions.IncludeModifiers | SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName));

    private static string List(IEnumerable<string> names) => string.Join(", ", names.DefaultIfEmpty("none"));
}
