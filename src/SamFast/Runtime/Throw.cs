using System.Diagnostics.CodeAnalysis;

namespace SamFast.Runtime;

/// <summary>The exceptions of the hot path, out of its way.</summary>
internal static class Throw
{
    [DoesNotReturn]
    internal static void Length<T>(string argument, int length, OptimizerEngine<T> optimizer) where T : unmanaged =>
        throw new ArgumentException(
            $"This {optimizer.GetType().Name} was made for {optimizer.ParameterCount} parameters, but the span has length " +
            $"{length}. Pass spans of that length, or make another optimizer.", argument);

    [DoesNotReturn]
    internal static void Lengths<T>(string argument, int count, OptimizerEngine<T> optimizer) where T : unmanaged =>
        throw new ArgumentException(
            $"This {optimizer.GetType().Name} was made for tensors of other lengths than these {count}. Make one with " +
            "their lengths: new([.. tensors.Lengths]).", argument);

    [DoesNotReturn]
    internal static void NoTensor<T>(string argument, int tensor, OptimizerEngine<T> optimizer) where T : unmanaged =>
        throw new ArgumentOutOfRangeException(
            argument, tensor,
            $"This {optimizer.GetType().Name} has {optimizer.Layout.Count} tensors: pass a number from 0 to {optimizer.Layout.Count - 1}.");

    [DoesNotReturn]
    internal static void NotPlaced() =>
        throw new ArgumentException(
            "It is not known where all of these tensors are. Call Place for each before the first step.", "tensors");

    [DoesNotReturn]
    internal static void NoGroup<T>(string argument, string group, OptimizerEngine<T> optimizer) where T : unmanaged
    {
        string[] groups = [.. optimizer.Layout.Select(tensor => tensor.Group).OfType<string>().Distinct()];
        throw new ArgumentException(
            $"This {optimizer.GetType().Name} is declared for the group '{group}', " +
            (groups.Length > 0
                ? $"which the layout does not have: it has {string.Join(", ", groups.Select(name => $"'{name}'"))}. Give one of its " +
                    "tensors that group, or name another in the declaration."
                : "and its tensors have no groups. Make it with a layout that has: Layout layout = [new(\"w\", [784, 128], " +
                    $"\"{group}\"), new(\"b\", [128])];"),
            argument);
    }

    [DoesNotReturn]
    internal static void InNoPart<T>(
        string argument, TensorShape tensor, ReadOnlySpan<string> groups, OptimizerEngine<T> optimizer) where T : unmanaged =>
        throw new ArgumentException(
            $"This {optimizer.GetType().Name} is a partition into {string.Join(", ", groups.ToArray().Select(name => $"'{name}'"))}, " +
            $"and tensor '{tensor.Name}' is in " + (tensor.Group is null ? "no group" : $"the group '{tensor.Group}'") +
            ". Give it one of these, or declare another [Partition].", argument);

    [DoesNotReturn]
    internal static void InUse<T>(OptimizerEngine<T> optimizer) where T : unmanaged =>
        throw new InvalidOperationException(
            $"This {optimizer.GetType().Name} is in the middle of a step: another thread makes it, or it asks for the gradient " +
            "that this call comes from. Let one thread at a time use an optimizer, and a gradient function leave it alone.");

    [DoesNotReturn]
    internal static void Moving<T>(OptimizerEngine<T> optimizer) where T : unmanaged =>
        throw new InvalidOperationException(
            $"This {optimizer.GetType().Name} is in the middle of a step: another thread makes it, or asked for the gradient that " +
            "this call comes from. What would be read is of no single moment, and was thrown away; nothing was changed. Read and " +
            "save between two steps, one thread at a time.");

    [DoesNotReturn]
    internal static void Overlap() =>
        throw new ArgumentException(
            "The gradients overlap the parameters in memory. Keep them in buffers of their own.", "gradients");

    [DoesNotReturn]
    internal static void HessianOverlap() =>
        throw new ArgumentException(
            "The diagonal of the Hessian overlaps the parameters in memory. Keep it in a buffer of its own.", "hessianDiagonal");

    [DoesNotReturn]
    internal static void NeedsHessian() =>
        throw new InvalidOperationException(
            "This step needs the diagonal of the Hessian: where NeedsHessian is true, call Step(parameters, gradients, " +
            "hessianDiagonal). HutchinsonEstimator estimates it.");

    [DoesNotReturn]
    internal static void PartialOverlap() =>
        throw new ArgumentException(
            "The destination overlaps the parameters in part. Pass the parameters themselves, or a buffer of its own.",
            "destination");

    [DoesNotReturn]
    internal static void NoFloat(string property, double value, string range) =>
        throw new ArgumentOutOfRangeException(
            property, value,
            $"{property} must be finite and in {range}, and as a float 0 or in [1.1754944E-38, 3.4028235E+38] in magnitude. It was " +
            "left as it is. [Optimizer<double>] has a wider range.");

    [DoesNotReturn]
    internal static void OutOfRange(string property, double value, string range) =>
        throw new ArgumentOutOfRangeException(
            property, value, $"{property} must be finite and in {range}. It was left as it is.");
}
