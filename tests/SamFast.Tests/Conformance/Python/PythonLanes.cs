namespace SamFast.Tests.Conformance.Python;

/// <summary>The run-time library of translated elementwise functions: Python's operators and functions over vectors. Conditions are
/// masks.</summary>
public static class PythonLanes
{
    public static L Constant<L>(double value) where L : ILanes<L> => L.Create(value);

    public static L Constant<L>(bool truth) where L : ILanes<L> => truth ? ~L.Zero : L.Zero;

    public static L Number<L>(L mask) where L : ILanes<L> => mask & L.One;

    public static L Truth<L>(L number) where L : ILanes<L> => ~L.Equal(number, L.Zero);

    public static L Not<L>(L mask) where L : ILanes<L> => ~mask;

    public static L And<L>(L a, L b) where L : ILanes<L> => a & b;

    public static L Or<L>(L a, L b) where L : ILanes<L> => a | b;

    public static L Xor<L>(L a, L b) where L : ILanes<L> => a ^ b;

    public static L Less<L>(L a, L b) where L : ILanes<L> => L.LessThan(a, b);

    public static L LessOrEqual<L>(L a, L b) where L : ILanes<L> => L.LessThan(a, b) | L.Equal(a, b);

    public static L Greater<L>(L a, L b) where L : ILanes<L> => L.GreaterThan(a, b);

    public static L GreaterOrEqual<L>(L a, L b) where L : ILanes<L> => L.GreaterThan(a, b) | L.Equal(a, b);

    public static L Equal<L>(L a, L b) where L : ILanes<L> => L.Equal(a, b);

    public static L NotEqual<L>(L a, L b) where L : ILanes<L> => ~L.Equal(a, b);

    public static L IsFinite<L>(L a) where L : ILanes<L> => Lanes.IsFinite(a);

    public static L IsNaN<L>(L a) where L : ILanes<L> => ~L.Equal(a, a);

    public static L Where<L>(L mask, L then, L otherwise) where L : ILanes<L> => L.Select(mask, then, otherwise);

    public static L Modulo<L>(L a, L b) where L : ILanes<L> => a - (b * Floor(a / b));

    public static L Power<L>(L a, L b) where L : ILanes<L> => Each(a, b, Math.Pow);

    public static L Min<L>(L a, L b) where L : ILanes<L> => L.Min(a, b);

    public static L Max<L>(L a, L b) where L : ILanes<L> => L.Max(a, b);

    public static L Abs<L>(L a) where L : ILanes<L> => L.Abs(a);

    public static L Sign<L>(L a) where L : ILanes<L> => L.Sign(a);

    public static L Sqrt<L>(L a) where L : ILanes<L> => L.Sqrt(a);

    public static L Square<L>(L a) where L : ILanes<L> => a * a;

    public static L Exp<L>(L a) where L : ILanes<L> => Each(a, a, (x, _) => Math.Exp(x));

    public static L Log<L>(L a) where L : ILanes<L> => Each(a, a, (x, _) => Math.Log(x));

    public static L Sin<L>(L a) where L : ILanes<L> => Each(a, a, (x, _) => Math.Sin(x));

    public static L Cos<L>(L a) where L : ILanes<L> => Each(a, a, (x, _) => Math.Cos(x));

    public static L Tanh<L>(L a) where L : ILanes<L> => Each(a, a, (x, _) => Math.Tanh(x));

    public static L Floor<L>(L a) where L : ILanes<L> => Each(a, a, (x, _) => Math.Floor(x));

    public static L Ceil<L>(L a) where L : ILanes<L> => Each(a, a, (x, _) => Math.Ceiling(x));

    public static L Truncate<L>(L a) where L : ILanes<L> => Each(a, a, (x, _) => Math.Truncate(x));

    public static L Negative<L>(L a) where L : ILanes<L> => -a;

    public static L Reciprocal<L>(L a) where L : ILanes<L> => L.One / a;

    public static L ZerosLike<L>(L a) where L : ILanes<L> => a ^ a;

    public static L OnesLike<L>(L a) where L : ILanes<L> => (a ^ a) + L.One;

    private static L Each<L>(L a, L b, Func<double, double, double> function) where L : ILanes<L>
    {
        var result = L.Zero;
        for (int lane = 0; lane < L.Count; lane++)
            LaneElements.Set(ref result, lane, function(LaneElements.Get(a, lane), LaneElements.Get(b, lane)));
        return result;
    }
}
