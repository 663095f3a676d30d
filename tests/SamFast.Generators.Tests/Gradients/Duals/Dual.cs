using System.Numerics;

namespace SamFast.Generators.Tests.Gradients.Duals;

/// <summary>A number with its derivatives in two directions and its second derivative in both, by forward differentiation.</summary>
/// <remarks>It takes the place of <c>double</c> or <c>float</c> in the text of a loss.</remarks>
public readonly partial struct Dual : IReal<Dual>
{
    private Dual(Tracked value, Tracked first, Tracked second, Tracked both)
    {
        (V, A, B, Both) = (value, first, second, both);
        if (!double.IsFinite(V.Value + A.Value + B.Value + Both.Value))
            Run.Overflow();
    }

    /// <summary>The value.</summary>
    public Tracked V { get; }

    /// <summary>The derivative in the first direction.</summary>
    public Tracked A { get; }

    /// <summary>The derivative in the second direction.</summary>
    public Tracked B { get; }

    /// <summary>The derivative in both.</summary>
    public Tracked Both { get; }

    public static Dual Zero => 0;

    /// <summary>As <c>Derivative.Stop</c>.</summary>
    public static Dual Stop(Dual value) => value.V.Value;

    public static Dual One => 1;

    public static Dual Pi => Math.PI;

    public static Dual Epsilon => double.Epsilon;

    public static Dual MaxValue => double.MaxValue;

    public static Dual Parameter(double value, double first, double second) => new(value, first, second, 0);

    public static implicit operator Dual(double value) => new(value, 0, 0, 0);

    public static implicit operator Dual(int value) => new(value, 0, 0, 0);

    public static explicit operator int(Dual a)
    {
        Run.Compare(a.V, new(Math.Round(a.V.Value), 0));
        return (int)a.V.Value;
    }

    [Obsolete("A dual has no conversion that keeps its derivatives.", error: true)]
    public static explicit operator double(Dual a) => throw new NotSupportedException();

    [Obsolete("A dual has no conversion that keeps its derivatives.", error: true)]
    public static explicit operator float(Dual a) => throw new NotSupportedException();

    [Obsolete("A dual has no conversion that keeps its derivatives.", error: true)]
    public static explicit operator long(Dual a) => throw new NotSupportedException();

    public static Dual CreateChecked<TOther>(TOther value) where TOther : INumberBase<TOther> => double.CreateChecked(value);

    public static Dual operator +(Dual a) => a;

    public static Dual operator -(Dual a) => new(-a.V, -a.A, -a.B, -a.Both);

    public static Dual operator +(Dual a, Dual b) => new(a.V + b.V, a.A + b.A, a.B + b.B, a.Both + b.Both);

    public static Dual operator -(Dual a, Dual b) => a + -b;

    public static Dual operator *(Dual a, Dual b) =>
        new(a.V * b.V, (a.A * b.V) + (a.V * b.A), (a.B * b.V) + (a.V * b.B), (a.Both * b.V) + (a.A * b.B) + (a.B * b.A) + (a.V * b.Both));

    public static Dual operator /(Dual a, Dual b)
    {
        double r = 1 / b.V.Value;
        var product = a * b.Map(r, -r * r, 2 * r * r * r, -6 * r * r * r * r);
        return product.With(a.V.Value / b.V.Value);
    }

    public static Dual operator ++(Dual a) => a + 1;

    public static Dual operator --(Dual a) => a - 1;

    public static bool operator <(Dual a, Dual b) => Run.Compare(a.V, b.V) < 0;

    public static bool operator >(Dual a, Dual b) => Run.Compare(a.V, b.V) > 0;

    public static bool operator <=(Dual a, Dual b) => Run.Compare(a.V, b.V) <= 0;

    public static bool operator >=(Dual a, Dual b) => Run.Compare(a.V, b.V) >= 0;

    public static bool operator ==(Dual a, Dual b) => Run.Compare(a.V, b.V) == 0;

    public static bool operator !=(Dual a, Dual b) => Run.Compare(a.V, b.V) != 0;

    public override bool Equals(object? obj) => obj is Dual other && this == other;

    public override int GetHashCode() => V.GetHashCode();

    /// <summary>A function of this number.</summary>
    /// <param name="f">Its value.</param>
    /// <param name="f1">Its first derivative.</param>
    /// <param name="f2">Its second derivative.</param>
    /// <param name="f3">Its third derivative, for the bound of the error.</param>
    /// <param name="cancellation">The rounding error of derivatives in which larger terms cancel.</param>
    internal Dual Map(double f, double f1, double f2, double f3, double cancellation = 0)
    {
        Tracked slope = Of(f1, f2), curvature = Of(f2, f3);
        slope = slope with { Error = slope.Error + cancellation };
        curvature = curvature with { Error = curvature.Error + (2 * cancellation) };
        return new(Of(f, f1), slope * A, slope * B, (curvature * A * B) + (slope * Both));
    }

    private Tracked Of(double value, double slope) => new(value, Math.Abs(value) + (V.Error == 0 ? 0 : Math.Abs(slope) * V.Error));

    /// <summary>The same with a value that was computed in another way.</summary>
    internal Dual With(double value) => new(V with { Value = value }, A, B, Both);
}
