namespace SamFast.Generators.Gradients.Ir;

/// <summary>The functions with built-in derivatives. At ties and corners, the derivatives are those of JAX.</summary>
internal static class Functions
{
    private static readonly Dictionary<string, Function> _all = new Function[]
    {
        Shared(new("Exp", (b, x, y, _) => y, "Exp")),
        new("Exp2", (b, x, y, _) => b.Multiply(y, Of(b, y, Math.Log(2)))),
        new("Exp10", (b, x, y, _) => b.Multiply(y, Of(b, y, Math.Log(10)))),
        Shared(new("ExpM1", (b, x, y, _) => b.Add(y, Of(b, y, 1)), "ExpM1")),
        Shared(new("Log", (b, x, y, _) => b.Divide(Of(b, y, 1), x[0]), "Log")),
        new("Log2", (b, x, y, _) => b.Divide(Of(b, y, 1 / Math.Log(2)), x[0])),
        new("Log10", (b, x, y, _) => b.Divide(Of(b, y, 1 / Math.Log(10)), x[0])),
        Shared(new("LogP1", (b, x, y, _) => b.Divide(Of(b, y, 1), b.Add(Of(b, y, 1), x[0])!), "LogP1")),
        new("Sqrt", (b, x, y, _) => b.Divide(Of(b, y, 0.5), y), "Sqrt") { IsExpensive = false },
        Shared(new("Cbrt", (b, x, y, _) => b.Divide(Of(b, y, 1.0 / 3), Square(b, y)), "Cbrt")),
        Shared(new("Sin", (b, x, y, _) => b.Call(Named("Cos"), x[0]), "Sin")),
        Shared(new("Cos", (b, x, y, _) => b.Negate(b.Call(Named("Sin"), x[0])), "Cos")),
        new("Tan", (b, x, y, _) => b.Add(Of(b, y, 1), Square(b, y))),
        new("Asin", (b, x, y, _) => b.Divide(Of(b, y, 1), b.Call(Named("Sqrt"), OneMinusSquare(b, x[0])))),
        new("Acos", (b, x, y, _) => b.Divide(Of(b, y, -1), b.Call(Named("Sqrt"), OneMinusSquare(b, x[0])))),
        new("Atan", (b, x, y, _) => b.Divide(Of(b, y, 1), b.Add(Of(b, y, 1), Square(b, x[0]))!)),
        new("Atan2", (b, x, y, k) => b.Divide(k == 0 ? x[1] : b.Negate(x[0]), b.Add(Square(b, x[0]), Square(b, x[1]))!)),
        new("Sinh", (b, x, y, _) => b.Call(Named("Cosh"), x[0])),
        new("Cosh", (b, x, y, _) => b.Call(Named("Sinh"), x[0])),
        Shared(new("Tanh", (b, x, y, _) => OneMinusSquare(b, y), "Tanh")),
        new("Asinh", (b, x, y, _) => b.Divide(Of(b, y, 1), b.Call(Named("Sqrt"), b.Add(Square(b, x[0]), Of(b, y, 1))!))),
        new("Acosh", (b, x, y, _) => b.Divide(Of(b, y, 1), b.Call(Named("Sqrt"), b.Subtract(Square(b, x[0]), Of(b, y, 1))!))),
        new("Atanh", (b, x, y, _) => b.Divide(Of(b, y, 1), OneMinusSquare(b, x[0]))),
        new("Hypot", (b, x, y, k) => b.Select(
            b.Operator("==", y, Of(b, y, 0)), Of(b, y, 0), b.Divide(x[k], y)!)),
        Shared(new("Pow", PartialOfPow, "Pow")),
        Shared(new("Sigmoid", (b, x, y, _) => b.Multiply(y, b.Subtract(Of(b, y, 1), y)), "Sigmoid")),
        Shared(new("Softplus", (b, x, y, _) => b.Call(Named("Sigmoid"), x[0]), "Softplus")),
        new("Abs", (b, x, y, _) => SignOf(b, x[0]), "Abs") { IsExpensive = false },
        new("Max", (b, x, y, k) => Chosen(b, x[k], x[1 - k]), "Max") { IsExpensive = false },
        new("Min", (b, x, y, k) => Chosen(b, x[1 - k], x[k]), "Min") { IsExpensive = false },
        new("CopySign", (b, x, y, k) => k == 1 ? null : b.Select(
            b.Operator("==", y, x[0]), b.Select(b.Operator("==", y, Of(b, y, 0)), Of(b, y, 0), Of(b, y, 1)), Of(b, y, -1)), "CopySign") { IsExpensive = false },
        new("FusedMultiplyAdd", (b, x, y, k) => k == 2 ? Of(b, y, 1) : x[1 - k], "MultiplyAdd") { IsExpensive = false },
    }.ToDictionary(function => function.Name);

    /// <summary>A function of lanes, which numbers share: its bits depend neither on the vectors nor on the C library.</summary>
    private static Function Shared(Function function) => function with { Method = "SamFast::Runtime.Scalar." + function.Name, HasPair = function.Name is "Exp" or "Log" };

    /// <summary>Functions whose derivative is 0 wherever they have one.</summary>
    public static IReadOnlyCollection<string> Steps { get; } = ["Floor", "Ceiling", "Round", "Truncate", "Sign"];

    /// <summary>The functions.</summary>
    public static IEnumerable<Function> All => _all.Values;

    /// <summary>Looks up a function of <c>Math</c>, <c>MathF</c>, or a number type.</summary>
    public static Function? Find(string name, int arguments) =>
        _all.TryGetValue(name, out var function) && arguments == Arguments(name) ? function : null;

    private static int Arguments(string name) =>
        name == "FusedMultiplyAdd" ? 3 : name is "Atan2" or "Hypot" or "Pow" or "Max" or "Min" or "CopySign" ? 2 : 1;

    public static Function Named(string name) => _all[name];

    private static Value Of(Builder b, Value like, double number) => b.Constant(number, like.Type);

    private static Value Square(Builder b, Value x) => b.Multiply(x, x)!;

    private static Value OneMinusSquare(Builder b, Value x) => b.Subtract(Of(b, x, 1), Square(b, x))!;

    /// <summary>1 if x is greater than y, one half if both are equal, and 0 otherwise.</summary>
    private static Value Chosen(Builder b, Value x, Value y) => b.Select(
        b.Operator(">", x, y), Of(b, x, 1), b.Select(b.Operator("==", x, y), Of(b, x, 0.5), Of(b, x, 0)));

    /// <summary>1, -1, or 0 for 0; NaN for NaN.</summary>
    private static Value SignOf(Builder b, Value x) => b.Select(
        b.Operator(">", x, Of(b, x, 0)), Of(b, x, 1), b.Select(b.Operator("<", x, Of(b, x, 0)), Of(b, x, -1), b.Multiply(x, Of(b, x, 0))!));

    private static Value? PartialOfPow(Builder b, Value[] x, Value y, int argument)
    {
        if (argument == 0)
        {
            if (x[1].Number is { } power)
                return power == 0 ? null : b.Multiply(x[1], power == 2 ? x[0] : power == 1 ? Of(b, y, 1) : b.Call(Named("Pow"), x[0], Of(b, y, power - 1)));
            var slope = b.Multiply(x[1], b.Call(Named("Pow"), x[0], b.Subtract(x[1], Of(b, y, 1))!))!;
            return b.Select(b.Operator("==", x[1], Of(b, y, 0)), Of(b, y, 0), slope);
        }

        var isZero = b.Operator("==", x[0], Of(b, y, 0));
        return b.Multiply(y, b.Select(isZero, Of(b, y, 0), b.Call(Named("Log"), x[0])));
    }
}
