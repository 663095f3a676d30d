using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast.Benchmarks.Gradients;

/// <summary>A number with its derivatives by at most eight parameters, in the lanes of one register.</summary>
internal readonly struct Dual(double value, Vector512<double> slopes)
{
    private const MethodImplOptions Inlined = MethodImplOptions.AggressiveInlining;

    public readonly double Value = value;

    public readonly Vector512<double> Slopes = slopes;

    /// <summary>A parameter.</summary>
    public static Dual Of(double value, int index) => new(value, Vector512<double>.Zero.WithElement(index, 1));

    /// <summary>Writes the derivatives.</summary>
    /// <returns>The value.</returns>
    public double Read(Span<double> gradient)
    {
        for (int i = 0; i < gradient.Length; i++)
            gradient[i] = Slopes[i];
        return Value;
    }

    [MethodImpl(Inlined)]
    public static implicit operator Dual(double value) => new(value, Vector512<double>.Zero);

    [MethodImpl(Inlined)]
    public static Dual operator +(Dual a, Dual b) => new(a.Value + b.Value, a.Slopes + b.Slopes);

    [MethodImpl(Inlined)]
    public static Dual operator -(Dual a, Dual b) => new(a.Value - b.Value, a.Slopes - b.Slopes);

    [MethodImpl(Inlined)]
    public static Dual operator -(double a, Dual b) => new(a - b.Value, -b.Slopes);

    [MethodImpl(Inlined)]
    public static Dual operator -(Dual a, double b) => new(a.Value - b, a.Slopes);

    [MethodImpl(Inlined)]
    public static Dual operator -(Dual a) => new(-a.Value, -a.Slopes);

    [MethodImpl(Inlined)]
    public static Dual operator *(Dual a, Dual b) =>
        new(a.Value * b.Value, Vector512.FusedMultiplyAdd(a.Slopes, Vector512.Create(b.Value), b.Slopes * a.Value));

    [MethodImpl(Inlined)]
    public static Dual operator *(double a, Dual b) => new(a * b.Value, b.Slopes * a);

    [MethodImpl(Inlined)]
    public static Dual operator /(Dual a, Dual b)
    {
        double quotient = a.Value / b.Value;
        return new(quotient, (a.Slopes - (b.Slopes * quotient)) * (1 / b.Value));
    }

    [MethodImpl(Inlined)]
    public static Dual operator /(Dual a, double b) => new(a.Value / b, a.Slopes * (1 / b));

    [MethodImpl(Inlined)]
    public static Dual Exp(Dual a)
    {
        double exp = Math.Exp(a.Value);
        return new(exp, a.Slopes * exp);
    }

    [MethodImpl(Inlined)]
    public static Dual Log(Dual a) => new(Math.Log(a.Value), a.Slopes * (1 / a.Value));
}
