using System.Globalization;

namespace SamFast.Generators.Tests.Gradients;

internal sealed partial class RandomLoss
{
    /// <summary>A number that float represents exactly.</summary>
    private string Literal()
    {
        double number = _random.Next(-16, 17) / 8.0;
        return number == (int)number && Maybe(0.5) ? (number < 0 ? $"({(int)number})" : $"{(int)number}")
            : $"(Real)({number.ToString(CultureInfo.InvariantCulture)})";
    }

    /// <summary>An expression whose value is small whatever its operands are.</summary>
    private string Bounded(int depth) => Maybe(0.25) ? Expression(depth) : Pick(
    [
        $"Maths.Sin({Expression(depth)})", $"Maths.Tanh({Expression(depth)})", $"Maths.Atan({Expression(depth)})", $"Maths.Cos({Expression(depth)})",
        $"(Real)0.5 * Maths.Tanh({Expression(depth)})",
    ]);

    private string Expression(int depth)
    {
        if (depth <= 0 || Maybe(0.15))
            return Leaf();
        string Inner() => Expression(depth - 1);
        switch (_random.Next(20))
        {
            case < 3: return $"({Inner()} + {Inner()})";
            case < 5: return $"({Inner()} - {Inner()})";
            case < 9: return $"{Factor(depth)} * {Factor(depth)}";
            case 9: return $"{Factor(depth)} / (1 + {Square(Inner())})";
            case 10: return $"{Factor(depth)} / (Maths.Abs({Inner()}) + (Real)0.5)";
            case 11: return $"-({Inner()})";
            case 12: return $"({Condition(depth - 1)} ? {Inner()} : {Inner()})";
            case 13 or 14 when Called(depth) is { } call: return call;
            case 15: return Two(Inner(), Inner());
            default: return Function(Inner());
        }
    }

    private string Factor(int depth)
    {
        string factor = Expression(depth - 1);
        return factor.All(c => char.IsLetterOrDigit(c) || c is '[' or ']' or '.') ? factor : $"({factor})";
    }

    private static string Square(string text) => $"({text}) * ({text})";

    private string Function(string x)
    {
        string type = Maybe(0.3) ? "Real" : "Maths";
        return _random.Next(20) switch
        {
            0 => $"{type}.Exp(Maths.Sin({x}))",
            1 => $"{type}.Log(1 + {Square(x)})",
            2 => $"{type}.Sqrt({Square(x)} + (Real)0.5)",
            3 or 4 => $"{type}.Sin({x})",
            5 => $"{type}.Cos({x})",
            6 or 7 => $"{type}.Tanh({x})",
            8 => $"{type}.Atan({x})",
            9 => $"{type}.Abs({x})",
            10 => $"{type}.Cbrt({x} + 3)",
            11 => $"{type}.Sinh(Maths.Atan({x}))",
            12 => $"{type}.Cosh(Maths.Atan({x}))",
            13 => $"{type}.Asinh({x})",
            14 => $"Real.Exp2(Maths.Sin({x}))",
            15 => $"Real.LogP1({Square(x)})",
            16 => $"Real.ExpM1(Maths.Sin({x}))",
            17 => $"{type}.Pow(Maths.Abs({x}) + (Real)0.5, {Pick(["2", "(Real)1.5", "-1", "3"])})",
            18 => $"{type}.Asin((Real)0.75 * Maths.Sin({x}))",
            _ => $"{type}.Exp(-({Square(x)}))",
        };
    }

    private string Two(string x, string y) => _random.Next(8) switch
    {
        0 or 1 => $"Maths.Max({x}, {y})",
        2 => $"Maths.Min({x}, {y})",
        3 => $"Maths.Atan2({x}, 2 + Maths.Sin({y}))",
        4 => $"Real.Hypot({x}, {y} + 1)",
        5 => $"Maths.FusedMultiplyAdd({x}, {y}, {Leaf()})",
        6 => $"Real.Clamp({x}, -1, 1)",
        _ => $"Maths.Pow(Maths.Abs({x}) + (Real)0.5, Maths.Sin({y}))",
    };

    private string Leaf() => _random.Next(12) switch
    {
        < 4 when _scope.Reals.Count + _scope.Writable.Count > 0 => Pick([.. _scope.Reals, .. _scope.Writable]),
        < 8 when _scope.Arrays.Count > 0 => Element(),
        8 when _scope.Small.Count > 0 => $"{Pick(_scope.Small)} * {Literal()}",
        9 when _scope.Pairs.Count > 0 => $"{Pick(_scope.Pairs)}.{Pick(["U", "V", "Norm()"])}",
        _ when _scope.Reals.Count > 0 && Maybe(0.6) => Pick(_scope.Reals),
        _ => Literal(),
    };

    private string Element()
    {
        string array = Pick(_scope.Arrays);
        return array is "x" or "y" && _scope.Rows.Count > 0 && Maybe(0.7) ? $"{array}[{Pick(_scope.Rows)}]" : $"{array}[{Index(array)}]";
    }

    /// <summary>A valid index of any array, or one from the end.</summary>
    private string Index(string array)
    {
        int small = _random.Next(Corpus.Parameters);
        return _random.Next(10) switch
        {
            < 3 when _scope.Small.Count > 0 => Pick(_scope.Small),
            < 5 when _scope.Rows.Count > 0 => $"k[{Pick(_scope.Rows)}]",
            5 when _scope.Small.Count > 0 => $"({Pick(_scope.Small)} + {small}) % {Corpus.Parameters}",
            6 when _scope.Rows.Count > 0 => $"({Pick(_scope.Rows)} * {small} + 1) % {Corpus.Parameters}",
            7 when _scope.Small.Count > 0 => $"{Corpus.Parameters - 1} - {Pick(_scope.Small)}",
            8 when _scope.Small.Count > 1 => $"Math.{Pick(["Min", "Max"])}({Pick(_scope.Small)}, {Pick(_scope.Small)})",
            9 when array.Length > 0 => $"^{small + 1}",
            _ => $"{small}",
        };
    }

    private string Condition(int depth) => _random.Next(10) switch
    {
        < 4 => $"{Expression(depth)} {Pick(["<", ">", "<=", ">="])} {Expression(Math.Min(depth, 1))}",
        4 when _scope.Rows.Count > 0 => $"{Pick(_scope.Rows)} % {2 + _random.Next(3)} {Pick(["==", "!="])} {_random.Next(2)}",
        5 when _scope.Small.Count > 0 => $"{Pick(_scope.Small)} {Pick(["<", ">", "==", "!=", ">="])} {_random.Next(Corpus.Parameters)}",
        6 when depth > 0 => $"{Condition(0)} {Pick(["&&", "||"])} {Condition(0)}",
        7 when depth > 0 => $"!({Condition(0)})",
        8 when _scope.Arrays.Contains("x") => $"n > {_random.Next(8)}",
        _ => $"{Leaf()} > {Literal()}",
    };

    private string? Called(int depth)
    {
        var methods = _methods.Where(m => m.Shape is Shape.Numbers or Shape.Spans or Shape.Generic or Shape.Tuple).ToArray();
        if (methods.Length == 0)
            return null;
        var method = Pick(methods);
        string x = Expression(depth - 1), y = Expression(0);
        return method.Shape switch
        {
            Shape.Spans when _scope.Arrays.Count > 0 => $"{method.Name}({View()}, {View()})",
            Shape.Numbers => $"{method.Name}({x}, {y})",
            Shape.Generic => $"{method.Name}<Real>({x}, {y})",
            Shape.Tuple => $"{method.Name}({x}, {y}).{Pick(["First", "Second", "Item1"])}",
            _ => null,
        };
    }

    private string View()
    {
        string array = Pick(_scope.Arrays);
        return array + Pick(["", "", "[..3]", "[1..4]", ".Slice(2, 3)", "[^4..]", ".Slice(1)"]);
    }
}
