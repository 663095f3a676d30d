using System.Globalization;

namespace SamFast.Tests.Conformance.Python;

/// <summary>Translates functions of numbers to C#: functions of a count, in <see cref="double"/>, and elementwise functions of
/// vectors.</summary>
/// <param name="parameters">The names in C# of the parameters of the function.</param>
/// <param name="isVector">True if the parameters are vectors, so that the code is a lane kernel.</param>
internal sealed class CSharp(IReadOnlyDictionary<string, string> parameters, bool isVector)
{
    private const string Lanes = $"global::{nameof(SamFast)}.Tests.Conformance.Python.{nameof(PythonLanes)}";

    private string Prefix => isVector ? Lanes : $"global::{nameof(SamFast)}.Tests.Conformance.Python.{nameof(PythonNumbers)}";

    /// <summary>A function of one number, as an expression of <c>count</c>; null for other functions.</summary>
    public static string? OfCount(string lambda, bool isCondition)
    {
        if (Parser.Parse(lambda) is not Expression.Lambda { Parameters: [var step, ..] parameters } function
            || parameters.Skip(1).Any(name => name[0] != '*'))
            return null;
        var code = new CSharp(new Dictionary<string, string> { [step] = "(double)count" }, isVector: false);
        return isCondition ? code.Truth(function.Body) : code.Number(function.Body);
    }

    /// <summary>A function of updates and parameters, elementwise or mapped over their trees, as an expression of <c>update</c>
    /// and <c>parameter</c>; null for other functions.</summary>
    public static string? OfElements(string lambda)
    {
        if (Parser.Parse(lambda) is not Expression.Lambda { Parameters.Count: 1 or 2 } function)
            return null;
        string[] ours = ["update", "parameter"];
        var names = function.Parameters.Zip(ours).ToDictionary(pair => pair.First, pair => pair.Second);
        if (function.Body is Expression.Call { Arguments: [Expression.Lambda mapped, ..] } call && Functions.IsMap(call.Function.Path))
        {
            // The mapped trees show which parameter is the update and which the parameters.
            var trees = call.Arguments.Skip(1).Select(tree => (tree as Expression.Name)?.Identifier ?? "").ToArray();
            if (trees.Length != mapped.Parameters.Count || trees.Any(tree => !names.ContainsKey(tree)))
                return null;
            return new CSharp(mapped.Parameters.Zip(trees).ToDictionary(pair => pair.First, pair => names[pair.Second]), isVector: true)
                .Number(mapped.Body);
        }

        return new CSharp(names, isVector: true).Number(function.Body);
    }

    private string Number(Expression expression) => Is(expression) ? $"{Prefix}.Number({Write(expression)})" : Write(expression);

    private string Truth(Expression expression) => Is(expression) ? Write(expression) : $"{Prefix}.Truth({Write(expression)})";

    /// <summary>True if an expression is a condition, and not a number.</summary>
    private static bool Is(Expression expression) => expression switch
    {
        Expression.Constant { Value: bool } or Expression.Comparison or Expression.Unary { Operator: "not" } => true,
        Expression.Unary { Operator: "~" } not => Is(not.Operand),
        Expression.Binary { Operator: "and" or "or" or "&" or "|" or "^" } both => Is(both.Left) && Is(both.Right),
        Expression.Conditional choice => Is(choice.Then) && Is(choice.Else),
        Expression.Call { Function.Path: { } path } call => Functions.Local(path) switch
        {
            "logical_and" or "logical_or" or "logical_not" or "logical_xor" or "less" or "less_equal" or "greater" or "greater_equal"
                or "equal" or "not_equal" or "isfinite" or "isnan" or "bool" => true,
            "where" => Is(call.Arguments[1]) && Is(call.Arguments[2]),
            _ => false,
        },
        _ => false,
    };

    private string Write(Expression expression) => expression switch
    {
        Expression.Constant { Value: double value } => Literal(value),
        Expression.Constant { Value: bool value } => Constant(value ? "true" : "false"),
        Expression.Name name => parameters.GetValueOrDefault(name.Identifier)
            ?? (Functions.Find(name.Identifier) is double value ? Literal(value) : throw new FormatException($"'{name}' is not a number.")),
        Expression.Attribute { Path: { } path } when Functions.Find(path) is double value => Literal(value),
        Expression.Unary { Operator: "not" } not => $"{Prefix}.Not({Truth(not.Operand)})",
        Expression.Unary { Operator: "~" } not when Is(not) => $"{Prefix}.Not({Write(not.Operand)})",
        Expression.Unary { Operator: "-" } minus => $"(-{Number(minus.Operand)})",
        Expression.Unary { Operator: "+" } plus => Number(plus.Operand),
        Expression.Binary { Operator: "and" } and => $"{Prefix}.And({Truth(and.Left)}, {Truth(and.Right)})",
        Expression.Binary { Operator: "or" } or => $"{Prefix}.Or({Truth(or.Left)}, {Truth(or.Right)})",
        Expression.Binary both when Is(both) => $"{Prefix}.{Bitwise(both.Operator)}({Write(both.Left)}, {Write(both.Right)})",
        Expression.Binary binary => Arithmetic(binary.Operator, Number(binary.Left), Number(binary.Right)),
        Expression.Comparison comparison => Compared(comparison),
        Expression.Conditional choice => Choice(choice.Condition, choice.Then, choice.Else),
        Expression.Call { Function: Expression.Attribute { Identifier: "astype" } attribute } => Number(attribute.Of),
        Expression.Call { Function.Path: { } path } call => Called(Functions.Local(path), call.Arguments),
        _ => throw new FormatException($"{expression} cannot be translated."),
    };

    private string Choice(Expression condition, Expression then, Expression otherwise) => Is(then) && Is(otherwise)
        ? $"{Prefix}.Where({Truth(condition)}, {Write(then)}, {Write(otherwise)})"
        : $"{Prefix}.Where({Truth(condition)}, {Number(then)}, {Number(otherwise)})";

    private string Compared(Expression.Comparison comparison)
    {
        string left = Number(comparison.First);
        List<string> pairs = [];
        foreach (var (symbol, operand) in comparison.Rest)
        {
            if (symbol is "in" or "not in" && operand is Expression.Sequence { Items: { Count: > 0 } items })
            {
                string any = items.Select(item => $"{Prefix}.Equal({left}, {Number(item)})")
                    .Aggregate((all, pair) => $"{Prefix}.Or({all}, {pair})");
                pairs.Add(symbol == "in" ? any : $"{Prefix}.Not({any})");
                continue;
            }

            string right = Number(operand);
            pairs.Add($"{Prefix}.{Comparison(symbol)}({left}, {right})");
            left = right;
        }

        return pairs.Aggregate((all, pair) => $"{Prefix}.And({all}, {pair})");
    }

    private static string Comparison(string symbol) => symbol switch
    {
        "<" or "less" => "Less",
        "<=" or "less_equal" => "LessOrEqual",
        ">" or "greater" => "Greater",
        ">=" or "greater_equal" => "GreaterOrEqual",
        "==" or "equal" => "Equal",
        "!=" or "not_equal" => "NotEqual",
        _ => throw new FormatException($"'{symbol}' is not a comparison of numbers."),
    };

    private static string Bitwise(string symbol) => symbol switch
    {
        "&" => "And",
        "|" => "Or",
        _ => "Xor",
    };

    private string Arithmetic(string symbol, string left, string right) => symbol switch
    {
        "+" or "-" or "*" or "/" => $"({left} {symbol} {right})",
        "//" => $"{Prefix}.Floor({left} / {right})",
        "%" => $"{Prefix}.Modulo({left}, {right})",
        "**" => $"{Prefix}.Power({left}, {right})",
        _ when isVector => throw new FormatException($"'{symbol}' is not an elementwise operator."),
        "<<" or ">>" => $"(double)((long){left} {symbol} (int){right})",
        _ => $"(double)((long){left} {symbol} (long){right})",
    };

    private string Called(string function, IReadOnlyList<Expression> arguments) => function switch
    {
        "where" => Choice(arguments[0], arguments[1], arguments[2]),
        "logical_not" => $"{Prefix}.Not({Truth(arguments[0])})",
        "logical_and" or "logical_or" or "logical_xor" =>
            $"{Prefix}.{Vocabulary.Pascal(function["logical_".Length..])}({Truth(arguments[0])}, {Truth(arguments[1])})",
        "less" or "less_equal" or "greater" or "greater_equal" or "equal" or "not_equal" =>
            $"{Prefix}.{Comparison(function)}({Number(arguments[0])}, {Number(arguments[1])})",
        "bool" => Truth(arguments[0]),
        "float" or "float32" or "float64" or "asarray" or "array" => Number(arguments[0]),
        "int" or "int32" => $"{Prefix}.Truncate({Number(arguments[0])})",
        "isfinite" or "isnan" => $"{Prefix}.{(function == "isnan" ? "IsNaN" : "IsFinite")}({Number(arguments[0])})",
        "abs" or "sign" or "sqrt" or "square" or "exp" or "log" or "tanh" or "floor" or "ceil" or "zeros_like" or "ones_like"
            or "sin" or "cos" or "negative" or "reciprocal" => $"{Prefix}.{Vocabulary.Pascal(function)}({Number(arguments[0])})",
        "minimum" or "min" or "maximum" or "max" when arguments.Count == 2 =>
            $"{Prefix}.{(function.StartsWith("min", StringComparison.Ordinal) ? "Min" : "Max")}({Number(arguments[0])}, {Number(arguments[1])})",
        "clip" => $"{Prefix}.Min({Prefix}.Max({Number(arguments[0])}, {Number(arguments[1])}), {Number(arguments[2])})",
        "power" or "pow" => Arithmetic("**", Number(arguments[0]), Number(arguments[1])),
        "mod" or "remainder" => Arithmetic("%", Number(arguments[0]), Number(arguments[1])),
        "floor_divide" => Arithmetic("//", Number(arguments[0]), Number(arguments[1])),
        "add" => Arithmetic("+", Number(arguments[0]), Number(arguments[1])),
        "subtract" => Arithmetic("-", Number(arguments[0]), Number(arguments[1])),
        "multiply" => Arithmetic("*", Number(arguments[0]), Number(arguments[1])),
        "divide" or "true_divide" => Arithmetic("/", Number(arguments[0]), Number(arguments[1])),
        _ => throw new FormatException($"The function '{function}' is unknown."),
    };

    private string Literal(double value) => Constant(
        double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) + "d" : $"({value switch
        {
            double.PositiveInfinity => "1d / 0d",
            double.NegativeInfinity => "-1d / 0d",
            _ => "0d / 0d",
        }})");

    private string Constant(string literal) => isVector ? $"{Lanes}.Constant<L>({literal})" : literal;
}
