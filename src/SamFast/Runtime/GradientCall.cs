using System.ComponentModel;

namespace SamFast.Runtime;

/// <summary>Checks the arguments of generated gradients, before anything is modified.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GradientCall
{
    /// <summary>Checks the spans of a gradient.</summary>
    /// <param name="point">The parameters.</param>
    /// <param name="result">The gradient.</param>
    /// <param name="name">The name of its parameter.</param>
    /// <exception cref="ArgumentException">They differ in length, or overlap.</exception>
    public static void Check<T>(ReadOnlySpan<T> point, ReadOnlySpan<T> result, string name)
    {
        if (point.Length != result.Length)
        {
            throw new ArgumentException(
                $"The {name} has {result.Length} elements, but there are {point.Length} parameters. Pass a span of {point.Length}.", name);
        }

        CheckApart(point, result, name);
    }

    /// <summary>Checks the spans of a product with the Hessian.</summary>
    /// <exception cref="ArgumentException">They differ in length, or the product overlaps another one.</exception>
    public static void Check<T>(
        ReadOnlySpan<T> point, ReadOnlySpan<T> direction, ReadOnlySpan<T> product, string directionName, string productName)
    {
        if (direction.Length != point.Length)
        {
            throw new ArgumentException(
                $"The {directionName} has {direction.Length} elements, but there are {point.Length} parameters. Pass a span of {point.Length}.",
                directionName);
        }

        Check(point, product, productName);
        CheckApart(direction, product, productName);
    }

    /// <summary>Checks that a result overlaps nothing that is read while it is written.</summary>
    /// <exception cref="ArgumentException">They overlap.</exception>
    public static void CheckApart<T>(ReadOnlySpan<T> read, ReadOnlySpan<T> result, string name)
    {
        if (read.Overlaps(result))
            throw new ArgumentException($"The {name} overlaps another span in memory. Use a separate buffer.", name);
    }
}
