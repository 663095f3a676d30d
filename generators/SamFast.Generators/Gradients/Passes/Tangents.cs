using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Passes;

/// <summary>Builds the tangent of a routine: how its result arrays change when the parameters move in a direction. The tangent of a gradient
/// is the product of the Hessian with the direction.</summary>
internal sealed partial class Tangents
{
    private readonly Routine _routine;
    private readonly Builder _builder;
    private readonly Dictionary<ArrayVariable, ArrayVariable> _arrays = [];
    private readonly Dictionary<Value, Value> _copies = [];
    private readonly Dictionary<Value, Value> _tangents = [];

    private Tangents(Routine routine)
    {
        _routine = new Routine(routine.Method) { Element = routine.Element };
        _routine.Arrays.AddRange(routine.Arrays.Where(a => a.Role != ArrayRole.Result));
        _builder = new Builder(_routine.Top);
    }

    /// <summary>Builds the routine. It takes directions of its inputs, and its result arrays are the tangents of those of the gradient.</summary>
    /// <param name="directionOf">The name of the direction of an input.</param>
    /// <param name="productOf">The name of the tangent of a result array.</param>
    public static Routine Run(Routine gradient, Func<string, string> directionOf, Func<string, string> productOf)
    {
        var pass = new Tangents(gradient);
        pass._routine.Directions = gradient.Directions;
        foreach (var (input, result) in gradient.Derivatives.Select(pair => (pair.Key, pair.Value)))
        {
            var product = new ArrayVariable(productOf(result.Name), result.Type, result.Storage, ArrayRole.Result);
            pass._arrays[result] = pass._routine.Derivatives[input] = product;
        }

        pass.Build(gradient, directionOf);
        pass._routine.Arrays.AddRange(pass._routine.Derivatives.Values);
        return pass._routine;
    }

    /// <summary>Builds the routine whose result is the tangent of the method's.</summary>
    public static Routine OfValue(Routine primal, Func<string, string> directionOf)
    {
        var pass = new Tangents(primal);
        pass.Build(primal, directionOf);
        pass._routine.Result = pass.TangentOrZero(primal.Result!);
        return pass._routine;
    }

    private void Build(Routine routine, Func<string, string> directionOf)
    {
        foreach (var number in routine.Top.All().Where(op => op.Kind == OpKind.Parameter && routine.Derivatives.ContainsKey(op.Text)))
            number.Result!.IsActive = true;
        Activity.Run(routine);
        foreach (var input in routine.Inputs)
        {
            var direction = new ArrayVariable(directionOf(input.Name), input.Type, input.Storage, ArrayRole.Data) { IsParameter = true };
            _arrays[input] = direction;
            _routine.Arrays.Add(direction);
        }

        foreach (var workspace in routine.Arrays.Where(a => a is { Role: ArrayRole.Local, IsParameter: true, IsActive: true }))
            _builder.Declare(TangentOf(workspace), _builder.Length(workspace));
        Copy(routine.Top);
    }

    private Value Get(Value value) => _copies.TryGetValue(value, out var copy) ? copy
        : value.Number is { } number ? _builder.Constant(number, value.Type) : throw new InvalidOperationException("A value is not visible.");

    private Value? Tangent(Value value) => _tangents.TryGetValue(value, out var tangent) ? tangent : null;

    private Value TangentOrZero(Value value) => Tangent(value) ?? _builder.Constant(0, _units is null ? value.Type : NumberType.Lanes);

    private ArrayVariable TangentOf(ArrayVariable array)
    {
        if (!_arrays.TryGetValue(array, out var tangent))
        {
            tangent = new ArrayVariable(array.Name + "Dot", array.Type, array.Storage, array.Role) { IsActive = true };
            _arrays[array] = tangent;
            _routine.Arrays.Add(tangent);
        }

        return tangent;
    }

    private void Copy(Region region)
    {
        foreach (var op in region.Ops)
        {
            if (op.Regions.Count > 0)
                Structured(op);
            else
                Simple(op);
        }
    }

    private void Simple(Op op)
    {
        bool isActive = op.Array is { IsActive: true };
        if (op.Kind == OpKind.Pop && isActive)
            Memory(op, TangentOf(op.Array!));
        var copy = new Op(op.Kind, _builder.Region, [.. op.Arguments.Select(Get)])
        {
            Text = op.Text,
            Number = op.Number,
            Function = op.Function,
            Array = op.Array,
            Operation = op.Operation,
        };
        _builder.Region.Ops.Add(copy);
        if (op.Result is { } result)
        {
            _copies[result] = copy.Result = new Value(result.Type, _builder.Region) { Definition = copy, Name = result.Name };
            if (result.IsActive && (_units is null ? Derive(op, copy) : DeriveLanes(op, copy)) is { } tangent)
                _tangents[result] = Named(tangent, result.Name);
        }

        switch (op.Kind)
        {
            case OpKind.Store when isActive:
                _builder.Store(TangentOf(op.Array!), copy.Arguments[0], TangentOrZero(op.Arguments[1]));
                break;
            case OpKind.AddTo when isActive && Tangent(op.Arguments[1]) is { } tangent:
                _builder.AddTo(TangentOf(op.Array!), copy.Arguments[0], tangent, copy.Arguments.Length > 2 ? copy.Arguments[2] : null);
                break;
            case OpKind.Declare or OpKind.Push when isActive:
                Memory(op, TangentOf(op.Array!));
                break;
            case OpKind.Clear when isActive:
                _builder.Clear(TangentOf(op.Array!), copy.Arguments[0], copy.Arguments[1]);
                break;
            case OpKind.Dense:
                Call(op, copy);
                break;
        }
    }

    private void Memory(Op op, ArrayVariable tangent) =>
        _builder.Region.Ops.Add(new Op(op.Kind, _builder.Region, Get(op.Arguments[0])) { Array = tangent });

    private static Value Named(Value value, string? of)
    {
        if (of is not null && value.Name is null && value.Definition is { Kind: not OpKind.Constant })
            value.Name = of + "Dot";
        return value;
    }

    /// <summary>The tangent of a result; null if it is 0.</summary>
    private Value? Derive(Op op, Op copy)
    {
        var b = _builder;
        var x = copy.Arguments;
        Value? Dot(int argument) => Tangent(op.Arguments[argument]);
        switch (op)
        {
            case { Kind: OpKind.Parameter }: return b.Parameter(op.Text + "Tangent", op.Result!.Type);
            case { Kind: OpKind.Load }: return b.Load(TangentOf(op.Array!), x[0], x.Length > 1 ? x[1] : null);
            case { Kind: OpKind.Convert }: return Dot(0) is { } operand ? b.Convert(operand, op.Result!.Type) : null;
            case { Kind: OpKind.Broadcast }: return Dot(0) is { } number ? b.Broadcast(number) : null;
            case { Kind: OpKind.Element }: return Dot(0) is { } lanes ? b.Element(lanes, (int)op.Number, op.Result!.Type) : null;
            case { Kind: OpKind.Operator, Arguments.Length: 1 }: return b.Negate(Dot(0));
            case { Kind: OpKind.Operator, Text: "+" }: return b.Add(Dot(0), Dot(1));
            case { Kind: OpKind.Operator, Text: "-" }: return b.Subtract(Dot(0), Dot(1));
            case { Kind: OpKind.Operator, Text: "*" } when op.Arguments[0] == op.Arguments[1]:
                return b.Multiply(b.Multiply(b.Constant(2, op.Result!.Type), Dot(0)), x[0]);
            case { Kind: OpKind.Operator, Text: "*" }: return b.Add(b.Multiply(Dot(0), x[1]), b.Multiply(x[0], Dot(1)));
            case { Kind: OpKind.Operator, Text: "/" }:
                return b.Divide(b.Subtract(Dot(0), b.Multiply(copy.Result, Dot(1))), x[1]);
            case { Kind: OpKind.Call, Function: { } function }:
                Value? sum = null;
                for (int i = 0; i < x.Length; i++)
                {
                    if (Dot(i) is { } tangent)
                        sum = b.Add(sum, b.Multiply(tangent, function.Partial(b, x, copy.Result!, i)));
                }

                return sum;
            default: return null;
        }
    }

    private void Structured(Op op)
    {
        var copy = new Op(op.Kind, _builder.Region, [.. op.Arguments.Select(Get)]) { IsReversed = op.IsReversed, Comment = op.Comment };
        copy.Regions = [.. op.Regions.Select(_ => new Region(copy))];
        if (op.Index is { } index)
            _copies[index] = copy.Index = new Value(NumberType.Integer, copy.Body) { Name = index.Name };
        var loops = op.Carried.Select(c => (Primal: c, Copy: Carry(copy, Get(c.Initial), c.In.Name), Tangent: c.In.IsActive
            ? Carry(copy, TangentOrZero(c.Initial), c.In.Name is { } name ? name + "Dot" : null) : null)).ToArray();
        foreach (var (primal, carried, tangent) in loops)
        {
            _copies[primal.In] = carried.In;
            if (tangent is not null)
                _tangents[primal.In] = tangent.In;
        }

        var arms = new List<(Value Value, Value? Tangent)>();
        for (int i = 0; i < op.Regions.Count; i++)
        {
            using (_builder.Within(copy.Regions[i]))
            {
                Copy(op.Regions[i]);
                if (i == 0 && op.Condition is { } condition)
                    copy.Condition = Get(condition);
                foreach (var (primal, carried, tangent) in op.Regions[i] == op.Body ? loops : [])
                {
                    carried.Out = Get(primal.Out);
                    if (tangent is not null)
                        tangent.Out = TangentOrZero(primal.Out);
                }

                foreach (var merge in op.Merges)
                {
                    var arm = i == 0 ? merge.Then : merge.Else;
                    arms.Add((Get(arm), merge.Result.IsActive ? TangentOrZero(arm) : null));
                }
            }
        }

        _builder.Region.Ops.Add(copy);
        foreach (var (primal, carried, tangent) in loops)
        {
            _copies[primal.Result] = carried.Result;
            if (tangent is not null)
                _tangents[primal.Result] = tangent.Result;
        }

        for (int i = 0; i < op.Merges.Count; i++)
        {
            var result = op.Merges[i].Result;
            var (then, otherwise) = (arms[i], arms[op.Merges.Count + i]);
            _copies[result] = Merge(copy, then.Value, otherwise.Value, result.Name);
            if (then.Tangent is { } dot)
                _tangents[result] = Merge(copy, dot, otherwise.Tangent!, result.Name is { } name ? name + "Dot" : null);
        }
    }

    private static Carried Carry(Op loop, Value initial, string? name)
    {
        var carried = new Carried(
            initial, new Value(initial.Type, loop.Body) { Name = name }, new Value(initial.Type, loop.Home) { Definition = loop, Name = name });
        loop.Carried.Add(carried);
        return carried;
    }

    private static Value Merge(Op branch, Value then, Value otherwise, string? name)
    {
        var result = new Value(then.Type, branch.Home) { Definition = branch, Name = name };
        branch.Merges.Add(new Merge(then, otherwise, result));
        return result;
    }
}
