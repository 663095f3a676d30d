namespace SamFast.Generators.Tests.Gradients;

/// <summary>Losses as users write them, as the members of a class. <c>Real</c> is their number type, and <c>Maths</c> the class of its
/// functions.</summary>
internal static class Corpus
{
    /// <summary>The number of parameters of each loss.</summary>
    public const int Parameters = 6;

    public const string Signature =
        "public static Real Loss(ReadOnlySpan<Real> p, ReadOnlySpan<Real> x, ReadOnlySpan<Real> y, ReadOnlySpan<int> k, int n, Real c)";

    /// <summary>The body of each loss, and the helpers before it.</summary>
    public static IReadOnlyList<(string Helpers, string Body)> All { get; } =
    [
        ("", "Real d = p[0] - 2; return -Maths.Exp(-(d * d) - p[1] * p[1]) - Maths.Exp(-(p[0] * p[0] + 10 * p[1] * p[1]));"),
        ("", """
            Real sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                Real error = p[0] * Maths.Exp(-p[1] * x[i]) + p[2] - y[i];
                sum += error * error;
            }

            return sum / x.Length;
            """),
        ("", """
            Real sum = 0;
            for (int i = 0; i < n; i++)
            {
                Real r = p[0] + p[1] * x[i] + p[2] * x[i] * x[i] - y[i];
                sum += r * r;
            }

            return Maths.Sqrt(sum / (n + 1) + (Real)0.5);
            """),
        ("""
            [Differentiable]
            private static Real Softplus(Real z) => z > 0 ? z + Maths.Log(1 + Maths.Exp(-z)) : Maths.Log(1 + Maths.Exp(z));
            """, """
            Real sum = 0;
            for (int i = 0; i < n; i++)
            {
                Real z = p[5];
                for (int j = 0; j < 3; j++)
                    z += p[j] * x[(i + j) % x.Length];
                sum += Softplus(-y[i] * z);
            }

            return sum;
            """),
        ("", """
            Real u = p[4], v = p[5], sum = 0;
            for (int t = 0; t < n; t++)
            {
                Real du = p[0] * u - p[1] * u * v, dv = p[2] * u * v - p[3] * v;
                u += (Real)0.125 * du;
                v += (Real)0.125 * dv;
                sum += (u - x[t]) * (u - x[t]) + (v - y[t]) * (v - y[t]);
            }

            return sum;
            """),
        ("", """
            Span<Real> h = stackalloc Real[3];
            Real loss = 0;
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < 3; j++)
                    h[j] = Maths.Tanh(p[j] * x[i] + p[j + 3]);
                Real s = 0;
                for (int j = 0; j < 3; j++)
                    s += h[j] * h[(j + 1) % 3];
                loss += (s - y[i]) * (s - y[i]);
            }

            return loss;
            """),
        ("", """
            Span<Real> a = stackalloc Real[3];
            Span<Real> b = stackalloc Real[3];
            a.Fill((Real)0.25);
            Real log = 0;
            for (int t = 0; t < n; t++)
            {
                Real total = 0;
                for (int j = 0; j < 3; j++)
                {
                    Real s = 0;
                    for (int i = 0; i < 3; i++)
                        s += a[i] * Maths.Exp(p[(i + j) % 6] * (Real)0.5);
                    b[j] = s * Maths.Exp(-(x[t] - p[j + 3]) * (x[t] - p[j + 3]));
                    total += b[j];
                }

                log += Maths.Log(total);
                for (int j = 0; j < 3; j++)
                    a[j] = b[j] / total;
            }

            return -log;
            """),
        ("", """
            Real sum = 0;
            for (int i = 0; i < n; i++)
            {
                Real error = p[k[i]] * x[i] - y[i];
                sum += Maths.Abs(error) < c ? error * error : 2 * Maths.Abs(error);
            }

            return sum;
            """),
        ("""
            private static Real Dot(ReadOnlySpan<Real> a, ReadOnlySpan<Real> b)
            {
                Real sum = 0;
                for (int i = 0; i < a.Length; i++)
                    sum += a[i] * b[i];
                return sum;
            }
            """, "return Dot(p[..3], x[..3]) * Dot(p.Slice(3, 3), y.Slice(1, 3)) + Dot(p, p);"),
        ("""
            private static T Square<T>(T r) where T : IFloatingPointIeee754<T> => r * r;
            """, """
            Real sum = 0;
            foreach (Real v in x)
                sum += Square(p[0] * v + p[1]) / (1 + Square(v));
            return sum;
            """),
        ("""
            private readonly record struct Pair(Real U, Real V)
            {
                public Real Norm() => Maths.Sqrt(U * U + V * V + 1);
                public static Pair operator +(Pair a, Pair b) => new(a.U + b.U, a.V + b.V);
            }
            """, """
            Pair state = new(p[0], p[1]);
            for (int i = 0; i < n; i++)
                state = state + new Pair((Real)0.125 * state.V, p[2] * x[i] - (Real)0.125 * state.U);
            return state.Norm() + (state with { U = p[3] }).Norm();
            """),
        ("""
            private static (Real Sin, Real Cos) Turn(Real a) => (Maths.Sin(a), Maths.Cos(a));
            """, """
            var (s, q) = Turn(p[0]);
            (Real a, Real b) = (p[1], p[2]);
            for (int i = 0; i < 5; i++)
                (a, b) = (q * a - s * b, s * a + q * b);
            return a * a * b + p[3] * s;
            """),
        ("", """
            Real v = p[0];
            int t = 0;
            while (t < 20 && v * v < 4)
            {
                v = v * v + p[1];
                t++;
            }

            return v + t * p[2];
            """),
        ("", """
            Real best = p[0];
            int at = 0;
            for (int i = 1; i < 6; i++)
            {
                if (p[i] * p[i] > best)
                {
                    best = p[i] * p[i];
                    at = i;
                }
            }

            return best * p[(at + 1) % 6];
            """),
        ("", """
            Real sum = 0;
            for (int i = 0; i < n; i++)
            {
                if (x[i] < c)
                    continue;
                sum += p[i % 6] * x[i];
                if (sum > 1)
                    break;
            }

            return sum * sum;
            """),
        ("", """
            for (int i = 0; i < n; i++)
            {
                Real r = p[0] * x[i] - p[1];
                if (r > (Real)0.5)
                    return r * p[2];
            }

            return p[3] * p[4];
            """),
        ("", """
            Span<Real> a = stackalloc Real[6];
            p.CopyTo(a);
            for (int i = 1; i < 6; i++)
                a[i] += a[i - 1] * (Real)0.5;
            for (int i = 4; i >= 0; i--)
                a[i] -= a[i + 1] * p[i];
            return a[0] * a[0] + a[5];
            """),
        ("", """
            Span<Real> a = stackalloc Real[8];
            for (int s = 0; s < 3; s++)
            {
                for (int i = 1; i < 7; i++)
                    a[i] = (a[i - 1] + a[i + 1]) * (Real)0.25 + p[(i + s) % 6];
            }

            Real sum = 0;
            foreach (Real v in a)
                sum += v * v;
            return sum;
            """),
        ("""
            private static void Rotate(ref Real a, ref Real b, Real angle)
            {
                Real old = a;
                a = Maths.Cos(angle) * a - Maths.Sin(angle) * b;
                b = Maths.Sin(angle) * old + Maths.Cos(angle) * b;
            }
            """, """
            Real a = p[0], b = p[1];
            Rotate(ref a, ref b, p[2]);
            Rotate(ref b, ref a, c);
            return a * a * a + b;
            """),
        ("", """
            Real sum = 0;
            for (int i = 0; i < n; i++)
            {
                sum += k[i] switch
                {
                    0 => p[0] * x[i],
                    1 => p[1] * p[1],
                    > 3 => Maths.Sin(p[2]),
                    _ => y[i],
                };
            }

            return sum;
            """),
        ("", """
            Real sum = 0;
            for (int i = 0; i < n; i++)
            {
                switch (k[i])
                {
                    case 0:
                    case 1:
                        sum += p[0] * x[i];
                        break;
                    case 2:
                        sum *= Maths.Cos(p[1]);
                        break;
                    default:
                        sum -= p[k[i]] * p[2];
                        break;
                }
            }

            return sum;
            """),
        ("", """
            Real high = Maths.Max(p[0], Maths.Max(p[1], p[2])), sum = 0;
            for (int j = 0; j < 3; j++)
                sum += Maths.Exp(p[j] - high);
            return high + Maths.Log(sum) - Maths.Min(p[3], Maths.Abs(p[4])) + Real.Clamp(p[5], -1, 1);
            """),
        ("", """
            Span<Real> m = stackalloc Real[9];
            for (int i = 0; i < 3; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    Real s = i == j ? 2 + p[i] * p[i] : p[i + j] * (Real)0.25;
                    for (int q = 0; q < j; q++)
                        s -= m[i * 3 + q] * m[j * 3 + q];
                    m[i * 3 + j] = i == j ? Maths.Sqrt(Maths.Abs(s) + (Real)0.125) : s / m[j * 3 + j];
                }
            }

            return Maths.Log(m[0]) + Maths.Log(m[4]) + Maths.Log(m[8]);
            """),
        ("", """
            Real product = 1;
            for (int i = 0; i < 6; i++)
                product *= 1 + (Real)0.5 * p[i] * x[i];
            return product;
            """),
        ("", """
            Span<Real> counts = stackalloc Real[6];
            for (int i = 0; i < n; i++)
                counts[k[i]] += p[k[i]] * x[i];
            Real sum = 0;
            for (int j = 0; j < 6; j++)
                sum += counts[j] * counts[j];
            return sum;
            """),
        ("", """
            Real low = -1, high = 1;
            for (int i = 0; i < 10; i++)
            {
                Real middle = (low + high) * (Real)0.5;
                if (middle * p[0] < p[1])
                    low = middle;
                else
                    high = middle;
            }

            return (low - p[2]) * (high - p[3]) + p[0] * p[1];
            """),
        ("""
            private static Real Power(Real a, int count)
            {
                Real result = 1;
                for (int i = 0; i < count; i++)
                    result *= a;
                return result;
            }
            """, "return Power(p[0], 3) - Power(p[1] * p[2], 2) + Power(Maths.Sin(p[3]), n % 4);"),
        ("", """
            Real s = 0;
            int i = 0;
            do
            {
                s += p[i] * x[i];
                i += 2;
            } while (i < 6);
            return Maths.Atan2(s, 2 + p[1] * p[1]) + Real.Hypot(p[2], 1);
            """),
        ("", """
            Span<Real> w = stackalloc Real[6];
            for (int i = 0; i < 6; i++)
                w[i] = Maths.Exp(p[i]);
            Real total = 0;
            foreach (Real e in w)
                total += e;
            for (int i = 0; i < 6; i++)
                w[i] /= total;
            Real loss = 0;
            for (int i = 0; i < n; i++)
                loss -= Maths.Log(w[k[i]] + (Real)0.0625);
            return loss;
            """),
        ("", """
            Real a = p[0], b = p[1], r = 0;
            for (int i = n - 1; i >= 0; i--)
            {
                Real old = a;
                a = Maths.Sin(b + x[i]);
                b = old * p[2] + (i % 2 == 0 ? p[3] : y[i]);
                r += a * b;
            }

            return r;
            """),
    ];

    /// <summary>A class with a loss.</summary>
    public static string Class(string name, string helpers, string body) =>
        $"public static partial class {name}\n{{\n{helpers}\n[Differentiable]\n{Signature}\n{{\n{body}\n}}\n}}\n";
}
