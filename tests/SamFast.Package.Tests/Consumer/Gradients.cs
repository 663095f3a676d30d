using SamFast;

/// <summary>Losses whose gradients are generated. Prints a hash of value, gradient and product with the Hessian of each.</summary>
public static partial class Gradients
{
    private const int Count = 1043;

    private delegate double Gradient<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> gradient);

    private delegate void Product<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> direction, Span<T> product);

    public static void Run()
    {
        Print<double>("Curve64", 3, CurveGradient, CurveHessianProduct);
        Print<float>("Softplus32", 8, (p, x, y, g) => SoftplusGradient(p, x, y, g), SoftplusHessianProduct);
        Print<double>("Orbit64", 4, OrbitGradient, OrbitHessianProduct);
        Print<double>("Chain64", 40, ChainGradient, ChainHessianProduct);
        Print<float>("Network32", 59, (p, x, y, g) => NetworkGradient(p, x, y, g), NetworkHessianProduct);
    }

    /// <summary>A sum in vectors.</summary>
    [Differentiable]
    public static double Curve(ReadOnlySpan<double> p, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double error = (p[0] * Math.Exp(-p[1] * x[i])) + (Math.Sin(p[2] * x[i]) * p[0]) - y[i];
            sum += error * error;
        }

        return Math.Sqrt(sum / x.Length);
    }

    /// <summary>Elements of the parameters, by an index of the data.</summary>
    [Differentiable]
    public static float Softplus(ReadOnlySpan<float> p, ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        float sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += Activations.Softplus(p[i % 8] * x[i]) - (MathF.Tanh(p[(i + 1) % 8]) * y[i]);
        return sum / x.Length;
    }

    /// <summary>A recurrence in forward lanes.</summary>
    [Differentiable]
    public static double Orbit(ReadOnlySpan<double> p, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double a = p[0], b = p[1], sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            (a, b) = (a + (0.01 * b * p[2]), b - (0.01 * Math.Sin(a) * p[3]));
            sum += (a - x[i]) * (a - x[i]);
        }

        return sum;
    }

    /// <summary>A recurrence with a tape.</summary>
    [Differentiable]
    public static double Chain(ReadOnlySpan<double> p, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Span<double> state = stackalloc double[4];
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < 4; j++)
                state[j] = Math.Tanh((state[(j + 1) % 4] * p[(i + j) % 40]) + x[i]);
            sum += Math.Log(1.5 + state[i % 4]) * y[i];
        }

        return sum;
    }

    /// <summary>Dense operations.</summary>
    [Differentiable]
    public static float Network(ReadOnlySpan<float> p, ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        const int Rows = 149, Inputs = 7, Hidden = 5, Outputs = 3;
        Span<float> product = stackalloc float[Rows * Hidden];
        Span<float> hidden = stackalloc float[Rows * Hidden];
        Span<float> logits = stackalloc float[Rows * Outputs];
        Span<float> biased = stackalloc float[Rows * Outputs];
        Span<float> scores = stackalloc float[Rows * Outputs];
        Dense.MatMul(x, p.Slice(0, Inputs * Hidden), Rows, Inputs, Hidden, product);
        Activations.Tanh(product, hidden);
        Dense.MatMul(hidden, p.Slice(Inputs * Hidden, Hidden * Outputs), Rows, Hidden, Outputs, logits);
        Dense.AddBias(logits, p.Slice((Inputs * Hidden) + (Hidden * Outputs), Outputs), Rows, Outputs, biased);
        Normalizations.LogSoftmax(biased, Rows, Outputs, scores);
        float sum = p[53] * p[58];
        for (int i = 0; i < scores.Length; i++)
            sum -= scores[i] * y[i];
        return sum / Rows;
    }

    private static void Print<T>(string name, int parameters, Gradient<T> gradient, Product<T> product) where T : unmanaged, System.Numerics.INumber<T>
    {
        T[] p = Numbers<T>(3, parameters), x = Numbers<T>(1, Count), y = Numbers<T>(2, Count), direction = Numbers<T>(4, parameters);
        T[] slopes = new T[parameters], bends = new T[parameters];
        var value = T.CreateTruncating(gradient(p, x, y, slopes));
        product(p, x, y, direction, bends);
        Console.WriteLine($"Gradient{name} {typeof(T).Name} 1 {Fnv.Hash<T>([value, .. slopes, .. bends])}");
    }

    /// <summary>Numbers between 0 and 1, in basic arithmetic only.</summary>
    private static T[] Numbers<T>(int seed, int count) where T : System.Numerics.INumber<T> =>
        [.. Enumerable.Range(0, count).Select(i => T.CreateChecked(((i * 37) + (seed * 59)) % 1013) / T.CreateChecked(1024))];
}
