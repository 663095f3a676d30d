using System.Globalization;
using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Emission;

/// <summary>An expression with the precedence of its outermost operator.</summary>
internal readonly record struct Expression(string Text, int Precedence)
{
    public const int Choice = 0, Either = 1, Both = 2, Equality = 5, Relation = 6, Shift = 7, Sum = 8, Product = 9, Prefix = 10, Primary = 11;

    /// <summary>The expression as an operand of an operator with a precedence.</summary>
    public string Within(int precedence) => Precedence >= precedence ? Text : $"({Text})";

    public static int Of(string symbol) => symbol switch
    {
        "*" or "/" or "%" => Product,
        "+" or "-" => Sum,
        "<<" or ">>" => Shift,
        "<" or ">" or "<=" or ">=" => Relation,
        "==" or "!=" => Equality,
        "&" => 4,
        "^" => 3,
        _ => 3,
    };
}

/// <summary>Numbers and types as C# writes them.</summary>
internal static class Texts
{
    public static string Of(NumberType type) => type switch
    {
        NumberType.Single => "float",
        NumberType.Double => "double",
        NumberType.Integer => "int",
        NumberType.Lanes => RoutineWriter.Directions,
        _ => "bool",
    };

    public static string Of(double number, NumberType type)
    {
        if (type == NumberType.Boolean)
            return number != 0 ? "true" : "false";
        if (type == NumberType.Integer)
            return ((int)number).ToString(CultureInfo.InvariantCulture);
        if (type == NumberType.Lanes)
            return number == 0 ? Of(type) + ".Zero" : number == 1 ? Of(type) + ".One" : $"{Of(type)}.Create({Of(number, NumberType.Double)})";
        string kind = Of(type);
        if (double.IsNaN(number))
            return kind + ".NaN";
        if (double.IsInfinity(number))
            return kind + (number > 0 ? ".PositiveInfinity" : ".NegativeInfinity");
        if (type == NumberType.Single)
            return ((float)number).ToString("R", CultureInfo.InvariantCulture) + "f";
        string text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.Any(c => c is '.' or 'E') ? text : number == 0 && 1 / number < 0 ? "-0.0" : text + ".0";
    }
}
