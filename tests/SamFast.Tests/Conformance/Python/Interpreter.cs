using System.Text.Json;

namespace SamFast.Tests.Conformance.Python;

/// <summary>Evaluates expressions.</summary>
/// <remarks>The types of values: <see cref="double"/> for numbers; <c>List&lt;object?&gt;</c> for lists, tuples and vectors;
/// <c>Dictionary&lt;string, object?&gt;</c>; <c>Func&lt;object?[], object?&gt;</c>; <see cref="Tensor"/> for parameters.</remarks>
internal sealed class Interpreter
{
    // Arguments of functions that do not affect the values.
    private static readonly string[] s_options = ["is_leaf", "dtype"];

    private readonly Dictionary<string, object?> _names;

    private Interpreter(Dictionary<string, object?> names) => _names = names;

    /// <summary>The name and the shape of a parameter array.</summary>
    internal sealed record Tensor(string Name, IReadOnlyList<int> Shape)
    {
        public double Size => Shape.Aggregate(1.0, (product, size) => product * size);
    }

    /// <summary>The value of an expression.</summary>
    /// <exception cref="FormatException">The expression is invalid or unsupported.</exception>
    public static object? Evaluate(string text) => new Interpreter([]).Evaluate(Parser.Parse(text));

    /// <summary>The value of a function of the parameters.</summary>
    public static object? Apply(string lambda, IEnumerable<Tensor> parameters) =>
        Call(Evaluate(lambda), parameters.ToDictionary(tensor => tensor.Name, object? (tensor) => tensor));

    /// <summary>The value of a function of a tree of numbers. The tree is its only parameter, or the one with a
    /// name for parameters.</summary>
    public static object? Apply(string lambda, Dictionary<string, object?> tree)
    {
        string[] names = Parser.Parse(lambda) is Expression.Lambda function ? [.. function.Parameters] : [];
        return Call(Evaluate(lambda), [.. names.Select(object? (name) => names.Length == 1 || name is "params" or "p" or "parameters" ? tree : null)]);
    }

    /// <summary>The value of a function of numbers.</summary>
    public static double Apply(string lambda, params double[] arguments) =>
        Number(Call(Evaluate(lambda), [.. arguments.Cast<object?>()]));

    /// <summary>A value as JSON.</summary>
    public static JsonElement ToJson(object? value) => JsonSerializer.SerializeToElement(Plain(value));

    private static object? Plain(object? value) => value switch
    {
        double number when number == Math.Floor(number) && Math.Abs(number) < 1e15 => (long)number,
        List<object?> items => items.Select(Plain).ToArray(),
        Dictionary<string, object?> entries => entries.ToDictionary(entry => entry.Key, entry => Plain(entry.Value)),
        null or bool or double or string => value,
        _ => throw new FormatException($"{value} is not a value of JSON."),
    };

    private object? Evaluate(Expression expression) => expression switch
    {
        Expression.Constant constant => constant.Value,
        Expression.Name name => _names.TryGetValue(name.Identifier, out object? value) ? value : Functions.Find(name.Identifier),
        Expression.Unary unary => Unary(unary.Operator, Evaluate(unary.Operand)),
        Expression.Binary { Operator: "and" } and => Evaluate(and.Left) is var left && IsTrue(left) ? Evaluate(and.Right) : left,
        Expression.Binary { Operator: "or" } or => Evaluate(or.Left) is var left && IsTrue(left) ? left : Evaluate(or.Right),
        Expression.Binary binary => Binary(binary.Operator, Evaluate(binary.Left), Evaluate(binary.Right)),
        Expression.Comparison comparison => Compare(comparison),
        Expression.Conditional choice => IsTrue(Evaluate(choice.Condition)) ? Evaluate(choice.Then) : Evaluate(choice.Else),
        Expression.Attribute attribute => Member(attribute),
        Expression.Subscript subscript => Item(Evaluate(subscript.Of), Evaluate(subscript.Index)),
        Expression.Call call => Called(call),
        Expression.Lambda lambda => Closure(lambda),
        Expression.Sequence sequence => sequence.Items.Select(Evaluate).ToList(),
        Expression.Dictionary entries => entries.Entries.ToDictionary(e => Text(Evaluate(e.Key)), e => Evaluate(e.Value)),
        Expression.Comprehension all => Comprehend(all),
        _ => throw new FormatException($"{expression} is not supported."),
    };

    private object? Called(Expression.Call call)
    {
        object? function = call.Function.Path is { } path && !_names.ContainsKey(path.Split('.')[0])
            ? Functions.Find(path)
            : Evaluate(call.Function);
        var named = call.Named.Where(argument => !s_options.Contains(argument.Name)).Select(argument => Evaluate(argument.Value));
        return Call(function, [.. call.Arguments.Select(Evaluate), .. named]);
    }

    private object? Member(Expression.Attribute attribute) =>
        attribute.Path is { } path && !_names.ContainsKey(path.Split('.')[0])
            ? Functions.Find(path)
            : Functions.Member(Evaluate(attribute.Of), attribute.Identifier);

    private Func<object?[], object?> Closure(Expression.Lambda lambda) => arguments =>
    {
        var names = new Dictionary<string, object?>(_names);
        foreach (var (name, value) in lambda.Parameters.Where(name => name[0] != '*').Zip(arguments))
            names[name] = value;
        return new Interpreter(names).Evaluate(lambda.Body);
    };

    private object Comprehend(Expression.Comprehension all)
    {
        var inner = new Interpreter(new Dictionary<string, object?>(_names));
        List<object?> items = [];
        Dictionary<string, object?> entries = [];
        inner.Loop(all.Loops, 0, () =>
        {
            if (all.Key is null)
                items.Add(inner.Evaluate(all.Value));
            else
                entries[Text(inner.Evaluate(all.Key))] = inner.Evaluate(all.Value);
        });
        return all.Key is null ? items : entries;
    }

    private void Loop(IReadOnlyList<Expression.Loop> loops, int depth, Action body)
    {
        if (depth == loops.Count)
        {
            body();
            return;
        }

        foreach (object? item in Items(Evaluate(loops[depth].Source)))
        {
            if (loops[depth].Targets.Count == 1)
                _names[loops[depth].Targets[0]] = item;
            else
                foreach (var (target, part) in loops[depth].Targets.Zip(Items(item)))
                    _names[target] = part;
            if (loops[depth].Conditions.All(condition => IsTrue(Evaluate(condition))))
                Loop(loops, depth + 1, body);
        }
    }

    private bool Compare(Expression.Comparison comparison)
    {
        object? left = Evaluate(comparison.First);
        foreach (var (symbol, operand) in comparison.Rest)
        {
            object? right = Evaluate(operand);
            if (!Compare(symbol, left, right))
                return false;
            left = right;
        }

        return true;
    }

    private static bool Compare(string symbol, object? left, object? right) => symbol switch
    {
        "<" => Number(left) < Number(right),
        "<=" => Number(left) <= Number(right),
        ">" => Number(left) > Number(right),
        ">=" => Number(left) >= Number(right),
        "==" or "is" => AreEqual(left, right),
        "!=" or "is not" => !AreEqual(left, right),
        "in" => Contains(right, left),
        _ => !Contains(right, left),
    };

    private static bool AreEqual(object? left, object? right) => left is double or bool && right is double or bool
        ? Number(left) == Number(right)
        : left is List<object?> a && right is List<object?> b ? a.Count == b.Count && a.Zip(b).All(p => AreEqual(p.First, p.Second))
        : Equals(left, right);

    private static bool Contains(object? whole, object? part) => whole is string text
        ? text.Contains(Text(part), StringComparison.Ordinal)
        : whole is Dictionary<string, object?> entries ? entries.ContainsKey(Text(part))
        : Items(whole).Any(item => AreEqual(item, part));

    private static object? Unary(string symbol, object? operand) => symbol switch
    {
        "not" => !IsTrue(operand),
        "~" when operand is bool truth => !truth,
        "~" => (double)~(long)Number(operand),
        "-" => Elementwise(operand, value => -value),
        _ => operand,
    };

    private static object? Binary(string symbol, object? left, object? right) => (symbol, left, right) switch
    {
        ("+", string a, string b) => a + b,
        ("+", List<object?> a, List<object?> b) when !Functions.IsVector(a) => a.Concat(b).ToList(),
        ("*", List<object?> a, double count) when !Functions.IsVector(a) =>
            Enumerable.Repeat(a, (int)count).SelectMany(items => items).ToList(),
        ("&", bool a, bool b) => a & b,
        ("|", bool a, bool b) => a | b,
        ("^", bool a, bool b) => a ^ b,
        (_, List<object?> a, List<object?> b) => Functions.Vector(a.Zip(b, (x, y) => Binary(symbol, x, y))),
        (_, List<object?> a, _) => Functions.Vector(a.Select(x => Binary(symbol, x, right))),
        (_, _, List<object?> b) => Functions.Vector(b.Select(y => Binary(symbol, left, y))),
        _ => Binary(symbol, Number(left), Number(right)),
    };

    private static double Binary(string symbol, double a, double b) => symbol switch
    {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" => a / b,
        "//" => Math.Floor(a / b),
        "%" => a - (b * Math.Floor(a / b)),
        "**" => Math.Pow(a, b),
        "<<" => (long)a << (int)b,
        ">>" => (long)a >> (int)b,
        "&" => (long)a & (long)b,
        "|" => (long)a | (long)b,
        _ => (long)a ^ (long)b,
    };

    private static object? Item(object? of, object? index) => of switch
    {
        Dictionary<string, object?> entries => entries[Text(index)],
        List<object?> items => items[(int)Number(index) + (Number(index) < 0 ? items.Count : 0)],
        string text => text[(int)Number(index) + (Number(index) < 0 ? text.Length : 0)].ToString(),
        _ => throw new FormatException($"{of} has no items."),
    };

    internal static object? Call(object? function, params object?[] arguments) => function is Func<object?[], object?> callable
        ? callable(arguments)
        : throw new FormatException($"{function} is not a function.");

    internal static object? Elementwise(object? value, Func<double, double> function) => value is List<object?> items
        ? Functions.Vector(items.Select(item => Elementwise(item, function)))
        : function(Number(value));

    internal static double Number(object? value) => value switch
    {
        double number => number,
        bool truth => truth ? 1 : 0,
        _ => throw new FormatException($"{value} is not a number."),
    };

    internal static string Text(object? value) => value switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        null => "null",
        double number => JsonSerializer.Serialize(number),
        _ => throw new FormatException($"{value} is not a key."),
    };

    internal static bool IsTrue(object? value) => value switch
    {
        bool truth => truth,
        double number => number != 0,
        string text => text.Length > 0,
        List<object?> items => items.Count > 0,
        Dictionary<string, object?> entries => entries.Count > 0,
        null => false,
        _ => true,
    };

    internal static IEnumerable<object?> Items(object? value) => value switch
    {
        List<object?> items => items,
        Dictionary<string, object?> entries => entries.Keys,
        string text => text.Select(letter => letter.ToString()),
        _ => throw new FormatException($"{value} has no items."),
    };
}
