namespace SamFast.Generators.Tests.Solutions;

/// <summary>Losses that call differentiable methods of another assembly, dense operations, and methods with rules of one's own. Gradients are
/// compared with differences of the value, and products with the Hessian with differences of the gradient.</summary>
public class CompanionTests
{
    private const string Usings = "using System; using SamFast; ";

    private const string Library = Usings + """
        public static partial class Library
        {
            [Differentiable] public static double Square(double r) => r * r + Math.Sin(r);

            [Differentiable] public static double Hill(double x, double k, int n)
            {
                double power = 1;
                for (int i = 0; i < n; i++) power *= x / k;
                return power / (1 + power);
            }

            [Differentiable] public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
            {
                double sum = 0;
                for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
                return sum;
            }

            [Differentiable] public static double Mixed(ReadOnlySpan<float> p, float value)
            {
                double sum = 0;
                for (int i = 0; i < p.Length; i++) sum += p[i] * value;
                return sum;
            }
        }
        """;

    private delegate double Value(ReadOnlySpan<double> p, ReadOnlySpan<double> x);

    private delegate double Gradient(ReadOnlySpan<double> p, ReadOnlySpan<double> x, Span<double> gradient);

    private delegate void Product(ReadOnlySpan<double> p, ReadOnlySpan<double> x, ReadOnlySpan<double> direction, Span<double> product);

    [Theory]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) s += Library.Square(p[i % 4] * x[i]); return s;")]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) s += Library.Hill(x[i] * x[i], p[0] * p[0] + 1, 3) * p[2]; return s * s;")]
    [InlineData("Span<double> z = stackalloc double[4]; for (int i = 0; i < 4; i++) z[i] = Library.Square(p[i] * x[i]); return Library.Dot(z, p) + Library.Dot(p.Slice(1, 3), x.Slice(0, 3));")]
    [InlineData("double s = p[0]; for (int i = 0; i < x.Length; i++) s = Library.Hill(s * s, p[i % 4] * p[i % 4] + 1, 2) + x[i]; return s;")]
    public void Methods_of_a_library_are_differentiated_by_their_companions(string body) => Check(body, "", Library);

    [Theory]
    [InlineData("return Cube(p[0]) * Cube(p[1] * p[2]) + Cube(p[3]);")]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) s += Cube(p[i % 4] * x[i]) * p[0]; return s;")]
    [InlineData("return Weighted(p[0] * p[1], p.Slice(1, 3)) * p[2] + Weighted(2, p);")]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) s += Wave.Of(x[i] * p[i % 4], p[0]); return s;")]
    public void Methods_with_rules_are_differentiated_by_them(string body) => Check(body, """
            [Derivative(nameof(CubeRule))]
            private static double Cube(double x) { object boxed = x; return Math.Pow((double)boxed, 3); }

            private static void CubeRule(double x, double result, out double dx) => dx = 3 * x * x;

            [Derivative(nameof(WeightedRule), Tangent = nameof(WeightedTangent), AdjointTangent = nameof(WeightedAdjointTangent))]
            private static double Weighted(double a, ReadOnlySpan<double> x)
            {
                double sum = 0;
                foreach (double v in x) sum += a * v * v;
                return sum;
            }

            private static void WeightedRule(double a, ReadOnlySpan<double> x, double resultAdjoint, ref double aAdjoint, Span<double> xAdjoint)
            {
                for (int i = 0; i < x.Length; i++)
                {
                    aAdjoint += resultAdjoint * x[i] * x[i];
                    if (!xAdjoint.IsEmpty) xAdjoint[i] += 2 * resultAdjoint * a * x[i];
                }
            }

            private static double WeightedTangent(double a, ReadOnlySpan<double> x, double aTangent, ReadOnlySpan<double> xTangent)
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i++) sum += aTangent * x[i] * x[i] + (xTangent.IsEmpty ? 0 : 2 * a * x[i] * xTangent[i]);
                return sum;
            }

            private static void WeightedAdjointTangent(
                double a, ReadOnlySpan<double> x, double aTangent, ReadOnlySpan<double> xTangent, double resultAdjoint, double resultAdjointTangent,
                ref double aAdjointTangent, Span<double> xAdjointTangent)
            {
                for (int i = 0; i < x.Length; i++)
                {
                    double dot = xTangent.IsEmpty ? 0 : xTangent[i];
                    aAdjointTangent += resultAdjointTangent * x[i] * x[i] + 2 * resultAdjoint * x[i] * dot;
                    if (!xAdjointTangent.IsEmpty)
                        xAdjointTangent[i] += 2 * (resultAdjointTangent * a * x[i] + resultAdjoint * (aTangent * x[i] + a * dot));
                }
            }

            [DerivativeOf(typeof(Wave), nameof(Wave.Of))]
            private static void WaveRule(double x, double y, out double dx, out double dy) { dx = Math.Cos(x) * y; dy = Math.Sin(x); }
            """, "public static class Wave { public static double Of(double x, double y) => System.Math.Sin(x) * y; }");

    [Theory]
    [InlineData("Span<double> z = stackalloc double[4]; Dense.MatVec(p.Slice(0, 4), x.Slice(0, 2), 2, 2, z.Slice(0, 2)); Activations.Tanh(z.Slice(0, 2), z.Slice(2, 2)); return z[2] * z[3] * p[0];")]
    [InlineData("Span<double> h = stackalloc double[2]; Span<double> z = stackalloc double[2]; double s = 0; for (int t = 0; t < x.Length; t++) { Dense.MatVec(p, h, 2, 2, z); z[0] += x[t]; z[1] -= x[t] * p[1]; Activations.Sigmoid(z, h); s += h[0] * h[1]; } return s;")]
    [InlineData("Span<double> product = stackalloc double[4]; Span<double> value = stackalloc double[4]; Span<double> gradient = stackalloc double[4]; Span<double> tape = stackalloc double[4]; Activations.Tanh(p, product); Activations.Sigmoid(product, value); Activations.Tanh(value, gradient); Activations.Softplus(gradient, tape); return tape[0] * tape[1] - tape[2] * tape[3];")]
    [InlineData("Span<double> h = stackalloc double[4]; Span<double> dH = stackalloc double[4]; Span<double> hDot = stackalloc double[4]; Span<double> formerH = stackalloc double[4]; Activations.Tanh(p, h); Activations.Sigmoid(h, dH); Activations.Tanh(dH, hDot); Activations.Softplus(hDot, formerH); return h[0] * dH[1] - hDot[2] * formerH[3];")]
    [InlineData("Span<double> o = stackalloc double[4]; Normalizations.LogSoftmax(p, 2, 2, o); double s = 0; for (int i = 0; i < 4; i++) s -= o[i] * x[i]; return s;")]
    [InlineData("Span<double> k = stackalloc double[4]; Span<double> l = stackalloc double[4]; k[0] = 2 + p[0] * p[0]; k[1] = p[1]; k[2] = p[1]; k[3] = 3 + p[2]; Cholesky.Factor(k, 2, l); return Cholesky.LogDeterminant<double>(l, 2) * p[3];")]
    public void Dense_operations_are_differentiated_by_their_rules(string body) => Check(body, "", "");

    [Theory]
    [InlineData("double a = p[0], b = p[1]; for (int i = 0; i < x.Length; i++) { double c = a * b + x[i] * p[2]; b = Math.Sin(a) * p[3]; a = c; } return a * b;")]
    [InlineData("Span<double> h = stackalloc double[3]; double s = 0; for (int i = 0; i < x.Length; i++) { for (int j = 0; j < 3; j++) h[j] = Math.Tanh(h[j] * p[j] + h[(j + 1) % 3] * x[i] + p[3]); s += h[i % 3] * h[0]; } return s + h[1];")]
    public void Recurrences_in_segments_have_the_same_gradient(string body) => Check(body, "", "", ", Checkpoint(2)");

    private static void Check(string body, string members, string library, string attributes = "")
    {
        string source = Usings + $"public static partial class Subject {{ [Differentiable{attributes}] public static double Loss(ReadOnlySpan<double> p, ReadOnlySpan<double> x) {{ {body} }} {members} }}";
        var solution = library.Length > 0 ? new Solution().With(library) : new Solution();
        var subject = solution.Load(solution.Build(source).IsClean()).GetType("Subject")!;
        var value = subject.GetMethod("Loss")!.CreateDelegate<Value>();
        var gradient = subject.GetMethod("LossGradient")!.CreateDelegate<Gradient>();
        var product = subject.GetMethod("LossHessianProduct")!.CreateDelegate<Product>();
        double[] p = [0.4, -0.7, 0.3, 0.9], x = [0.5, -0.2, 0.8, 0.1, -0.6], direction = [0.3, 0.5, -0.8, 0.2];
        double[] slopes = new double[4], bends = new double[4];
        Assert.Equal(value(p, x), gradient(p, x, slopes), 1e-12);
        product(p, x, direction, bends);
        const double Step = 1e-5;
        double[] Slopes(double step)
        {
            double[] result = new double[4];
            gradient([.. p.Zip(direction, (a, d) => a + (step * d))], x, result);
            return result;
        }

        double[] above = Slopes(Step), below = Slopes(-Step);
        for (int i = 0; i < 4; i++)
        {
            double[] right = [.. p], left = [.. p];
            right[i] += Step;
            left[i] -= Step;
            Assert.Equal((value(right, x) - value(left, x)) / (2 * Step), slopes[i], 1e-7);
            Assert.Equal((above[i] - below[i]) / (2 * Step), bends[i], 1e-7);
        }
    }
}
