using SamFast.Generators.Gradients.Ir;
using SamFast.Generators.Gradients.Passes;

namespace SamFast.Generators.Gradients.Emission;

/// <summary>Loops in vectors: whole blocks of 64 bytes, and the rest in a block whose further lanes are left out.</summary>
internal sealed partial class RoutineWriter
{
    private const string Lanes = "L";

    /// <summary>The number of blocks in an iteration of a short loop that only sums.</summary>
    private const int Unrolled = 4;

    private readonly Dictionary<Value, string> _lanes = [];
    private readonly List<Action> _methods = [];
    private Dictionary<(ArrayVariable, string), string> _streams = [];
    private Op? _vector;
    private bool _inlinesLoads;
    private string _index = "";
    private bool _isRest;

    /// <summary>True if a routine has loops in vectors.</summary>
    public static bool HasVectors(Routine routine) => routine.Top.All().Any(op => op.IsVector);

    /// <summary>Writes the call of a method for a loop. Each loop has one, because the JIT inlines a limited number of operations in a
    /// method.</summary>
    private void VectorLoop(Op loop)
    {
        foreach (var carried in loop.Carried)
        {
            string name = Declare(carried.Result);
            _writer.Statement($"{Texts.Of(carried.In.Type)} {name} = {Text(carried.Initial)};");
        }

        var (from, to) = (loop.Arguments[0], loop.Arguments[1]);
        bool isConstant = from.Number is not null && to.Number is not null;
        string count = from.Number == 0 ? Of(to).Within(Expression.Sum) : isConstant
            ? Texts.Of(to.Number!.Value - from.Number!.Value, NumberType.Integer) : $"{Of(to).Within(Expression.Sum)} - {Of(from).Within(Expression.Product)}";
        string? condition = Idle(loop) is { } adjoint ? $"{_names[adjoint]} != 0" : null;
        if (!isConstant)
        {
            string variable = Fresh("count");
            _writer.Statement($"int {variable} = {count};");
            (count, condition) = (variable, condition is null ? $"{variable} > 0" : $"{variable} > 0 && {condition}");
        }

        if (condition is null)
        {
            Call(loop, count);
            return;
        }

        using (_writer.Block($"if ({condition})"))
            Call(loop, count);
    }

    private void Call(Op loop, string count)
    {
        string method = $"{_name}Loop{(_methods.Count == 0 ? "" : (_methods.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture))}";
        var parameters = new List<string>();
        var arguments = new List<string>();
        var streams = Streams(loop, count, parameters, arguments);
        parameters.Add("int count");
        arguments.Add(count);
        var uniform = Uniform(loop, parameters, arguments);
        var sums = loop.Carried.Select(c => _names[c.Result].TrimStart('@')).ToArray();
        string result = "void", head = "";
        if (sums.Length == 1)
        {
            result = _element;
            head = $"{_names[loop.Carried[0].Result]} += ";
        }
        else
        {
            parameters.AddRange(sums.Select(sum => $"ref {_element} {Symbols.Names.Escape(sum)}"));
            arguments.AddRange(sums.Select(sum => $"ref {Symbols.Names.Escape(sum)}"));
        }

        _writer.Call($"{head}{method}<{Lanes}>", arguments, ";");
        _methods.Add(() =>
        {
            (_vector, _streams) = (loop, streams);
            _writer.Line("[CompilerServices::MethodImpl(");
            _writer.Line("    CompilerServices::MethodImplOptions.NoInlining | CompilerServices::MethodImplOptions.AggressiveOptimization)]");
            _writer.Call($"private static {result} {method}<{Lanes}>", parameters, "");
            _writer.Statement($"    {Symbols.LaneType.ConstraintOf(Lanes, _element)}");
            using (_writer.Braces())
                Blocks(loop, sums, uniform);
            _vector = null;
        });
    }

    /// <summary>References to the first elements of arrays whose elements follow the index.</summary>
    private Dictionary<(ArrayVariable, string), string> Streams(Op loop, string count, List<string> parameters, List<string> arguments)
    {
        var streams = new Dictionary<(ArrayVariable, string), string>();
        var taken = new HashSet<string>();
        foreach (var op in loop.Body.All().Where(o => o.Kind is OpKind.Load or OpKind.Store or OpKind.AddTo && Memory.MovesWith(o.Arguments[0], loop)))
        {
            string start = Start(op.Arguments[0], loop, loop.Arguments[0]);
            if (streams.ContainsKey((op.Array!, start)))
                continue;
            string name = Numbered(op.Array!.Name, taken);
            streams[(op.Array, start)] = name;
            parameters.Add($"ref {op.Array.Storage} {name}");
            arguments.Add($"ref SamFast::Runtime.GradientCall.First{(op.Array.IsMutable ? $"<{op.Array.Storage}>" : "")}({Name(op.Array)}, {start}, {count})");
        }

        return streams;
    }

    private static string Numbered(string name, HashSet<string> taken)
    {
        string numbered = name;
        for (int number = 2; !taken.Add(numbered) || numbered is "count" or "at" or Lanes or "rest"; number++)
            numbered = name + number;
        return Symbols.Names.Escape(numbered);
    }

    /// <summary>The values that are the same in all lanes.</summary>
    private List<(Value Value, string Name)> Uniform(Op loop, List<string> parameters, List<string> arguments)
    {
        var uniform = new List<(Value Value, string Name)>();
        foreach (var value in loop.Body.All().SelectMany(op => op.Arguments.Concat(op.Merges.SelectMany(m => new[] { m.Then, m.Else }))))
        {
            if (!value.IsReal || value.Number is not null || uniform.Any(u => u.Value == value) || !IsUniform(value, loop))
                continue;
            string name = Fresh((_names.TryGetValue(value, out string? known) ? known.TrimStart('@') : value.Name ?? "t") + "All");
            uniform.Add((value, name));
            parameters.Add($"{_element} {name}Value");
            arguments.Add(value.Home.IsWithin(loop.Body) ? Compute(value.Definition!).Text : Text(value));
        }

        return uniform;
    }

    private void Blocks(Op loop, string[] results, List<(Value Value, string Name)> uniform)
    {
        bool isUnrolled = loop.Carried.Count == 1 && loop.Body.Ops.All(op => op.Kind is not (OpKind.Store or OpKind.AddTo)) && Work(loop) <= 6
            && loop.Body.Ops.All(op => IsInlined(op) || op == loop.Carried[0].Out.Definition);
        _inlinesLoads = isUnrolled;
        foreach (var (_, name) in uniform)
            _writer.Statement($"{Lanes} {name} = {Lanes}.Create({name}Value);");
        string[][] sums = [.. loop.Carried.Select((c, k) => Enumerable.Range(0, isUnrolled ? Unrolled : 1).Select(i =>
            Fresh(results[k] + "Sum" + (isUnrolled ? i.ToString(System.Globalization.CultureInfo.InvariantCulture) : ""))).ToArray())];
        foreach (string sum in sums.SelectMany(s => s))
            _writer.Statement($"{Lanes} {sum} = {Lanes}.Zero;");
        _writer.Line("int at = 0;");
        Begin();
        if (isUnrolled)
        {
            using (_writer.Block($"for (; at <= count - ({Unrolled} * {Lanes}.Count); at += {Unrolled} * {Lanes}.Count)"))
            {
                for (int i = 0; i < Unrolled; i++)
                {
                    _index = i == 0 ? "at" : i == 1 ? $"at + {Lanes}.Count" : $"at + ({i} * {Lanes}.Count)";
                    Accumulate(loop.Carried[0], sums[0][i]);
                    Begin();
                }
            }
        }

        using (_writer.Block($"for (; at <= count - {Lanes}.Count; at += {Lanes}.Count)"))
            Block(loop, sums);
        Begin();
        using (_writer.Block("if (at < count)"))
        {
            _isRest = true;
            _writer.Line("int rest = count - at;");
            Block(loop, sums);
            _isRest = false;
        }

        for (int i = 0; i < results.Length; i++)
        {
            string total = isUnrolled ? $"({sums[i][0]} + {sums[i][1]}) + ({sums[i][2]} + {sums[i][3]})" : sums[i][0];
            string text = $"SamFast::Runtime.GradientCall.Sum<{Lanes}, {_element}>({total});";
            _writer.Statement(results.Length == 1 ? $"return {text}" : $"{Symbols.Names.Escape(results[i])} += {text}");
        }

        void Begin()
        {
            _index = "at";
            _lanes.Clear();
            foreach (var (value, name) in uniform)
                _lanes[value] = name;
        }
    }

    private static int Work(Op loop) => loop.Body.All().Count(op => op.Result is { IsReal: true } && op.Kind is not OpKind.Constant)
        + (4 * loop.Body.All().Count(op => op.Function is { IsExpensive: true }));

    /// <summary>The index of the first iteration.</summary>
    private string Start(Value index, Op loop, Value from)
    {
        return At(index).Text;

        Expression At(Value value)
        {
            if (value == loop.Index)
                return Of(from);
            if (value.Definition is { Kind: OpKind.Operator, Text: "+" or "-" } op && value.Home.IsWithin(loop.Body))
            {
                var (left, right) = (At(op.Arguments[0]), At(op.Arguments[1]));
                if (op.Text == "+" && left.Text == "0")
                    return right;
                if (right.Text == "0")
                    return left;
                return new($"{left.Within(Expression.Sum)} {op.Text} {right.Within(Expression.Product)}", Expression.Sum);
            }

            return Of(value);
        }
    }

    private static bool IsUniform(Value value, Op loop) => value.Number is not null || !value.Home.IsWithin(loop.Body) || value.Definition switch
    {
        { Kind: OpKind.Load } load => Memory.IsOutside(load.Arguments[0], loop),
        { Kind: OpKind.Convert } convert => Memory.IsOutside(convert.Arguments[0], loop),
        { Kind: OpKind.Operator or OpKind.Call } op => op.Result!.IsReal && op.Arguments.All(a => IsUniform(a, loop)),
        _ => false,
    };

    private void Block(Op loop, string[][] sums)
    {
        foreach (var op in loop.Body.Ops)
            VectorStatement(op, loop);
        for (int i = 0; i < loop.Carried.Count; i++)
            Accumulate(loop.Carried[i], sums[i][0]);
    }

    private void VectorStatement(Op op, Op loop)
    {
        switch (op.Kind)
        {
            case OpKind.Store:
                Put(op, Vector(op.Arguments[1]));
                break;
            case OpKind.AddTo:
                string stream = Stream(op);
                Put(op, Contracted("+", new($"{Get(stream)}", Expression.Primary), op.Arguments[1]));
                break;
            case OpKind.If:
                foreach (var inner in op.Regions.SelectMany(r => r.Ops))
                    VectorStatement(inner, loop);
                foreach (var merge in op.Merges.Where(m => !IsVectorInlined(m.Result)))
                    Local(merge.Result, Vector(merge.Result));
                break;
            default:
                if (op.Result is { IsReal: true } result && !_lanes.ContainsKey(result) && !IsVectorInlined(result) && !IsSum(result, loop)
                    && op.Kind != OpKind.Constant)
                {
                    Local(result, Vector(result));
                }

                break;
        }
    }

    private static bool IsSum(Value value, Op loop) => loop.Carried.Any(c => c.Out == value);

    private bool IsVectorInlined(Value value) => IsUsedOnce(value) && (_inlinesLoads || value.Definition!.Kind != OpKind.Load);

    private void Local(Value value, Expression expression)
    {
        string name = Fresh(value.Name ?? Suggestion(value));
        _writer.Statement($"{Lanes} {name} = {expression.Text};");
        _lanes[value] = name;
    }

    private static string Suggestion(Value value) => value.Definition switch
    {
        { Kind: OpKind.Call } call => char.ToLowerInvariant(call.Text[0]) + call.Text.Substring(1),
        { Kind: OpKind.Load } load => load.Array!.Name + "s",
        _ => "t",
    };

    private void Accumulate(Carried carried, string sum)
    {
        var op = carried.Out.Definition!;
        var added = op.Arguments[1];
        if (_isRest)
        {
            string first = $"{Lanes}.First({Vector(added).Text}, rest)";
            _writer.Statement($"{sum} {op.Text}= {first};");
        }
        else if (Product(added) is { } product)
        {
            string factor = op.Text == "-" ? Vector(product[0]).Within(Expression.Primary).Insert(0, "-") : Vector(product[0]).Text;
            _writer.Statement($"{sum} = {Lanes}.MultiplyAdd({factor}, {Vector(product[1]).Text}, {sum});");
        }
        else
        {
            _writer.Statement($"{sum} {op.Text}= {Vector(added).Text};");
        }
    }

    private string Stream(Op op)
    {
        // Expressions of indices were written before the loop.
        string start = Start(op.Arguments[0], _vector!, _vector!.Arguments[0]);
        return _streams[(op.Array!, start)];
    }

    private string At => _index.Contains(' ') ? $"({_index})" : _index;

    private string Get(string stream) => _isRest
        ? $"SamFast::Runtime.GradientCall.Load<{Lanes}, {_element}>(ref {stream}, {_index}, rest)"
        : $"{Lanes}.Load(ref {stream}, (System::UIntPtr){At})";

    private void Put(Op op, Expression value) => _writer.Statement(_isRest
        ? $"SamFast::Runtime.GradientCall.Store<{Lanes}, {_element}>({value.Text}, ref {Stream(op)}, {_index}, rest);"
        : $"{Lanes}.Store({value.Text}, ref {Stream(op)}, (System::UIntPtr){At});");

    /// <summary>The factors of a product that is computed in the loop, to be contracted with an addition.</summary>
    private Value[]? Product(Value value) => value.Definition is { Kind: OpKind.Operator, Text: "*", Arguments: { Length: 2 } factors }
        && _vector is not null && value.Home.IsWithin(_vector.Body)
        && (!_lanes.ContainsKey(value) || factors.All(f => f.Number is not null || _lanes.ContainsKey(f))) ? factors : null;

    /// <summary>A value in each lane.</summary>
    private Expression Vector(Value value)
    {
        if (_lanes.TryGetValue(value, out string? name))
            return new(name, Expression.Primary);
        if (value.Number is { } number)
        {
            return new(
                number == 0 ? $"{Lanes}.Zero" : number == 1 ? $"{Lanes}.One" : $"{Lanes}.Create({Texts.Of(number, NumberType.Double)})", Expression.Primary);
        }

        var op = value.Definition!;
        switch (op.Kind)
        {
            case OpKind.Load: return new(Get(Stream(op)), Expression.Primary);
            case OpKind.Call when op.Text == "Stop": return Vector(op.Arguments[0]);
            case OpKind.Call:
                return new($"{Lanes}.{op.Function!.Lanes}({string.Join(", ", op.Arguments.Select(a => Vector(a).Text))})", Expression.Primary);
            case OpKind.If:
                var merge = op.Merges.Single(m => m.Result == value);
                return Selected(op.Arguments[0].Definition!, Vector(merge.Then).Text, Vector(merge.Else).Text);
            case OpKind.Operator when op.Arguments.Length == 1:
                return new("-" + Vector(op.Arguments[0]).Within(Expression.Primary), Expression.Prefix);
            case OpKind.Operator when op.Text is "+" or "-": return Contracted(op);
            case OpKind.Operator:
                int precedence = Expression.Of(op.Text);
                return new($"{Vector(op.Arguments[0]).Within(precedence)} {op.Text} {Vector(op.Arguments[1]).Within(precedence + 1)}", precedence);
            default: throw new InvalidOperationException($"{op.Kind} has no vector form.");
        }
    }

    /// <summary>A sum or a difference, with a product in one rounding.</summary>
    private Expression Contracted(Op op)
    {
        var (left, right) = (op.Arguments[0], op.Arguments[1]);
        if (Product(left) is { } product)
        {
            string rest = op.Text == "+" ? Vector(right).Text : "-" + Vector(right).Within(Expression.Primary);
            return new($"{Lanes}.MultiplyAdd({Vector(product[0]).Text}, {Vector(product[1]).Text}, {rest})", Expression.Primary);
        }

        return Contracted(op.Text, Vector(left), right);
    }

    private Expression Contracted(string symbol, Expression left, Value right)
    {
        if (Product(right) is { } product)
        {
            string factor = symbol == "+" ? Vector(product[0]).Text : "-" + Vector(product[0]).Within(Expression.Primary);
            return new($"{Lanes}.MultiplyAdd({factor}, {Vector(product[1]).Text}, {left.Text})", Expression.Primary);
        }

        return new($"{left.Within(Expression.Sum)} {symbol} {Vector(right).Within(Expression.Product)}", Expression.Sum);
    }

    private Expression Selected(Op condition, string then, string otherwise)
    {
        string a = Vector(condition.Arguments[0]).Text, b = Vector(condition.Arguments[1]).Text;
        // NaN makes every comparison false but "!=".
        return new(condition.Text switch
        {
            ">" => $"{Lanes}.IfGreater({a}, {b}, {then}, {otherwise})",
            "<" => $"{Lanes}.IfLess({a}, {b}, {then}, {otherwise})",
            "==" => $"{Lanes}.IfEqual({a}, {b}, {then}, {otherwise})",
            "!=" => $"{Lanes}.IfEqual({a}, {b}, {otherwise}, {then})",
            ">=" => $"{Lanes}.IfGreater({a}, {b}, {then}, {Lanes}.IfEqual({a}, {b}, {then}, {otherwise}))",
            _ => $"{Lanes}.IfLess({a}, {b}, {then}, {Lanes}.IfEqual({a}, {b}, {then}, {otherwise}))",
        }, Expression.Primary);
    }
}
