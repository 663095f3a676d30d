namespace SamFast.Tests.Numerics;

/// <summary>A number of some 104 bits, as an unevaluated sum of two doubles times a power of two: the reference for functions of
/// <see cref="double"/>.</summary>
/// <param name="High">The number, rounded to a double.</param>
/// <param name="Low">The rest.</param>
/// <param name="Exponent">The power of two; 0 for operands of arithmetic.</param>
internal readonly partial record struct Precise(double High, double Low = 0, int Exponent = 0)
{
    public static readonly Precise One = 1;

    /// <summary>Below, squares are below 100 bits, and the rest of a product is subnormal.</summary>
    private const double Tiny = 1e-100;

    /// <summary>ln 2.</summary>
    private static readonly Precise s_ln2 = new(0.6931471805599453, 2.3190468138462996e-17);

    public static implicit operator Precise(double value) => new(value);

    public static Precise operator +(Precise a, Precise b)
    {
        var (sum, error) = Add(a.High, b.High);
        var (low, lowError) = Add(a.Low, b.Low);
        var (first, second) = AddFast(sum, error + low);
        return Normal(first, second + lowError);
    }

    public static Precise operator -(Precise a) => new(-a.High, -a.Low, a.Exponent);

    public static Precise operator -(Precise a, Precise b) => a + -b;

    public static Precise operator *(Precise a, Precise b)
    {
        double product = a.High * b.High;
        double error = Math.FusedMultiplyAdd(a.High, b.High, -product);
        return Normal(product, error + ((a.High * b.Low) + (a.Low * b.High)));
    }

    public static Precise operator /(Precise a, Precise b)
    {
        double first = a.High / b.High;
        var rest = a - (b * first);
        double second = rest.High / b.High;
        rest -= b * second;
        return Normal(first, second) + (rest.High / b.High);
    }

    /// <summary>eˣ − 1 by the series for x ÷ 256, and eight times (1 + m)² − 1 = 2m + m².</summary>
    public static Precise ExpM1(Precise x)
    {
        if (Math.Abs(x.High) < Tiny)
            return x;
        if (x.High is > 750 or < -750)
            return x.High > 0 ? new(1, 0, 2000) : -One;
        double n = Math.Round(x.High / s_ln2.High);
        var m = SmallExpM1(x - (s_ln2 * n));
        if (n == 0)
            return m;
        return n < 100 ? ((One + m) * Math.ScaleB(1, (int)n)) - One : new((One + m).High, (One + m).Low, (int)n);
    }

    public static Precise Exp(Precise x)
    {
        if (x.High is > 1200 or < -1200)
            return new(1, 0, x.High > 0 ? 2000 : -2000);
        double n = Math.Round(x.High / s_ln2.High);
        var power = One + SmallExpM1(x - (s_ln2 * n));
        return power with { Exponent = (int)n };
    }

    /// <summary>ln x of a positive double.</summary>
    public static Precise Log(double x)
    {
        int exponent = Math.ILogB(x);
        double mantissa = Math.ScaleB(x, -exponent);
        if (mantissa > 1.4)
            (mantissa, exponent) = (mantissa / 2, exponent + 1);
        return (s_ln2 * exponent) + LogP1(new Precise(mantissa) - One);
    }

    /// <summary>ln(1 + x) for x that are not huge, by Newton's method for eʸ − 1 = x.</summary>
    public static Precise LogP1(Precise x)
    {
        if (Math.Abs(x.High) < Tiny)
            return x;
        Precise y = Math.Abs(x.High) < 0.01 ? x.High / (1 + (x.High / 2)) : Math.Log(1 + x.High);
        for (int i = 0; i < 3; i++)
        {
            var m = ExpM1(y);
            y += (x - m) / (One + m);
        }

        return y;
    }

    public static Precise Tanh(double x)
    {
        if (Math.Abs(x) < Tiny)
            return x;
        // Below, e²ˣ has no exponent of its own.
        if (Math.Abs(x) > 34)
            return Math.Sign(x);
        var m = ExpM1(2 * x);
        return m / (m + 2);
    }

    public static Precise Sigmoid(double x)
    {
        if (x < -80)
            return Exp(x);
        var power = Plain(Exp(-Math.Abs(x)));
        return (x < 0 ? power : One) / (One + power);
    }

    public static Precise Softplus(double x)
    {
        if (Math.Abs(x) > 80)
            return x < 0 ? Exp(x) : x;
        return Math.Max(x, 0) + LogP1(Plain(Exp(-Math.Abs(x))));
    }

    /// <summary>xʸ for positive x.</summary>
    public static Precise Pow(double x, double y)
    {
        var logarithm = Log(x);
        return Math.Abs(logarithm.High * y) < 1200 ? Exp(logarithm * y) : Exp(logarithm.High * y);
    }

    /// <summary>The number with an exponent of 0, for those that are not small.</summary>
    public static Precise Plain(Precise a) => new(Math.ScaleB(a.High, a.Exponent), Math.ScaleB(a.Low, a.Exponent));

    /// <summary>The distance of a result in units of the last place of this number, for a type with so many bits.</summary>
    /// <param name="result">The result.</param>
    /// <param name="bits">The bits of a fraction, 53 or 24.</param>
    /// <param name="smallest">The exponent of the smallest positive number.</param>
    public double Distance(double result, int bits, int smallest)
    {
        int last = Math.Max(Math.ILogB(High) + Exponent - bits + 1, smallest);
        var difference = new Precise(Math.ScaleB(result, -Exponent)) - (this with { Exponent = 0 });
        return Math.Abs(Math.ScaleB(difference.High, Exponent - last));
    }

    private static Precise SmallExpM1(Precise r)
    {
        r = new(r.High / 256, r.Low / 256);
        var sum = One;
        for (int k = 12; k > 1; k--)
            sum = One + (r * sum / k);
        sum *= r;
        for (int i = 0; i < 8; i++)
            sum = sum + sum + (sum * sum);
        return sum;
    }

    private static (double Sum, double Error) Add(double a, double b)
    {
        double sum = a + b, part = sum - a;
        return (sum, (a - (sum - part)) + (b - part));
    }

    private static (double Sum, double Error) AddFast(double a, double b) => (a + b, b - ((a + b) - a));

    private static Precise Normal(double a, double b)
    {
        var (high, low) = AddFast(a, b);
        return new(high, low);
    }
}
