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
    private readonly Dictionary<(ArrayVariable, string), string> _streams = [];
    private Op? _vector;
    private bool _inlinesLoads;
    private string _index = "";
    private bool _isRest;
    private string _element = "";

    /// <summary>True if a routine has loops in vectors.</summary>
    public static bool HasVectors(Routine routine) => routine.Top.All().Any(op => op.IsVector);

    private void VectorLoop(Op loop)
    {
        _vector = loop;
        _element = Texts.Of(_routine.Point!.Type);
        _lanes.Clear();
        _streams.Clear();
        foreach (var carried in loop.Carried)
        {
            string name = Declare(carried.Result);
            _writer.Line($"{Texts.Of(carried.In.Type)} {name} = {Text(carried.Initial)};");
        }

        var (from, to) = (loop.Arguments[0], loop.Arguments[1]);
        bool isConstant = from.Number is not null && to.Number is not null;
        string count = from.Number == 0 ? Of(to).Within(Expression.Sum) : isConstant
            ? Texts.Of(to.Number!.Value - from.Number!.Value, NumberType.Integer) : $"{Of(to).Within(Expression.Sum)} - {Of(from).Within(Expression.Product)}";
        if (!isConstant)
        {
            string name = Fresh("count");
            _writer.Line($"int {name} = {count};");
            count = name;
            using (_writer.Block($"if ({count} > 0)"))
                Blocks(loop, count);
        }
        else
        {
            using (_writer.Braces())
                Blocks(loop, count);
        }

        _vector = null;
    }

    private void Blocks(Op loop, string count)
    {
        Streams(loop, count);
        Invariants(loop);
        bool isUnrolled = loop.Carried.Count == 1 && loop.Body.Ops.All(op => op.Kind is not (OpKind.Store or OpKind.AddTo)) && Work(loop) <= 6
            && loop.Body.Ops.All(op => IsInlined(op) || op == loop.Carried[0].Out.Definition);
        _inlinesLoads = isUnrolled;
        int copies = isUnrolled ? Unrolled : 1;
        var sums = loop.Carried.Select(c => Enumerable.Range(0, copies).Select(i =>
            Fresh(_names[c.Result].TrimStart('@') + "Sum" + (copies > 1 ? i.ToString(System.Globalization.CultureInfo.InvariantCulture) : ""))).ToArray()).ToArray();
        foreach (string sum in sums.SelectMany(s => s))
            _writer.Line($"{Lanes} {sum} = {Lanes}.Zero;");
        _index = Fresh("at");
        string index = _index;
        _writer.Line($"int {index} = 0;");
        if (isUnrolled)
        {
            using (_writer.Block($"for (; {index} <= {count} - ({Unrolled} * {Lanes}.Count); {index} += {Unrolled} * {Lanes}.Count)"))
            {
                for (int i = 0; i < Unrolled; i++)
                {
                    _index = i == 0 ? index : i == 1 ? $"{index} + {Lanes}.Count" : $"{index} + ({i} * {Lanes}.Count)";
                    Accumulate(loop.Carried[0], sums[0][i]);
                    _lanes.Clear();
                    Invariants(loop, isWritten: true);
                }
            }

            _index = index;
        }

        using (_writer.Block($"for (; {index} <= {count} - {Lanes}.Count; {index} += {Lanes}.Count)"))
            Block(loop, sums);
        _lanes.Clear();
        Invariants(loop, isWritten: true);
        using (_writer.Block($"if ({index} < {count})"))
        {
            _isRest = true;
            string rest = Fresh("rest");
            _writer.Line($"int {rest} = {count} - {index};");
            _rest = rest;
            Block(loop, sums);
            _isRest = false;
        }

        for (int i = 0; i < loop.Carried.Count; i++)
        {
            string total = isUnrolled ? $"({sums[i][0]} + {sums[i][1]}) + ({sums[i][2]} + {sums[i][3]})" : sums[i][0];
            _writer.Line($"{_names[loop.Carried[i].Result]} += SamFast::Runtime.GradientCall.Sum<{Lanes}, {Texts.Of(loop.Carried[i].In.Type)}>({total});");
        }
    }

    private string _rest = "";

    private static int Work(Op loop) => loop.Body.All().Count(op => op.Result is { IsReal: true } && op.Kind is not OpKind.Constant)
        + (4 * loop.Body.All().Count(op => op.Function is { IsExpensive: true }));

    /// <summary>References to the first elements of arrays whose elements follow the index.</summary>
    private void Streams(Op loop, string count)
    {
        var from = loop.Arguments[0];
        foreach (var op in loop.Body.All().Where(o => o.Kind is OpKind.Load or OpKind.Store or OpKind.AddTo && Memory.MovesWith(o.Arguments[0], loop)))
        {
            string start = Start(op.Arguments[0], loop, from);
            if (_streams.ContainsKey((op.Array!, start)))
                continue;
            string name = Fresh(op.Array!.Name + "Block");
            _streams[(op.Array, start)] = name;
            string slice = $"{Name(op.Array)}, {start}, {count}";
            _writer.Line($"ref {op.Array.Storage} {name} = ref SamFast::Runtime.GradientCall.First({slice});");
        }
    }

    /// <summary>The index of the first iteration.</summary>
    private string Start(Value index, Op loop, Value from)
    {
        string text = At(index).Text;
        return text;

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

    /// <summary>The values that are the same in all lanes.</summary>
    private void Invariants(Op loop, bool isWritten = false)
    {
        foreach (var op in loop.Body.All().ToArray())
        {
            foreach (var value in op.Arguments.Concat(op.Merges.SelectMany(m => new[] { m.Then, m.Else })))
            {
                if (!value.IsReal || value.Number is not null || _lanes.ContainsKey(value) || !IsUniform(value, loop))
                    continue;
                if (!_invariants.TryGetValue((loop, value), out string? name))
                {
                    name = Fresh((_names.TryGetValue(value, out string? known) ? known.TrimStart('@') : value.Name ?? "t") + "All");
                    _invariants[(loop, value)] = name;
                }

                _lanes[value] = name;
                if (!isWritten)
                    _writer.Line($"{Lanes} {name} = {Lanes}.Create({Uniform(value, loop)});");
            }
        }
    }

    private readonly Dictionary<(Op, Value), string> _invariants = [];

    private static bool IsUniform(Value value, Op loop) => value.Number is not null || !value.Home.IsWithin(loop.Body) || value.Definition switch
    {
        { Kind: OpKind.Load } load => !load.Array!.IsMutable && Memory.IsOutside(load.Arguments[0], loop),
        { Kind: OpKind.Convert } convert => Memory.IsOutside(convert.Arguments[0], loop),
        { Kind: OpKind.Operator or OpKind.Call } op => op.Result!.IsReal && op.Arguments.All(a => IsUniform(a, loop)),
        _ => false,
    };

    private string Uniform(Value value, Op loop) => !value.Home.IsWithin(loop.Body) ? Text(value) : Compute(value.Definition!).Text;

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
        _writer.Line($"{Lanes} {name} = {expression.Text};");
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
            string first = $"{Lanes}.First({Vector(added).Text}, {_rest})";
            _writer.Line($"{sum} {op.Text}= {first};");
        }
        else if (Product(added) is { } product)
        {
            string factor = op.Text == "-" ? Vector(product[0]).Within(Expression.Primary).Insert(0, "-") : Vector(product[0]).Text;
            _writer.Line($"{sum} = {Lanes}.MultiplyAdd({factor}, {Vector(product[1]).Text}, {sum});");
        }
        else
        {
            _writer.Line($"{sum} {op.Text}= {Vector(added).Text};");
        }
    }

    private string Stream(Op op) => _streams[(op.Array!, Start(op.Arguments[0], _vector!, _vector!.Arguments[0]))];

    private string At => _index.Contains(' ') ? $"({_index})" : _index;

    private string Get(string stream) => _isRest
        ? $"SamFast::Runtime.GradientCall.Load<{Lanes}, {_element}>(ref {stream}, {_index}, {_rest})"
        : $"{Lanes}.Load(ref {stream}, (System::UIntPtr){At})";

    private void Put(Op op, Expression value) => _writer.Line(_isRest
        ? $"SamFast::Runtime.GradientCall.Store<{Lanes}, {_element}>({value.Text}, ref {Stream(op)}, {_index}, {_rest});"
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
