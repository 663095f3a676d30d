using System.Globalization;
using System.Numerics;
using SamFast.Generators.Tests.Gradients.Duals;

namespace SamFast.Generators.Tests.Gradients;

/// <summary>The comparison of generated derivatives with those of duals at a point.</summary>
/// <param name="IsCompared">False if the loss throws there, is not finite, or has a comparison that rounding errors decide.</param>
/// <param name="Fault">A difference; null if there is none.</param>
internal readonly record struct Verdict(bool IsCompared, string? Fault = null)
{
    /// <summary>The most iterations of an evaluation.</summary>
    public const int Iterations = 100_000;

    /// <summary>The largest difference, in units of the bound of rounding errors.</summary>
    private const double Tolerance = 64;

    /// <summary>Smaller numbers may be rounded to 0.</summary>
    private const double Smallest = 1e-30;

    /// <param name="loss">The loss.</param>
    /// <param name="dual">The loss with duals.</param>
    /// <param name="point">The point.</param>
    /// <param name="epsilon">The machine's epsilon.</param>
    /// <param name="isTame">True if the method may be called: its loops end before its arrays fill the stack.</param>
    public static Verdict Of<T>(Compiled<T> loss, Value<Dual> dual, Point point, double epsilon, bool isTame) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Dual[] expected;
        bool isDecided;
        try
        {
            (expected, isDecided) = point.Differentiate(dual, epsilon, Iterations);
        }
        catch (Exception e) when (IsOfLoss(e))
        {
            return new(false);
        }

        if (!isDecided || expected.Any(e => !IsSmall(e.A) || !IsSmall(e.Both) || !IsSmall(e.V)))
            return new(false);
        try
        {
            return new(true, Compare(loss, expected, point, epsilon, isTame));
        }
        catch (IndexOutOfRangeException) when (point.N == 0)
        {
            // Parameters at constant places are read before loops, also those without iterations.
            return new(false);
        }
        catch (Exception e)
        {
            return new(true, e.ToString());
        }
    }

    /// <summary>True for an exception that a loss may throw.</summary>
    public static bool IsOfLoss(Exception e) =>
        e is IndexOutOfRangeException or ArgumentException or TimeoutException or ArithmeticException or InvalidOperationException or InvalidCastException;

    private static bool IsSmall(Tracked number) => Math.Abs(number.Value) < 1e20 && number.Error < 1e20;

    private static string? Compare<T>(Compiled<T> loss, Dual[] expected, Point point, double epsilon, bool isTame) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] p = Point.As<T>(point.P), x = Point.As<T>(point.X), y = Point.As<T>(point.Y), direction = Point.As<T>(point.Direction);
        T c = T.CreateChecked(point.C);
        T[] gradient = new T[p.Length], product = new T[p.Length], again = new T[p.Length], other = new T[p.Length];
        Array.Fill(gradient, T.NaN);
        Array.Fill(product, T.NaN);
        T value = loss.Gradient(p, x, y, point.K, point.N, c, gradient);
        loss.Product(p, x, y, point.K, point.N, c, direction, product);
        var fault = (isTame ? Differs("the method", point.Evaluate(loss.Value), expected[0].V) : null) ?? Differs("the value", value, expected[0].V);
        for (int i = 0; i < p.Length; i++)
            fault ??= Differs($"derivative {i}", gradient[i], expected[i].A) ?? Differs($"product {i}", product[i], expected[i].Both);
        if (fault is not null)
            return fault;

        long allocated = GC.GetAllocatedBytesForCurrentThread();
        T second = loss.Gradient(p, x, y, point.K, point.N, c, again);
        loss.Product(p, x, y, point.K, point.N, c, direction, other);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        return allocated != 0 ? $"the second call allocates {allocated} bytes"
            : second != value || !again.SequenceEqual(gradient) || !other.SequenceEqual(product) ? "the second call has another result" : null;

        string? Differs(string name, T actual, Tracked number) =>
            Math.Abs(double.CreateChecked(actual) - number.Value) <= (Tolerance * epsilon * (number.Error + Math.Abs(number.Value))) + Smallest ? null
                : string.Create(CultureInfo.InvariantCulture, $"{name} is {actual}, and not {number.Value} with an error below {epsilon * number.Error:g3}");
    }
}
