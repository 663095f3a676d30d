namespace SamFast.Generators.Gradients.Ir;

/// <summary>Appends operations to a region, and simplifies them. A null operand is zero.</summary>
internal sealed class Builder(Region region)
{
    public Region Region { get; private set; } = region;

    /// <summary>Continues in another region until it is disposed.</summary>
    public IDisposable Within(Region inner)
    {
        var outer = Region;
        Region = inner;
        return new Return(this, outer);
    }

    public Value Constant(double number, NumberType type) =>
        Append(new Op(OpKind.Constant, Region) { Number = number }, type);

    public Value Integer(int number) => Constant(number, NumberType.Integer);

    public Value Boolean(bool value) => Constant(value ? 1 : 0, NumberType.Boolean);

    public Value Parameter(string name, NumberType type) => Append(new Op(OpKind.Parameter, Region) { Text = name }, type);

    public Value Length(ArrayVariable array) => Append(new Op(OpKind.Length, Region) { Array = array }, NumberType.Integer);

    public Value Convert(Value value, NumberType type)
    {
        if (value.Type == type)
            return value;
        if (value.Number is { } number && type != NumberType.Integer)
            return Constant(type == NumberType.Single ? (float)number : number, type);
        return Append(new Op(OpKind.Convert, Region, value), type);
    }

    public Value Call(Function function, params Value[] arguments) =>
        Append(new Op(OpKind.Call, Region, arguments) { Function = function, Text = function.Name }, arguments[0].Type);

    public Value Unit(int lane) => Append(new Op(OpKind.Unit, Region) { Number = lane }, NumberType.Lanes);

    public Value Broadcast(Value number) => number.Number is { } constant ? Constant(constant, NumberType.Lanes)
        : Append(new Op(OpKind.Broadcast, Region, number), NumberType.Lanes);

    public Value Element(Value lanes, int lane, NumberType type) => Append(new Op(OpKind.Element, Region, lanes) { Number = lane }, type);

    public Value Load(ArrayVariable array, Value index, Value? condition = null) =>
        Append(new Op(OpKind.Load, Region, condition is null ? [index] : [index, condition]) { Array = array }, array.Type);

    public void Store(ArrayVariable array, Value index, Value value) =>
        Region.Ops.Add(new Op(OpKind.Store, Region, index, value) { Array = array });

    public void AddTo(ArrayVariable array, Value index, Value value, Value? condition = null) =>
        Region.Ops.Add(new Op(OpKind.AddTo, Region, condition is null ? [index, value] : [index, value, condition]) { Array = array });

    public void Clear(ArrayVariable array, Value start, Value length) =>
        Region.Ops.Add(new Op(OpKind.Clear, Region, start, length) { Array = array });

    public void Declare(ArrayVariable array, Value length) => Region.Ops.Add(new Op(OpKind.Declare, Region, length) { Array = array });

    public Value? Negate(Value? a) => a is null ? null
        : a.Number is { } number ? Constant(-number, a.Type)
        : Negated(a) ?? Operator("-", a);

    /// <summary>The operand of a negation.</summary>
    private static Value? Negated(Value a) =>
        a.Definition is { Kind: OpKind.Operator, Text: "-", Arguments.Length: 1 } negation ? negation.Arguments[0] : null;

    public Value? Add(Value? a, Value? b) => a is null ? b : b is null ? a
        : Negated(b) is { } subtracted ? Operator("-", a, subtracted)
        : Negated(a) is { } first ? Operator("-", b, first)
        : Operator("+", a, b);

    public Value? Subtract(Value? a, Value? b) => b is null ? a : a is null ? Negate(b)
        : Negated(b) is { } added ? Operator("+", a, added)
        : Operator("-", a, b);

    public Value? Multiply(Value? a, Value? b)
    {
        if (a is null || b is null)
            return null;
        if (a.Number == 1)
            return b;
        if (b.Number == 1)
            return a;
        if (a.Number == -1)
            return Negate(b);
        if (b.Number == -1)
            return Negate(a);
        if (Negated(a) is { } positive)
            return Negate(Multiply(positive, b));
        if (Negated(b) is { } other)
            return Negate(Multiply(a, other));
        return Operator("*", a, b);
    }

    public Value? Divide(Value? a, Value b) => a is null ? null
        : b.Number == 1 ? a
        : Negated(a) is { } positive ? Negate(Divide(positive, b))
        : Operator("/", a, b);

    /// <summary>One of two values.</summary>
    public Value Select(Value condition, Value then, Value otherwise)
    {
        if (condition.Number is { } known)
            return known != 0 ? then : otherwise;
        var op = new Op(OpKind.If, Region, condition);
        op.Regions = [new Region(op), new Region(op)];
        var result = new Value(then.Type, Region) { Definition = op };
        op.Merges.Add(new Merge(then, otherwise, result));
        Region.Ops.Add(op);
        return result;
    }

    /// <summary>An operator with one or two operands, folded if they are constant integers.</summary>
    public Value Operator(string symbol, params Value[] operands)
    {
        if (Folded(symbol, operands) is { } folded)
            return folded;
        bool isComparison = symbol is "<" or ">" or "<=" or ">=" or "==" or "!=" or "!";
        return Append(new Op(OpKind.Operator, Region, operands) { Text = symbol }, isComparison ? NumberType.Boolean : operands[0].Type);
    }

    private Value? Folded(string symbol, Value[] operands)
    {
        if (operands.Any(o => o.Type != NumberType.Integer))
        {
            return symbol == "!" && operands[0].Number is { } truth ? Boolean(truth == 0)
                : symbol == "-" && operands.Length == 1 && operands[0].Number is { } real ? Constant(-real, operands[0].Type) : null;
        }

        if (operands.Length == 2 && operands[1].Number == 0 && (symbol is "+" or "-"))
            return operands[0];
        if (operands.Length == 2 && operands[0].Number == 0 && symbol == "+")
            return operands[1];
        if (operands.Length == 2 && symbol == "*" && (operands[0].Number == 1 || operands[1].Number == 1))
            return operands[0].Number == 1 ? operands[1] : operands[0];
        if (operands.Any(o => o.Number is null))
            return null;
        long a = (long)operands[0].Number!.Value, b = operands.Length == 2 ? (long)operands[1].Number!.Value : 0;
        long? result = (symbol, operands.Length) switch
        {
            ("+", 2) => a + b,
            ("-", 2) => a - b,
            ("-", 1) => -a,
            ("*", 2) => a * b,
            ("/", 2) when b != 0 => a / b,
            ("%", 2) when b != 0 => a % b,
            _ => null,
        };
        if (result is { } number && number == (int)number)
            return Integer((int)number);
        bool? relation = symbol switch { "<" => a < b, ">" => a > b, "<=" => a <= b, ">=" => a >= b, "==" => a == b, "!=" => a != b, _ => null };
        return relation is { } known && operands.Length == 2 ? Boolean(known) : null;
    }

    public Value Append(Op op, NumberType type)
    {
        Region.Ops.Add(op);
        return op.Result = new Value(type, Region) { Definition = op };
    }

    private sealed class Return(Builder builder, Region outer) : IDisposable
    {
        public void Dispose() => builder.Region = outer;
    }
}
