using System.Runtime.Intrinsics;

namespace SamFast.Tests.Conformance.Python;

/// <summary>The run-time library of translated elementwise functions: Python's operators and functions over vectors. Conditions are
/// masks.</summary>
public static class PythonLanes
{
    public static Vector512<T> Constant<T>(double value) => typeof(T) == typeof(float)
        ? Vector512.Create((float)value).As<float, T>()
        : Vector512.Create(value).As<double, T>();

    public static Vector512<T> Constant<T>(bool truth) => truth ? Vector512<T>.AllBitsSet : Vector512<T>.Zero;

    public static Vector512<T> Number<T>(Vector512<T> mask) => mask & Vector512<T>.One;

    public static Vector512<T> Truth<T>(Vector512<T> number) => ~Vector512.Equals(number, Vector512<T>.Zero);

    public static Vector512<T> Not<T>(Vector512<T> mask) => ~mask;

    public static Vector512<T> And<T>(Vector512<T> a, Vector512<T> b) => a & b;

    public static Vector512<T> Or<T>(Vector512<T> a, Vector512<T> b) => a | b;

    public static Vector512<T> Xor<T>(Vector512<T> a, Vector512<T> b) => a ^ b;

    public static Vector512<T> Less<T>(Vector512<T> a, Vector512<T> b) => Vector512.LessThan(a, b);

    public static Vector512<T> LessOrEqual<T>(Vector512<T> a, Vector512<T> b) => Vector512.LessThanOrEqual(a, b);

    public static Vector512<T> Greater<T>(Vector512<T> a, Vector512<T> b) => Vector512.GreaterThan(a, b);

    public static Vector512<T> GreaterOrEqual<T>(Vector512<T> a, Vector512<T> b) => Vector512.GreaterThanOrEqual(a, b);

    public static Vector512<T> Equal<T>(Vector512<T> a, Vector512<T> b) => Vector512.Equals(a, b);

    public static Vector512<T> NotEqual<T>(Vector512<T> a, Vector512<T> b) => ~Vector512.Equals(a, b);

    public static Vector512<T> IsFinite<T>(Vector512<T> a) => Vector512.IsFinite(a);

    public static Vector512<T> IsNaN<T>(Vector512<T> a) => ~Vector512.Equals(a, a);

    public static Vector512<T> Where<T>(Vector512<T> mask, Vector512<T> then, Vector512<T> otherwise) =>
        Vector512.ConditionalSelect(mask, then, otherwise);

    public static Vector512<T> Modulo<T>(Vector512<T> a, Vector512<T> b) => a - (b * Floor(a / b));

    public static Vector512<T> Power<T>(Vector512<T> a, Vector512<T> b) => Each(a, b, Math.Pow);

    public static Vector512<T> Min<T>(Vector512<T> a, Vector512<T> b) => Vector512.Min(a, b);

    public static Vector512<T> Max<T>(Vector512<T> a, Vector512<T> b) => Vector512.Max(a, b);

    public static Vector512<T> Abs<T>(Vector512<T> a) => Vector512.Abs(a);

    public static Vector512<T> Sign<T>(Vector512<T> a) => Lanes.Sign(a);

    public static Vector512<T> Sqrt<T>(Vector512<T> a) => Vector512.Sqrt(a);

    public static Vector512<T> Square<T>(Vector512<T> a) => a * a;

    public static Vector512<T> Exp<T>(Vector512<T> a) => Each(a, a, (x, _) => Math.Exp(x));

    public static Vector512<T> Log<T>(Vector512<T> a) => Each(a, a, (x, _) => Math.Log(x));

    public static Vector512<T> Sin<T>(Vector512<T> a) => Each(a, a, (x, _) => Math.Sin(x));

    public static Vector512<T> Cos<T>(Vector512<T> a) => Each(a, a, (x, _) => Math.Cos(x));

    public static Vector512<T> Tanh<T>(Vector512<T> a) => Each(a, a, (x, _) => Math.Tanh(x));

    public static Vector512<T> Floor<T>(Vector512<T> a) => Each(a, a, (x, _) => Math.Floor(x));

    public static Vector512<T> Ceil<T>(Vector512<T> a) => Each(a, a, (x, _) => Math.Ceiling(x));

    public static Vector512<T> Truncate<T>(Vector512<T> a) => Each(a, a, (x, _) => Math.Truncate(x));

    public static Vector512<T> Negative<T>(Vector512<T> a) => -a;

    public static Vector512<T> Reciprocal<T>(Vector512<T> a) => Vector512<T>.One / a;

    public static Vector512<T> ZerosLike<T>(Vector512<T> a) => a ^ a;

    public static Vector512<T> OnesLike<T>(Vector512<T> a) => (a ^ a) + Vector512<T>.One;

    private static Vector512<T> Each<T>(Vector512<T> a, Vector512<T> b, Func<double, double, double> function)
    {
        if (typeof(T) == typeof(float))
        {
            Span<float> numbers = stackalloc float[Vector512<float>.Count];
            for (int i = 0; i < numbers.Length; i++)
                numbers[i] = (float)function(a.As<T, float>()[i], b.As<T, float>()[i]);
            return Vector512.Create<float>(numbers).As<float, T>();
        }

        Span<double> wide = stackalloc double[Vector512<double>.Count];
        for (int i = 0; i < wide.Length; i++)
            wide[i] = function(a.As<T, double>()[i], b.As<T, double>()[i]);
        return Vector512.Create<double>(wide).As<double, T>();
    }
}
