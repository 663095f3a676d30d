using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Passes;

/// <summary>Forward lanes: the derivatives by all parameters at once, one in each lane of a register, without a tape.</summary>
internal sealed partial class Tangents
{
    private const int BytesOfLanes = 64;

    // The JIT does not inline more in a method than some 500 operators and functions of lanes.
    private const int MostInLanes = 320;

    // To multiply two numbers costs less than to multiply lanes; more of them, which need lanes of their own, cost more.
    private const int MostScaled = 2;

    // The lane of each parameter, and its unit vector; null for the derivative in a direction.
    private Dictionary<int, Value>? _units;

    // The derivatives of values within expressions, and the order in which others were computed.
    private readonly Dictionary<Value, List<Term>> _terms = [];
    private readonly Dictionary<Value, int> _ages = [];
    private Func<Op, bool>? _isInterior;

    /// <summary>True if forward lanes compute the gradient in less time than the reverse: recurrences with few parameters.</summary>
    public static bool FitsLanes(Routine primal)
    {
        var all = primal.Top.All().ToArray();
        var loops = all.Where(op => op.IsLoop && op.Carried.Any(c => c.In.IsActive)).ToArray();
        return loops.Length > 0 && loops.All(loop => loop.Home != primal.Top || !Sums.All(loop))
            && primal.Inputs.Count() == 1 && primal.Inputs.Single() is var point
            && primal.Arrays.All(array => !array.IsActive || array == point)
            && all.All(op => op.Array != point || op.Kind == OpKind.Length || op is { Kind: OpKind.Load } && op.Arguments[0].Number is not null)
            && all.All(op => op.Kind != OpKind.Dense || !op.Arguments.Any(a => a.IsActive) && !op.Operation!.Read.Contains(point))
            && all.SelectMany(op => op.Results).All(value => !value.IsActive || value.Type == point.Type)
            && Indices(primal).Length <= BytesOfLanes / SizeOf(point.Type);
    }

    /// <summary>True if a method is not too long for the JIT to keep its lanes in registers.</summary>
    public static bool IsShort(Routine routine) => routine.Top.All().Count(op => op.Result?.Type == NumberType.Lanes) <= MostInLanes;

    /// <summary>The bytes of the lanes of a routine: 16, 32 or 64.</summary>
    public static int Bytes(Routine routine)
    {
        int bytes = 16;
        while (bytes < routine.Directions * SizeOf(routine.Element))
            bytes *= 2;
        return bytes;
    }

    /// <summary>Builds the routine that computes the value and the gradient.</summary>
    public static Routine InLanes(Routine primal, string gradientName)
    {
        var pass = new Tangents(primal) { _units = [], _isInterior = Interior(primal) };
        var (point, builder, indices) = (primal.Inputs.Single(), pass._builder, Indices(primal));
        for (int lane = 0; lane < indices.Length; lane++)
            pass._units[indices[lane]] = builder.Unit(lane);
        pass.Copy(primal.Top);
        var gradient = new ArrayVariable(gradientName, point.Type, point.Storage, ArrayRole.Result);
        for (int lane = 0; lane < indices.Length; lane++)
        {
            // A parameter that only branches read need not exist.
            var index = builder.Integer(indices[lane]);
            bool exists = primal.Top.Ops.Any(op => op is { Kind: OpKind.Load, Arguments.Length: 1 } && op.Array == point && op.Arguments[0].Number == indices[lane]);
            builder.AddTo(
                gradient, index, builder.Element(pass.TangentOrZero(primal.Result!), lane, point.Type),
                exists ? null : builder.Operator("<", index, builder.Length(point)));
        }

        pass._routine.Result = pass.Get(primal.Result!);
        pass._routine.Arrays.Add(gradient);
        (pass._routine.Derivatives[point], pass._routine.Directions) = (gradient, indices.Length);
        Numbering.Run(pass._routine);
        DeadCode.Run(pass._routine);
        return pass._routine;
    }

    private static int SizeOf(NumberType type) => type == NumberType.Single ? sizeof(float) : sizeof(double);

    private static int[] Indices(Routine primal) =>
    [
        .. primal.Top.All().Where(op => op.Kind == OpKind.Load && op.Array is { Role: ArrayRole.Point } && op.Arguments[0].Number is not null)
            .Select(op => (int)op.Arguments[0].Number!.Value).Distinct().OrderBy(index => index),
    ];

    /// <summary>The derivatives of a result; null if they are 0, or if the operation that uses the result computes them.</summary>
    private Value? DeriveLanes(Op op, Op copy)
    {
        var sum = new List<Term>();
        for (int i = 0; i < op.Arguments.Length; i++)
        {
            if (op.Arguments[i].IsActive && (i == 0 || op.Arguments[i] != op.Arguments[0] || op.Text != "*"))
                AddScaled(sum, op.Arguments[i], Partial(op, copy, i));
        }

        if (op.Kind == OpKind.Load)
            return _units![(int)op.Arguments[0].Number!.Value];
        if (!_isInterior!(op))
            return Combine(sum);
        _terms[op.Result!] = sum;
        return null;
    }

    /// <summary>The partial derivative of an operation.</summary>
    private Value? Partial(Op op, Op copy, int argument)
    {
        var (b, x, type) = (_builder, copy.Arguments, op.Result!.Type);
        return op switch
        {
            { Kind: OpKind.Operator, Text: "+" } => b.Constant(1, type),
            { Kind: OpKind.Operator, Text: "-" } => b.Constant(argument == 0 && x.Length == 2 ? 1 : -1, type),
            { Kind: OpKind.Operator, Text: "*" } when op.Arguments[0] == op.Arguments[1] => b.Multiply(b.Constant(2, type), x[0]),
            { Kind: OpKind.Operator, Text: "*" } => x[1 - argument],
            { Kind: OpKind.Operator, Text: "/" } when argument == 0 => b.Divide(b.Constant(1, type), x[1]),
            { Kind: OpKind.Operator, Text: "/" } => b.Negate(b.Multiply(copy.Result, b.Divide(b.Constant(1, type), x[1]))),
            { Kind: OpKind.Call, Function: { } function } => function.Partial(b, x, copy.Result!, argument),
            _ => null,
        };
    }

    private void AddScaled(List<Term> sum, Value argument, Value? factor)
    {
        if (factor is null)
            return;
        if (factor.Number is not (1 or -1) && _terms.TryGetValue(argument, out var many) && many.Count > MostScaled)
        {
            _tangents[argument] = Combine(many)!;
            _terms.Remove(argument);
        }

        IEnumerable<Term> terms = _terms.TryGetValue(argument, out var known) ? known
            : Tangent(argument) is { } lanes ? [new(lanes, _builder.Constant(1, factor.Type))] : [];
        foreach (var term in terms)
        {
            var scaled = _builder.Multiply(term.Factor, factor)!;
            int same = sum.FindIndex(other => other.Lanes == term.Lanes);
            if (same < 0)
                sum.Add(new(term.Lanes, scaled));
            else
                sum[same] = new(term.Lanes, _builder.Add(sum[same].Factor, scaled)!);
        }
    }

    /// <summary>The sum of terms, those that are known first before the others.</summary>
    private Value? Combine(List<Term> terms)
    {
        Value? sum = null;
        foreach (var (lanes, factor) in terms.OrderBy(term => Age(term.Lanes)))
        {
            var positive = _builder.Negate(factor)!;
            bool isNegative = factor.Number < 0 || factor.Definition is { Kind: OpKind.Operator, Text: "-", Arguments.Length: 1 };
            var term = Scale(lanes, isNegative ? positive : factor);
            sum = isNegative ? _builder.Subtract(sum, term) : _builder.Add(sum, term);
        }

        if (sum is not null)
            _ages[sum] = _ages.Count + 1;
        return sum;
    }

    /// <summary>Unit vectors are older than what a loop does not change, than what it carries, and than what it computes.</summary>
    private int Age(Value lanes) => lanes.Definition is { Kind: OpKind.Unit } ? -3 : lanes.Home != _builder.Region ? -2
        : _ages.TryGetValue(lanes, out int age) ? age : -1;

    private Value Scale(Value lanes, Value factor) => factor.Number == 1 ? lanes : _builder.Multiply(lanes, Wide(factor))!;

    /// <summary>Finds the operations whose result only one other operation of the same region uses.</summary>
    private static Func<Op, bool> Interior(Routine primal)
    {
        var users = new Dictionary<Value, HashSet<Op>>();
        var yielded = new HashSet<Value>();
        foreach (var op in primal.Top.All())
        {
            foreach (var argument in op.Arguments)
            {
                if (!users.TryGetValue(argument, out var known))
                    users[argument] = known = [];
                known.Add(op);
            }

            yielded.UnionWith(op.Merges.SelectMany(m => new[] { m.Then, m.Else }));
            yielded.UnionWith(op.Carried.SelectMany(c => new[] { c.Initial, c.Out }));
        }

        if (primal.Result is { } value)
            yielded.Add(value);
        return op => !yielded.Contains(op.Result!) && users.TryGetValue(op.Result!, out var found) && found.Count == 1
            && found.Single() is { Kind: OpKind.Operator or OpKind.Call, Result.IsActive: true } user && user.Home == op.Home;
    }

    /// <summary>A part of a sum of derivatives: a factor and lanes.</summary>
    private sealed record Term(Value Lanes, Value Factor);

    /// <summary>A number in every lane, made where the number is.</summary>
    private Value Wide(Value number)
    {
        if (number.Number is { } constant)
            return WideConstant(constant);
        if (number.Home == _builder.Region)
            return _builder.Broadcast(number);
        var home = number.Home.Ops;
        int place = number.Definition is { } definition ? home.IndexOf(definition) + 1 : 0;
        if (home.ElementAtOrDefault(place) is { Kind: OpKind.Broadcast } known && known.Arguments[0] == number)
            return known.Result!;
        var op = new Op(OpKind.Broadcast, number.Home, number);
        home.Insert(place, op);
        return op.Result = new Value(NumberType.Lanes, number.Home) { Definition = op };
    }

    /// <summary>A constant in every lane, made once.</summary>
    private Value WideConstant(double number)
    {
        var top = _routine.Top.Ops;
        if (top.FirstOrDefault(op => op is { Kind: OpKind.Constant, Result.Type: NumberType.Lanes } && op.Number.Equals(number)) is { } known)
            return known.Result!;
        var constant = new Op(OpKind.Constant, _routine.Top) { Number = number };
        top.Insert(0, constant);
        return constant.Result = new Value(NumberType.Lanes, _routine.Top) { Definition = constant };
    }
}
