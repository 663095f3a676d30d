using System.Globalization;
using System.Text;

namespace SamFast.Generators.Tests.Gradients;

/// <summary>Writes a random loss: a class with the method <c>Loss</c> and helpers. <c>Real</c> is its number type, and <c>Maths</c> the class
/// of its functions.</summary>
/// <remarks>There are <see cref="Corpus.Parameters"/> parameters. Every array has at least as many elements, so that indices between 0 and
/// that number are valid in all of them; others are the rows 0 to <c>n</c> of the data.</remarks>
internal sealed partial class RandomLoss
{
    private readonly Random _random;
    private readonly StringBuilder _text = new();
    private readonly List<Method> _methods = [];
    private Scope _scope = new();
    private int _names;
    private int _budget;
    private bool _hasPairs;

    private RandomLoss(int seed) => _random = new Random(seed);

    /// <summary>A helper.</summary>
    private sealed record Method(string Name, Shape Shape);

    private enum Shape
    {
        Numbers, Spans, Generic, Tuple, Ref, Fill,
    }

    /// <summary>The variables that can be read and written at a place.</summary>
    private sealed class Scope
    {
        public List<string> Reals { get; init; } = [];

        public List<string> Writable { get; init; } = [];

        /// <summary>Integers from 0 to before the number of parameters.</summary>
        public List<string> Small { get; init; } = [];

        /// <summary>Integers from 0 to before <c>n</c>.</summary>
        public List<string> Rows { get; init; } = [];

        public List<string> Arrays { get; init; } = [];

        public List<string> Local { get; init; } = [];

        public List<string> Pairs { get; init; } = [];

        /// <summary>The statements that leave a loop or the method.</summary>
        public List<string> Exits { get; init; } = [];

        /// <summary>The number of loops around the place.</summary>
        public int Loops { get; init; }

        public Scope Inner(int loops, IEnumerable<string> exits) => new()
        {
            Reals = [.. Reals],
            Writable = [.. Writable],
            Small = [.. Small],
            Rows = [.. Rows],
            Arrays = [.. Arrays],
            Local = [.. Local],
            Pairs = [.. Pairs],
            Exits = [.. exits],
            Loops = Loops + loops,
        };
    }

    /// <summary>A class with a loss.</summary>
    public static string Create(int seed, string name)
    {
        var loss = new RandomLoss(seed);
        loss.Line(0, $"public static partial class {name}");
        loss.Line(0, "{");
        loss.Helpers();
        loss.Line(1, "[Differentiable]");
        loss.Line(1, Corpus.Signature);
        loss.Line(1, "{");
        loss._scope.Arrays.AddRange(["p", "p", "x", "y"]);
        loss._scope.Reals.Add("c");
        loss._budget = 2 + loss._random.Next(loss.Maybe(0.15) ? 18 : 6);
        loss.Body(2);
        loss.Line(1, "}");
        loss.Line(0, "}");
        return loss._text.ToString();
    }

    private void Line(int depth, string text) => _text.Append(' ', 4 * depth).Append(text).Append('\n');

    private bool Maybe(double probability) => _random.NextDouble() < probability;

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private string Fresh(string prefix) => prefix + (++_names).ToString(CultureInfo.InvariantCulture);

    private void Helpers()
    {
        bool hasPairs = Maybe(0.3);
        if (hasPairs)
        {
            Line(1, "private readonly record struct Pair(Real U, Real V)");
            Line(1, "{");
            Line(2, "public Real Norm() => Maths.Sqrt(U * U + V * V + 1);");
            Line(2, "public static Pair operator +(Pair a, Pair b) => new(a.U + b.U, a.V - b.V);");
            Line(1, "}");
        }

        for (int i = _random.Next(3); i > 0; i--)
            Helper();
        _scope = new Scope();
        _hasPairs = hasPairs;
    }

    private void Helper()
    {
        var shape = (Shape)_random.Next(6);
        string name = Fresh("H");
        _scope = new Scope();
        if (Maybe(0.7) && shape is Shape.Numbers or Shape.Generic)
            Line(1, "[Differentiable]");
        switch (shape)
        {
            case Shape.Numbers when Maybe(0.5):
                _scope.Reals.AddRange(["a", "b"]);
                Line(1, $"private static Real {name}(Real a, Real b) => {Bounded(2)};");
                break;
            case Shape.Numbers:
                Line(1, $"private static Real {name}(Real a, Real b)");
                Line(1, "{");
                _scope.Reals.AddRange(["a", "b"]);
                _scope.Writable.Add("a");
                _budget = 1 + _random.Next(6);
                Body(2);
                Line(1, "}");
                break;
            case Shape.Spans:
                Line(1, $"private static Real {name}(ReadOnlySpan<Real> a, ReadOnlySpan<Real> b)");
                Line(1, "{");
                Line(2, "Real total = 0;");
                Line(2, "for (int i = 0; i < Math.Min(a.Length, b.Length); i++)");
                Line(3, Pick(["total += a[i] * b[i];", "total += Maths.Sin(a[i]) * b[i];", "total = Maths.Tanh(total + a[i] * b[i]);"]));
                Line(2, "return total;");
                Line(1, "}");
                break;
            case Shape.Generic:
                Line(1, $"private static T {name}<T>(T a, T b) where T : IFloatingPointIeee754<T> =>");
                Line(2, Pick(
                [
                    "T.Sin(a) * b + T.One;", "a > T.Zero ? a * b : T.Exp(-(a * a)) - b;", "T.Tanh(a + b) / (T.One + b * b);", "T.Max(a, b * b) - T.CreateChecked(0.25);",
                    "T.Sqrt(T.Abs(a) + T.One) * b;",
                ]));
                break;
            case Shape.Tuple:
                _scope.Reals.AddRange(["a", "b"]);
                Line(1, $"private static (Real First, Real Second) {name}(Real a, Real b) => ({Bounded(2)}, {Bounded(1)});");
                break;
            case Shape.Ref:
                _scope.Reals.AddRange(["a", "b"]);
                Line(1, $"private static void {name}(ref Real a, Real b, out Real d)");
                Line(1, "{");
                Line(2, $"d = {Bounded(1)};");
                Line(2, $"a = {Bounded(2)};");
                Line(1, "}");
                break;
            default:
                _scope.Reals.AddRange(["b"]);
                Line(1, $"private static void {name}(Span<Real> a, Real b)");
                Line(1, "{");
                Line(2, "for (int i = 0; i < a.Length; i++)");
                Line(3, Pick([$"a[i] = {Bounded(2)};", $"a[i] += {Bounded(1)} * i;", "a[i] *= Maths.Cos(b);"]));
                Line(1, "}");
                break;
        }

        _methods.Add(new(name, shape));
        _text.Append('\n');
    }

    /// <summary>Statements, and a return.</summary>
    private void Body(int depth)
    {
        if (Maybe(0.5))
            _scope.Exits.Add("return");
        while (_budget > 0)
            Statement(depth);
        Line(depth, $"return {Sum()};");
    }

    /// <summary>An expression of all variables, so that few statements are dead.</summary>
    private string Sum()
    {
        var terms = new List<string>(_scope.Writable.Concat(_scope.Pairs.Select(pair => pair + ".V")));
        terms.AddRange(_scope.Local.Select(array => $"{array}[{_random.Next(Corpus.Parameters)}]"));
        terms.Add(Expression(2));
        return string.Join(" + ", terms.Select(term => Maybe(0.3) ? $"{Literal()} * ({term})" : Maybe(0.2) ? $"({term}) * ({term})" : term));
    }
}
