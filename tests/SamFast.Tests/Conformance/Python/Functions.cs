namespace SamFast.Tests.Conformance.Python;

/// <summary>The functions and members that expressions in goldens may use.</summary>
internal static class Functions
{
    private static readonly string[] s_modules = ["jnp", "np", "numpy", "math", "jax.numpy", "lax", "jax.lax", "jax.nn"];

    private static readonly string[] s_maps = ["jax.tree.map", "jax.tree_map", "jax.tree_util.tree_map", "optax.tree.map"];

    private static readonly string[] s_pathMaps = ["jax.tree.map_with_path", "jax.tree_util.tree_map_with_path"];

    private sealed class Numbers(IEnumerable<object?> items) : List<object?>(items);

    private sealed record Key(string Name);

    /// <summary>A list with elementwise arithmetic.</summary>
    public static List<object?> Vector(IEnumerable<object?> items) => new Numbers(items);

    public static bool IsVector(List<object?> items) => items is Numbers;

    /// <summary>The last part of a dotted name if it is a function of numbers; otherwise the whole name.</summary>
    public static string Local(string path)
    {
        int dot = path.LastIndexOf('.');
        return dot > 0 && s_modules.Contains(path[..dot]) ? path[(dot + 1)..] : path;
    }

    /// <summary>True if a function maps a function over trees.</summary>
    public static bool IsMap(string? path) => s_maps.Contains(path);

    /// <exception cref="FormatException">The name is unknown.</exception>
    public static object? Find(string path)
    {
        if (IsMap(path))
            return Function(Map);
        if (s_pathMaps.Contains(path))
            return Function(arguments => MapWithPath(arguments[0], (Dictionary<string, object?>)arguments[1]!));
        return Local(path) switch
        {
            "pi" => Math.PI,
            "e" => Math.E,
            "inf" => double.PositiveInfinity,
            "range" or "arange" => Function(Range),
            "len" => Function(a => a[0] is Interpreter.Tensor tensor ? tensor.Shape[0] : (double)Interpreter.Items(a[0]).Count()),
            "list" or "tuple" or "array" or "asarray" => Function(a => a[0] is double ? a[0] : Converted(path, Interpreter.Items(a[0]))),
            "ones" => Function(a => Vector(Enumerable.Repeat((object?)1.0, Length(a[0])))),
            "zeros" => Function(a => Vector(Enumerable.Repeat((object?)0.0, Length(a[0])))),
            "full" => Function(a => Vector(Enumerable.Repeat(a[1], Length(a[0])))),
            "linspace" => Function(a => Linspace(Interpreter.Number(a[0]), Interpreter.Number(a[1]), Length(a[2]))),
            "float" or "int" or "float32" or "float64" or "int32" => Function(a => Interpreter.Elementwise(
                a[0], Local(path).StartsWith("int", StringComparison.Ordinal) ? Math.Truncate : value => value)),
            "bool" => Function(a => Interpreter.IsTrue(a[0])),
            "str" => Function(a => Interpreter.Text(a[0] is Key key ? key.Name : a[0])),
            "sum" => Function(a => Interpreter.Items(a[0]).Sum(Interpreter.Number)),
            "any" => Function(a => Interpreter.Items(a[0]).Any(Interpreter.IsTrue)),
            "all" => Function(a => Interpreter.Items(a[0]).All(Interpreter.IsTrue)),
            "ndim" => Function(a => (double)((Interpreter.Tensor)a[0]!).Shape.Count),
            "size" => Function(a => ((Interpreter.Tensor)a[0]!).Size),
            "where" => Function(a => Interpreter.IsTrue(a[0]) ? a[1] : a[2]),
            "logical_not" => Function(a => !Interpreter.IsTrue(a[0])),
            "logical_and" => Function(a => a.All(Interpreter.IsTrue)),
            "logical_or" => Function(a => a.Any(Interpreter.IsTrue)),
            "sqrt" => Numeric(Math.Sqrt),
            "exp" => Numeric(Math.Exp),
            "log" => Numeric(Math.Log),
            "sin" => Numeric(Math.Sin),
            "cos" => Numeric(Math.Cos),
            "tanh" => Numeric(Math.Tanh),
            "abs" => Numeric(Math.Abs),
            "square" => Numeric(value => value * value),
            "sign" => Numeric(value => Math.Sign(value)),
            "floor" => Numeric(Math.Floor),
            "ceil" => Numeric(Math.Ceiling),
            "minimum" or "min" => Function(a => Extreme(a, isLess: true)),
            "maximum" or "max" => Function(a => Extreme(a, isLess: false)),
            "clip" => Function(a => Math.Min(Math.Max(Interpreter.Number(a[0]), Interpreter.Number(a[1])), Interpreter.Number(a[2]))),
            "power" or "pow" => Function(a => Math.Pow(Interpreter.Number(a[0]), Interpreter.Number(a[1]))),
            _ => throw new FormatException($"The name '{path}' is unknown."),
        };
    }

    /// <summary>A member of a value.</summary>
    public static object? Member(object? of, string name) => (of, name) switch
    {
        (Interpreter.Tensor tensor, "ndim") => (double)tensor.Shape.Count,
        (Interpreter.Tensor tensor, "size") => tensor.Size,
        (Interpreter.Tensor tensor, "shape") => tensor.Shape.Select(size => (object?)(double)size).ToList(),
        (Key key, "key" or "name") => key.Name,
        (Dictionary<string, object?> entries, "items") => Function(_ =>
            entries.Select(object? (entry) => new List<object?> { entry.Key, entry.Value }).ToList()),
        (Dictionary<string, object?> entries, "keys") => Function(_ => entries.Keys.Cast<object?>().ToList()),
        (Dictionary<string, object?> entries, "values") => Function(_ => entries.Values.ToList()),
        (Dictionary<string, object?> entries, "get") => Function(a =>
            entries.TryGetValue(Interpreter.Text(a[0]), out object? value) ? value : a.ElementAtOrDefault(1)),
        (string text, "startswith") => Function(a => text.StartsWith(Interpreter.Text(a[0]), StringComparison.Ordinal)),
        (string text, "endswith") => Function(a => text.EndsWith(Interpreter.Text(a[0]), StringComparison.Ordinal)),
        (double or List<object?>, "astype") => Function(_ => of),
        (List<object?>, "tolist") => Function(_ => of),
        _ => throw new FormatException($"{of} has no '{name}' here."),
    };

    private static Func<object?[], object?> Function(Func<object?[], object?> function) => function;

    private static Func<object?[], object?> Numeric(Func<double, double> function) =>
        arguments => Interpreter.Elementwise(arguments[0], function);

    private static List<object?> Converted(string path, IEnumerable<object?> items) =>
        Local(path) == path ? [.. items] : Vector(items);

    private static object? Map(object?[] arguments) => arguments[1] is Dictionary<string, object?> tree
        ? tree.Keys.ToDictionary(
            name => name,
            name => Interpreter.Call(arguments[0], [.. arguments.Skip(1).Select(a => ((Dictionary<string, object?>)a!)[name])]))
        : Interpreter.Call(arguments[0], [.. arguments.Skip(1)]);

    private static Dictionary<string, object?> MapWithPath(object? function, Dictionary<string, object?> tree) => tree.ToDictionary(
        entry => entry.Key, entry => Interpreter.Call(function, new List<object?> { new Key(entry.Key) }, entry.Value));

    private static object Range(object?[] arguments)
    {
        double[] bounds = [.. arguments.Select(Interpreter.Number)];
        double from = bounds.Length == 1 ? 0 : bounds[0], to = bounds.Length == 1 ? bounds[0] : bounds[1];
        double step = bounds.Length == 3 ? bounds[2] : 1;
        return Vector(Enumerable.Range(0, (int)Math.Max(0, Math.Ceiling((to - from) / step))).Select(object? (i) => from + (step * i)));
    }

    private static List<object?> Linspace(double from, double to, int count) =>
        Vector(Enumerable.Range(0, count).Select(object? (i) => from + ((to - from) * i / (count - 1))));

    private static int Length(object? shape) => (int)(shape is List<object?> sizes
        ? sizes.Aggregate(1.0, (product, size) => product * Interpreter.Number(size))
        : Interpreter.Number(shape));

    private static double Extreme(object?[] arguments, bool isLess)
    {
        var numbers = (arguments is [List<object?> items] ? items : (IEnumerable<object?>)arguments).Select(Interpreter.Number);
        return isLess ? numbers.Min() : numbers.Max();
    }
}
