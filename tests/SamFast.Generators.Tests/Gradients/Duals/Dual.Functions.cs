namespace SamFast.Generators.Tests.Gradients.Duals;

/// <content>The functions of <c>Math</c>, with their derivatives in closed form. Ties are those of JAX: a maximum or minimum of equal
/// numbers has half of each derivative, and the absolute value of 0 has none.</content>
public readonly partial struct Dual
{
    public static Dual Exp(Dual x)
    {
        double e = Math.Exp(x.V.Value);
        return x.Map(e, e, e, e);
    }

    public static Dual Log(Dual x)
    {
        double r = 1 / x.V.Value;
        return x.Map(Math.Log(x.V.Value), r, -r * r, 2 * r * r * r);
    }

    public static Dual Log2(Dual x) => (Log(x) * (1 / Math.Log(2))).With(Math.Log2(x.V.Value));

    public static Dual Log10(Dual x) => (Log(x) * (1 / Math.Log(10))).With(Math.Log10(x.V.Value));

    public static Dual Sqrt(Dual x)
    {
        double root = Math.Sqrt(x.V.Value), r = 1 / x.V.Value;
        return x.Map(root, 0.5 / root, -0.25 / root * r, 0.375 / root * r * r);
    }

    public static Dual Cbrt(Dual x)
    {
        double root = Math.Cbrt(x.V.Value), r = 1 / x.V.Value;
        return x.Map(root, root * r / 3, root * r * r * (-2.0 / 9), root * r * r * r * (10.0 / 27));
    }

    public static Dual Sin(Dual x)
    {
        var (s, c) = Math.SinCos(x.V.Value);
        return x.Map(s, c, -s, -c);
    }

    public static Dual Cos(Dual x)
    {
        var (s, c) = Math.SinCos(x.V.Value);
        return x.Map(c, -s, -c, s);
    }

    public static Dual Tan(Dual x)
    {
        double t = Math.Tan(x.V.Value), q = 1 + (t * t);
        return x.Map(t, q, 2 * t * q, 2 * q * (1 + (3 * t * t)));
    }

    public static Dual Asin(Dual x)
    {
        double v = x.V.Value, r = 1 / Math.Sqrt(1 - (v * v));
        return x.Map(Math.Asin(v), r, v * r * r * r, (1 + (2 * v * v)) * Math.Pow(r, 5));
    }

    public static Dual Acos(Dual x) => (-Asin(x)).With(Math.Acos(x.V.Value));

    public static Dual Atan(Dual x)
    {
        double v = x.V.Value, r = 1 / (1 + (v * v));
        return x.Map(Math.Atan(v), r, -2 * v * r * r, ((6 * v * v) - 2) * r * r * r);
    }

    public static Dual Atan2(Dual y, Dual x) =>
        (Math.Abs(x.V.Value) > Math.Abs(y.V.Value) ? Atan(y / x) : -Atan(x / y)).With(Math.Atan2(y.V.Value, x.V.Value));

    public static Dual Sinh(Dual x)
    {
        double s = Math.Sinh(x.V.Value), c = Math.Cosh(x.V.Value);
        return x.Map(s, c, s, c);
    }

    public static Dual Cosh(Dual x)
    {
        double s = Math.Sinh(x.V.Value), c = Math.Cosh(x.V.Value);
        return x.Map(c, s, c, s);
    }

    public static Dual Tanh(Dual x)
    {
        double t = Math.Tanh(x.V.Value), q = 1 - (t * t);
        return x.Map(t, q, -2 * t * q, q * ((6 * t * t) - 2), cancellation: 1);
    }

    public static Dual Asinh(Dual x)
    {
        double v = x.V.Value, r = 1 / Math.Sqrt(1 + (v * v));
        return x.Map(Math.Asinh(v), r, -v * r * r * r, ((2 * v * v) - 1) * Math.Pow(r, 5));
    }

    public static Dual Acosh(Dual x)
    {
        double v = x.V.Value, r = 1 / Math.Sqrt((v * v) - 1);
        return x.Map(Math.Acosh(v), r, -v * r * r * r, ((2 * v * v) + 1) * Math.Pow(r, 5));
    }

    public static Dual Atanh(Dual x)
    {
        double v = x.V.Value, r = 1 / (1 - (v * v));
        return x.Map(Math.Atanh(v), r, 2 * v * r * r, (2 + (6 * v * v)) * r * r * r);
    }

    public static Dual Pow(Dual x, Dual y)
    {
        double v = x.V.Value, power = y.V.Value, result = Math.Pow(v, power);
        if (y is { A.Value: 0, B.Value: 0, Both.Value: 0 })
        {
            return x.Map(
                result, power * Math.Pow(v, power - 1), power * (power - 1) * Math.Pow(v, power - 2),
                power * (power - 1) * (power - 2) * Math.Pow(v, power - 3));
        }

        return Exp(y * Log(x)).With(result);
    }

    public static Dual Hypot(Dual x, Dual y) => Sqrt((x * x) + (y * y)).With(double.Hypot(x.V.Value, y.V.Value));

    public static Dual FusedMultiplyAdd(Dual x, Dual y, Dual z) =>
        ((x * y) + z).With(Math.FusedMultiplyAdd(x.V.Value, y.V.Value, z.V.Value));

    public static Dual Abs(Dual x) => x > 0 ? x : x < 0 ? -x : (x * 0).With(Math.Abs(x.V.Value));

    public static Dual Max(Dual x, Dual y) => (x > y ? x : x < y ? y : (x + y) * 0.5).With(Math.Max(x.V.Value, y.V.Value));

    public static Dual Min(Dual x, Dual y) => (x < y ? x : x > y ? y : (x + y) * 0.5).With(Math.Min(x.V.Value, y.V.Value));

    public static Dual Clamp(Dual x, Dual low, Dual high) => Min(Max(x, low), high);

    public static Dual CopySign(Dual x, Dual sign) =>
        (Math.CopySign(1, sign.V.Value) == Math.CopySign(1, x.V.Value) ? x : -x).With(Math.CopySign(x.V.Value, sign.V.Value));

    public static Dual Floor(Dual x) => Math.Floor(x.V.Value);

    public static Dual Exp2(Dual x) => Exp(x * Math.Log(2)).With(double.Exp2(x.V.Value));

    public static Dual ExpM1(Dual x) => (Exp(x) - 1).With(double.ExpM1(x.V.Value));

    public static Dual LogP1(Dual x) => Log(1 + x).With(double.LogP1(x.V.Value));
}
