using System.Runtime.CompilerServices;

namespace SamFast;

public static partial class Losses
{
    /// <summary>Validates the arguments before anything is written. Examples are elements.</summary>
    internal static void Check<T>(
        ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, Span<T> gradient, Reduction reduction,
        ReadOnlySpan<T> weights,
        [CallerArgumentExpression(nameof(predictions))] string predictionsName = "",
        [CallerArgumentExpression(nameof(targets))] string targetsName = "")
    {
        CheckTargets(predictions, targets, gradient, predictionsName, targetsName);
        CheckBatch(gradient, reduction, weights, predictions.Length);
    }

    /// <summary>The same where examples are rows.</summary>
    internal static void CheckRows<T>(
        ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, int length, Span<T> gradient, Reduction reduction,
        ReadOnlySpan<T> weights,
        [CallerArgumentExpression(nameof(predictions))] string predictionsName = "",
        [CallerArgumentExpression(nameof(targets))] string targetsName = "",
        [CallerArgumentExpression(nameof(length))] string lengthName = "")
    {
        CheckTargets(predictions, targets, gradient, predictionsName, targetsName);
        int rows = CheckShape(predictions.Length, length, predictionsName, lengthName);
        CheckBatch(gradient, reduction, weights, rows);
    }

    private static void CheckTargets<T>(
        ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, Span<T> gradient, string predictionsName,
        string targetsName)
    {
        CheckGradient(predictions, gradient, predictionsName);
        if (targets.Length != predictions.Length)
        {
            throw new ArgumentException(
                $"The {predictionsName} have length {predictions.Length}, but the {targetsName} {targets.Length}. "
                    + "Pass spans of the same length.", targetsName);
        }

        if (targets.Overlaps(gradient))
            ThrowOverlap(targetsName, nameof(gradient));
    }

    internal static void CheckGradient<T>(ReadOnlySpan<T> predictions, Span<T> gradient, string predictionsName)
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"Losses support float and double, not {typeof(T).Name}.");
        if (gradient.Length != predictions.Length)
        {
            throw new ArgumentException(
                $"The {predictionsName} have length {predictions.Length}, but the gradient has length {gradient.Length}. "
                    + "Pass one of the same length.", nameof(gradient));
        }

        if (predictions.Overlaps(gradient, out int offset) && offset != 0)
            ThrowOverlap(predictionsName, nameof(gradient));
    }

    /// <summary>The number of rows.</summary>
    internal static int CheckShape(int elements, int length, string predictionsName, string lengthName)
    {
        if (length < 1)
            throw new ArgumentOutOfRangeException(lengthName, length, $"Pass at least 1 of the {lengthName}.");
        if (elements % length != 0)
        {
            throw new ArgumentException(
                $"The {predictionsName} have length {elements}, which is not a multiple of {length} {lengthName}. "
                    + "Pass whole rows.", predictionsName);
        }

        return elements / length;
    }

    internal static void CheckBatch<T>(Span<T> gradient, Reduction reduction, ReadOnlySpan<T> weights, int examples)
    {
        if (reduction is not (Reduction.Mean or Reduction.Sum))
            throw new ArgumentOutOfRangeException(nameof(reduction), reduction, "Pass Mean or Sum.");
        if (!weights.IsEmpty && weights.Length != examples)
        {
            throw new ArgumentException(
                $"There are {examples} examples, but {weights.Length} weights. Pass one weight per example, or none.",
                nameof(weights));
        }

        if (weights.Overlaps(gradient))
            ThrowOverlap(nameof(weights), nameof(gradient));
    }

    internal static void CheckParameter(bool isFine, double value, string name, string range)
    {
        if (!isFine)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be finite and in {range}.");
    }

    private static void ThrowOverlap(string other, string argument) => throw new ArgumentException(
        $"The gradient overlaps the {other} in memory. Use a separate buffer, or the predictions' own memory.",
        argument);
}
