namespace SamFast.Generators.Tests.Gradients.Duals;

/// <summary>A number with a bound of its rounding error.</summary>
/// <param name="Value">The number.</param>
/// <param name="Error">The bound, in units of the machine's epsilon.</param>
public readonly record struct Tracked(double Value, double Error)
{
    /// <summary>An exact number.</summary>
    public static implicit operator Tracked(double value) => new(value, 0);

    public static Tracked operator -(Tracked a) => new(-a.Value, a.Error);

    public static Tracked operator +(Tracked a, Tracked b)
    {
        double sum = a.Value + b.Value;
        return new(sum, a.Error + b.Error + Rounding(sum, a.Value == 0 || b.Value == 0));
    }

    public static Tracked operator -(Tracked a, Tracked b) => a + -b;

    public static Tracked operator *(Tracked a, Tracked b)
    {
        double product = a.Value * b.Value;
        return new(product, (Math.Abs(a.Value) * b.Error) + (Math.Abs(b.Value) * a.Error) + Rounding(product, a.Value is 0 or 1 or -1 || b.Value is 0 or 1 or -1));
    }

    private static double Rounding(double result, bool isExact) => isExact ? 0 : Math.Abs(result);
}
