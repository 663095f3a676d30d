using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SamFast.Generators.Symbols;

/// <summary>A constructor argument of an attribute, given or defaulted.</summary>
/// <param name="Label">The name in the declaration.</param>
internal sealed record Argument(IParameterSymbol Parameter, TypedConstant Value, string Label, Location? Location)
{
    public string Name => Parameter.Name;

    /// <summary>True if the declaration has it, even if it is the default.</summary>
    public bool IsGiven { get; init; }

    /// <summary>The value at which its transform does nothing; an alias may give one for its own parameter.</summary>
    public double? Neutral { get; init; } = Parameter.AttributeValue("IdentityAtAttribute") as double?;

    public bool IsNeutral => Neutral is { } neutral && Number == neutral;

    /// <summary>Scalars are double; everything else is a constant of the declaration.</summary>
    public bool IsScalar => Parameter.Type.SpecialType is SpecialType.System_Double or SpecialType.System_Single;

    /// <summary>True if the class is read on its own, without a use of the attribute.</summary>
    public bool IsUnknown => Value.Kind == TypedConstantKind.Error;

    public double? Number => NumberOf(Value);

    /// <summary>True if the value can be passed to a parameter of a type: the types are equal, or an array is passed as a span.</summary>
    public bool Reaches(ITypeSymbol type) =>
        Parameter.Type is IArrayTypeSymbol array && type is INamedTypeSymbol { Name: "ReadOnlySpan", Arity: 1 } span
            && span.ContainingNamespace.ToDisplayString() == "System"
            ? SymbolEqualityComparer.Default.Equals(span.TypeArguments[0], array.ElementType)
            : SymbolEqualityComparer.Default.Equals(type, Parameter.Type);

    public bool IsArray => Value.Kind == TypedConstantKind.Array;

    /// <summary>True if it is an optional array that is not given.</summary>
    public bool IsAbsent => IsArray && Value.IsNull && Parameter.HasExplicitDefaultValue;

    /// <summary>The elements of an array; none if it is null.</summary>
    public ImmutableArray<TypedConstant> Elements => IsArray && !Value.IsNull ? Value.Values : [];

    /// <summary>An element of an array; the number itself if it is not an array.</summary>
    public double? NumberAt(int index) =>
        !IsArray ? Number : index < Elements.Length ? NumberOf(Elements[index]) : null;

    /// <summary>The member of an enumeration; null if no member has the value.</summary>
    public IFieldSymbol? Member => MemberOf(Value);

    /// <summary>The value as C#.</summary>
    public string Literal => Format(Value, SymbolDisplayFormat.FullyQualifiedFormat, NumberLiteral);

    /// <summary>The value as its author would write it, for messages and comments.</summary>
    public string Shown => Format(Value, SymbolDisplayFormat.MinimallyQualifiedFormat, NumberText);

    /// <summary>The value in a checkpoint, which is compared as text: this form must not change.</summary>
    public string Recorded => Format(Value, SymbolDisplayFormat.MinimallyQualifiedFormat, NumberLiteral);

    /// <summary>True if the value is the parameter's default.</summary>
    public bool IsDefault => IsAbsent ||
        Parameter.HasExplicitDefaultValue && Equals(Parameter.ExplicitDefaultValue, Value.Kind == TypedConstantKind.Array ? this : Value.Value);

    /// <summary>All arguments of an attribute, in the order of its constructor's parameters; null if the compiler
    /// cannot make sense of them.</summary>
    public static IReadOnlyList<Argument>? Of(AttributeData attribute, Location? fallback)
    {
        if (attribute.AttributeConstructor is not { } constructor
            || constructor.Parameters.Length != attribute.ConstructorArguments.Length
            || attribute.ConstructorArguments.Any(IsError)
            || constructor.Parameters.Zip(attribute.ConstructorArguments, IsOfOtherType).Any(isOther => isOther))
            return null;
        var syntax = attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax;
        return [.. constructor.Parameters.Select((parameter, i) => new Argument(
            parameter, attribute.ConstructorArguments[i], parameter.Name, Locate(syntax, parameter) ?? fallback)
        {
            IsGiven = Locate(syntax, parameter) is not null,
        })];
    }

    /// <summary>True for an argument that the compiler assigned to the wrong parameter, as it may in code with errors.</summary>
    private static bool IsOfOtherType(IParameterSymbol parameter, TypedConstant argument) =>
        parameter.Type.SpecialType is not (SpecialType.None or SpecialType.System_Object)
        && argument.Type is { SpecialType: not SpecialType.None } type && type.SpecialType != parameter.Type.SpecialType;

    /// <summary>A declaration as its author would write it: defaults left out.</summary>
    public static string Title(string name, IReadOnlyList<Argument> arguments)
    {
        var given = arguments.Where(a => !a.IsDefault).ToArray();
        if (given.Length == 0)
            return name;
        bool isPositional = given.Length == 1 && given[0] == arguments[0];
        return $"{name}({string.Join(", ", given.Select(a => isPositional ? a.Shown : $"{a.Name}: {a.Shown}"))})";
    }

    public static string NumberLiteral(double value) => value switch
    {
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        _ when double.IsNaN(value) => "double.NaN",
        _ => WithPoint(value.ToString("R", CultureInfo.InvariantCulture)),
    };

    /// <summary>A number for readers: integers have no decimal point.</summary>
    public static string NumberText(double value)
    {
        string literal = NumberLiteral(value);
        return literal.EndsWith(".0", StringComparison.Ordinal) ? literal.Substring(0, literal.Length - 2) : literal;
    }

    public static string TextLiteral(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static bool IsError(TypedConstant value) => value.Kind == TypedConstantKind.Error
        || (value.Kind == TypedConstantKind.Array && !value.IsNull && value.Values.Any(IsError));

    /// <summary>A constant as a number; null if it is none.</summary>
    public static double? NumberOf(object? constant) => constant is { } value and not (bool or string or char)
        ? Convert.ToDouble(value, CultureInfo.InvariantCulture)
        : null;

    private static double? NumberOf(TypedConstant constant) => constant.Kind == TypedConstantKind.Primitive ? NumberOf(constant.Value) : null;

    private static string WithPoint(string digits) => digits.Any(c => c is '.' or 'E')
        ? digits.Replace("E-0", "e-").Replace("E", "e")
        : digits + ".0";

    private static string Format(TypedConstant value, SymbolDisplayFormat types, Func<double, string> number) => value.Kind switch
    {
        TypedConstantKind.Array =>
            $"[{string.Join(", ", value.IsNull ? [] : value.Values.Select(item => Format(item, types, number)))}]",
        TypedConstantKind.Primitive when value.Value is double constant => number(constant),
        TypedConstantKind.Primitive when value.Value is float constant => number(constant),
        TypedConstantKind.Enum => EnumLiteral(value, types),
        TypedConstantKind.Type when value.Value is ITypeSymbol type => $"typeof({type.ToDisplayString(types)})",
        _ => SymbolDisplay.FormatPrimitive(value.Value!, quoteStrings: true, useHexadecimalNumbers: false) ?? "default",
    };

    private static IFieldSymbol? MemberOf(TypedConstant value) =>
        value.Type?.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => Equals(f.ConstantValue, value.Value));

    private static string EnumLiteral(TypedConstant value, SymbolDisplayFormat types)
    {
        string type = value.Type!.ToDisplayString(types);
        return MemberOf(value) is not { } member
            ? $"({type})({Convert.ToString(value.Value, CultureInfo.InvariantCulture)})"
            : $"{type}.{Names.Escape(member.Name)}";
    }

    private static Location? Locate(AttributeSyntax? syntax, IParameterSymbol parameter)
    {
        var arguments = syntax?.ArgumentList?.Arguments.Where(a => a.NameEquals is null).ToArray() ?? [];
        var named = arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText == parameter.Name);
        var argument = named ?? (parameter.Ordinal < arguments.Length && arguments[parameter.Ordinal].NameColon is null
            ? arguments[parameter.Ordinal]
            : null);
        return argument?.GetLocation();
    }
}
