using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Passes;

/// <summary>Forward lanes: the derivatives by all parameters at once, one in each lane of a register, without a tape.</summary>
internal sealed partial class Tangents
{
    private const int BytesOfLanes = 64;

    // The lane of each parameter, and its unit vector; null for the derivative in a direction.
    private Dictionary<int, Value>? _units;

    /// <summary>True if forward lanes compute the gradient in less time than the reverse: recurrences with few parameters.</summary>
    public static bool FitsLanes(Routine primal)
    {
        var all = primal.Top.All().ToArray();
        bool isRecurrence = all.Any(op => op.IsLoop && op.Carried.Any(c => c.In.IsActive)) && Fusion.Find(primal).Count == 0;
        return isRecurrence
            && primal.Arrays.All(array => !array.IsActive || array == primal.Point)
            && all.All(op => op.Array != primal.Point || op.Kind == OpKind.Length || op is { Kind: OpKind.Load } && op.Arguments[0].Number is not null)
            && all.All(op => op.Kind != OpKind.Dense || !op.Arguments.Any(a => a.IsActive) && !op.Operation!.Read.Contains(primal.Point))
            && all.SelectMany(op => op.Results).All(value => !value.IsActive || value.Type == primal.Point!.Type)
            && Indices(primal).Length <= BytesOfLanes / SizeOf(primal.Point!.Type);
    }

    /// <summary>The bytes of the lanes of a routine: 16, 32 or 64.</summary>
    public static int Bytes(Routine routine)
    {
        int bytes = 16;
        while (bytes < routine.Directions * SizeOf(routine.Point!.Type))
            bytes *= 2;
        return bytes;
    }

    /// <summary>Builds the routine that computes the value and the gradient.</summary>
    public static Routine InLanes(Routine primal, string gradientName)
    {
        var pass = new Tangents(primal) { _units = [] };
        var (point, builder, indices) = (primal.Point!, pass._builder, Indices(primal));
        for (int lane = 0; lane < indices.Length; lane++)
            pass._units[indices[lane]] = builder.Unit(lane);
        pass.Copy(primal.Top);
        var gradient = new ArrayVariable(gradientName, point.Type, point.Storage, ArrayRole.Result);
        for (int lane = 0; lane < indices.Length; lane++)
        {
            builder.AddTo(
                gradient, builder.Integer(indices[lane]), builder.Element(pass.TangentOrZero(primal.Result!), lane, point.Type));
        }

        pass._routine.Result = pass.Get(primal.Result!);
        pass._routine.Arrays.Add(gradient);
        (pass._routine.Gradient, pass._routine.Directions) = (gradient, indices.Length);
        Numbering.Run(pass._routine);
        return pass._routine;
    }

    private static int SizeOf(NumberType type) => type == NumberType.Single ? sizeof(float) : sizeof(double);

    private static int[] Indices(Routine primal) =>
    [
        .. primal.Top.All().Where(op => op.Kind == OpKind.Load && op.Array == primal.Point && op.Arguments[0].Number is not null)
            .Select(op => (int)op.Arguments[0].Number!.Value).Distinct().OrderBy(index => index),
    ];

    /// <summary>The derivatives of a result; null if they are 0.</summary>
    private Value? DeriveLanes(Op op, Op copy)
    {
        var b = _builder;
        var x = copy.Arguments;
        Value? Dot(int argument) => Tangent(op.Arguments[argument]);
        switch (op)
        {
            case { Kind: OpKind.Load }: return _units![(int)op.Arguments[0].Number!.Value];
            case { Kind: OpKind.Operator, Text: "*" } when op.Arguments[0] == op.Arguments[1]:
                return Scale(Dot(0), b.Multiply(b.Constant(2, op.Result!.Type), x[0]));
            case { Kind: OpKind.Operator, Text: "*" }: return b.Add(Scale(Dot(0), x[1]), Scale(Dot(1), x[0]));
            case { Kind: OpKind.Operator, Text: "/" }:
                return Scale(b.Subtract(Dot(0), Scale(Dot(1), copy.Result)), b.Divide(b.Constant(1, op.Result!.Type), x[1]));
            case { Kind: OpKind.Call, Function: { } function }:
                Value? sum = null;
                for (int i = 0; i < x.Length; i++)
                {
                    if (Dot(i) is { } tangent)
                        sum = b.Add(sum, Scale(tangent, function.Partial(b, x, copy.Result!, i)));
                }

                return sum;
            default: return Derive(op, copy);
        }
    }

    private Value? Scale(Value? lanes, Value? factor) =>
        lanes is null || factor is null ? null : _builder.Multiply(lanes, Wide(factor));

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
