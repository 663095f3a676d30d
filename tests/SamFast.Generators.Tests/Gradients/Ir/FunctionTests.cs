using System.Numerics;
using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Tests.Gradients.Ir;

/// <summary>The partial derivatives of each function.</summary>
public class FunctionTests
{
    private const int Points = 1000;

    /// <summary>The interval of each argument in which a function is smooth.</summary>
    private static readonly Dictionary<string, (double From, double To)[]> _domains = new()
    {
        ["Exp"] = [(-5, 5)],
        ["Exp2"] = [(-5, 5)],
        ["Exp10"] = [(-3, 3)],
        ["ExpM1"] = [(-5, 5)],
        ["Log"] = [(0.1, 10)],
        ["Log2"] = [(0.1, 10)],
        ["Log10"] = [(0.1, 10)],
        ["LogP1"] = [(-0.9, 10)],
        ["Sqrt"] = [(0.1, 10)],
        ["Cbrt"] = [(0.1, 10)],
        ["Sin"] = [(-10, 10)],
        ["Cos"] = [(-10, 10)],
        ["Tan"] = [(-1.4, 1.4)],
        ["Asin"] = [(-0.9, 0.9)],
        ["Acos"] = [(-0.9, 0.9)],
        ["Atan"] = [(-5, 5)],
        ["Atan2"] = [(-3, 3), (0.1, 3)],
        ["Sinh"] = [(-4, 4)],
        ["Cosh"] = [(-4, 4)],
        ["Tanh"] = [(-3, 3)],
        ["Asinh"] = [(-5, 5)],
        ["Acosh"] = [(1.2, 6)],
        ["Atanh"] = [(-0.9, 0.9)],
        ["Hypot"] = [(0.1, 3), (-3, 3)],
        ["Pow"] = [(0.2, 4), (-3, 3)],
        ["Sigmoid"] = [(-6, 6)],
        ["Softplus"] = [(-6, 6)],
        ["Abs"] = [(-3, -0.1)],
        ["Max"] = [(-1, 1), (1.1, 2)],
        ["Min"] = [(-1, 1), (1.1, 2)],
        ["CopySign"] = [(0.1, 3), (-3, -0.1)],
        ["FusedMultiplyAdd"] = [(-2, 2), (-2, 2), (-2, 2)],
    };

    [Fact]
    public void Partial_derivatives_equal_central_differences_in_double() => Compare<double>(1e-8, 1e-5);

    [Fact]
    public void Partial_derivatives_equal_central_differences_in_float() => Compare<float>(3e-4, 3e-3);

    private static void Compare<T>(double tolerance, double second) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.Equal(Functions.All.Select(f => f.Name).Order(), _domains.Keys.Order());
        var classes = _domains.ToDictionary(d => d.Key, d => Corpus.Class(d.Key, "", $"return {Call(d.Key, d.Value.Length)};"));
        var values = LossCompiler.Values(classes);
        var reals = LossCompiler.Reals<T>(classes, new());
        Assert.Empty(reals.Faults);
        Assert.Empty(reals.Refusals);
        var random = new Random(1);
        foreach (var (name, domain) in _domains)
        {
            var loss = values[name];
            double Evaluate(double[] p) => loss(p, [], [], [], 0, 0);
            for (int i = 0; i < Points; i++)
            {
                double[] p = [.. domain.Select(d => (double)(float)(d.From + (random.NextDouble() * (d.To - d.From))))];
                double[] direction = [.. domain.Select(_ => (double)(float)((2 * random.NextDouble()) - 1))];
                var (gradient, product) = Derivatives(reals.Losses[name], p, direction);
                for (int k = 0; k < p.Length; k++)
                {
                    double slope = Slope(Evaluate, p, k);
                    Assert.True(Math.Abs(gradient[k] - slope) <= tolerance * (1 + Math.Abs(slope)), $"{name}({string.Join(", ", p)}): {gradient[k]}, not {slope}");
                    // The gradient's own change along the direction.
                    double h = 1e-3, change = Enumerable.Range(0, p.Length).Sum(j =>
                        direction[j] * (Slope(Evaluate, Moved(p, j, h), k) - Slope(Evaluate, Moved(p, j, -h), k)) / (2 * h));
                    Assert.True(Math.Abs(product[k] - change) <= Math.Max(second, 1e-3) * (1 + Math.Abs(change)), $"{name}({string.Join(", ", p)})'': {product[k]}, not {change}");
                }
            }
        }
    }

    private static string Call(string name, int arguments) =>
        $"{(name is "Sigmoid" or "Softplus" ? "Activations" : "Real")}.{name}({string.Join(", ", Enumerable.Range(0, arguments).Select(i => $"p[{i}]"))})";

    private static double[] Moved(double[] p, int k, double step)
    {
        double[] moved = [.. p];
        moved[k] += step;
        return moved;
    }

    /// <summary>Central differences, extrapolated.</summary>
    private static double Slope(Func<double[], double> function, double[] p, int k)
    {
        double At(double h) => (function(Moved(p, k, h)) - function(Moved(p, k, -h))) / (2 * h);
        const double H = 4e-3;
        double a = At(H), b = At(H / 2), c = At(H / 4);
        double ab = b + ((b - a) / 3), bc = c + ((c - b) / 3);
        return bc + ((bc - ab) / 15);
    }

    private static (double[] Gradient, double[] Product) Derivatives<T>(Compiled<T> loss, double[] p, double[] direction) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] gradient = new T[p.Length], product = new T[p.Length];
        loss.Gradient(Point.As<T>(p), [], [], [], 0, T.Zero, gradient);
        loss.Product(Point.As<T>(p), [], [], [], 0, T.Zero, Point.As<T>(direction), product);
        return ([.. gradient.Select(double.CreateChecked)], [.. product.Select(double.CreateChecked)]);
    }

    /// <summary>Corners, ties and special values, as in JAX: a maximum of equal numbers has half of each derivative, as <c>jnp.maximum</c>, and
    /// a clamped number at its bound as <c>jnp.clip</c>; an absolute value has none at 0, and NaN at NaN.</summary>
    [Theory]
    [InlineData("Max(p[0], p[1])", 1, 1, 0.5, 0.5)]
    [InlineData("Max(p[0], p[1])", 0.0, -0.0, 0.5, 0.5)]
    [InlineData("Max(p[0], p[1])", double.PositiveInfinity, double.PositiveInfinity, 0.5, 0.5)]
    [InlineData("Max(p[0], p[1])", double.NaN, 1, 0, 0)]
    [InlineData("Min(p[0], p[1])", 1, 1, 0.5, 0.5)]
    [InlineData("Min(p[0], p[1])", -0.0, 0.0, 0.5, 0.5)]
    [InlineData("Min(p[0], p[1])", double.NaN, 1, 0, 0)]
    [InlineData("Min(p[0], p[1])", double.NegativeInfinity, 1, 1, 0)]
    [InlineData("Abs(p[0])", 0.0, 0, 0, 0)]
    [InlineData("Abs(-p[0])", 0.0, 0, 0, 0)]
    [InlineData("Abs(p[0])", double.NegativeInfinity, 0, -1, 0)]
    [InlineData("Abs(p[0])", double.NaN, 0, double.NaN, 0)]
    [InlineData("Clamp(p[0], -1, 1)", 1, 0, 0.5, 0)]
    [InlineData("Clamp(p[0], -1, 1)", -1, 0, 0.5, 0)]
    [InlineData("Clamp(p[0], -1, 1)", double.PositiveInfinity, 0, 0, 0)]
    [InlineData("CopySign(p[0], p[1])", 0.0, -1, 0, 0)]
    [InlineData("CopySign(p[0], p[1])", -2, -0.0, 1, 0)]
    [InlineData("Sqrt(p[0])", 0.0, 0, double.PositiveInfinity, 0)]
    [InlineData("Sqrt(p[0])", double.PositiveInfinity, 0, 0, 0)]
    [InlineData("Sqrt(p[0])", -1, 0, double.NaN, 0)]
    [InlineData("Cbrt(p[0])", 0.0, 0, double.PositiveInfinity, 0)]
    [InlineData("Log(p[0])", 0.0, 0, double.PositiveInfinity, 0)]
    [InlineData("Log(p[0])", -0.0, 0, double.NegativeInfinity, 0)]
    [InlineData("Log(p[0])", double.PositiveInfinity, 0, 0, 0)]
    [InlineData("Exp(p[0])", double.NegativeInfinity, 0, 0, 0)]
    [InlineData("Exp(p[0])", double.PositiveInfinity, 0, double.PositiveInfinity, 0)]
    [InlineData("Exp(p[0])", double.NaN, 0, double.NaN, 0)]
    [InlineData("Tanh(p[0])", double.PositiveInfinity, 0, 0, 0)]
    [InlineData("Tanh(p[0])", -0.0, 0, 1, 0)]
    [InlineData("Atan(p[0])", double.NegativeInfinity, 0, 0, 0)]
    [InlineData("Sin(p[0])", double.PositiveInfinity, 0, double.NaN, 0)]
    [InlineData("Cosh(p[0])", double.NegativeInfinity, 0, double.NegativeInfinity, 0)]
    [InlineData("Pow(p[0], p[1])", 0, 0, 0, 0)]
    [InlineData("Pow(p[0], p[1])", 0, 1, 1, 0)]
    [InlineData("Pow(p[0], p[1])", 0, 2, 0, 0)]
    [InlineData("Pow(p[0], p[1])", 1, double.NaN, double.NaN, 0)]
    [InlineData("Pow(p[0], 0)", 0, 0, 0, 0)]
    [InlineData("Pow(p[0], 1)", 0, 0, 1, 0)]
    [InlineData("Pow(p[0], 2)", -3, 0, -6, 0)]
    [InlineData("Pow(p[0], 3)", -2, 0, 12, 0)]
    [InlineData("Hypot(p[0], p[1])", 0, 0, 0, 0)]
    [InlineData("Atan2(p[0], p[1])", 0, 0, double.NaN, double.NaN)]
    public void Derivatives_at_corners_and_special_values_are_those_of_JAX(string call, double x, double y, double first, double second)
    {
        var loss = LossCompiler.Reals<double>(new Dictionary<string, string> { ["Subject"] = Corpus.Class("Subject", "", $"return Real.{call};") }, new()).Losses["Subject"];
        var (gradient, _) = Derivatives(loss, [x, y], [0, 0]);
        Assert.Equal(first, gradient[0]);
        Assert.Equal(second, gradient[1]);
    }
}
