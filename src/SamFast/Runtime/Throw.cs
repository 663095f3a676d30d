using System.Diagnostics.CodeAnalysis;

namespace SamFast.Runtime;

/// <summary>The exceptions of the hot path, out of its way.</summary>
internal static class Throw
{
    [DoesNotReturn]
    internal static void Length<T>(string argument, int length, OptimizerEngine<T> optimizer) where T : unmanaged =>
        throw new ArgumentException(
            $"This {optimizer.GetType().Name} was constructed for {optimizer.ParameterCount} parameters, but the span has length " +
            $"{length}. Pass spans of that length, or construct another optimizer.", argument);

    [DoesNotReturn]
    internal static void Lengths<T>(string argument, int count, OptimizerEngine<T> optimizer) where T : unmanaged =>
        throw new ArgumentException(
            $"This {optimizer.GetType().Name} was constructed for tensors of other lengths than these {count}. Construct one with " +
            "their lengths: new([.. tensors.Lengths]).", argument);

    [DoesNotReturn]
    internal static void NoTensor<T>(string argument, int tensor, OptimizerEngine<T> optimizer) where T : unmanaged =>
        throw new ArgumentOutOfRangeException(
            argument, tensor,
            $"This {optimizer.GetType().Name} has {optimizer.Layout.Count} tensors: pass a number from 0 to {optimizer.Layout.Count - 1}.");

    [DoesNotReturn]
    internal static void NotPlaced() =>
        throw new ArgumentException(
            "Not all of these tensors have been placed. Call Place for each before the first step.", "tensors");

    [DoesNotReturn]
    internal static void NoGroup<T>(string argument, string group, OptimizerEngine<T> optimizer) where T : unmanaged
    {
        string[] groups = [.. optimizer.Layout.Select(tensor => tensor.Group).OfType<string>().Distinct()];
        throw new ArgumentException(
            $"This {optimizer.GetType().Name} is declared for the group '{group}', " +
            (groups.Length > 0
                ? $"which the layout does not have: it has {string.Join(", ", groups.Select(name => $"'{name}'"))}. Assign that group to one of its " +
                    "tensors, or name another group in the declaration."
                : "and its tensors have no groups. Construct it with a layout with groups: Layout layout = [new(\"w\", [784, 128], " +
                    $"\"{group}\"), new(\"b\", [128])];"),
            argument);
    }

    [DoesNotReturn]
    internal static void InNoPart<T>(
        string argument, TensorShape tensor, ReadOnlySpan<string> groups, OptimizerEngine<T> optimizer) where T : unmanaged =>
        throw new ArgumentException(
            $"This {optimizer.GetType().Name} is a partition into {string.Join(", ", groups.ToArray().Select(name => $"'{name}'"))}, " +
            $"and tensor '{tensor.Name}' is in " + (tensor.Group is null ? "no group" : $"the group '{tensor.Group}'") +
            ". Assign one of these groups to it, or declare another [Partition].", argument);

    [DoesNotReturn]
    internal static void InUse<T>(OptimizerEngine<T> optimizer) where T : unmanaged =>
        throw new InvalidOperationException(
            $"This {optimizer.GetType().Name} is in the middle of a step: this call comes from another thread, or from the step's own " +
            "gradient function. Use an optimizer from one thread at a time, and not from its gradient function.");

    [DoesNotReturn]
    internal static void Moving<T>(OptimizerEngine<T> optimizer) where T : unmanaged =>
        throw new InvalidOperationException(
            $"This {optimizer.GetType().Name} is in the middle of a step: this call comes from another thread, or from the step's own " +
            "gradient function. The values read were inconsistent and were discarded; nothing was modified. Read and " +
            "save between two steps, one thread at a time.");

    [DoesNotReturn]
    internal static void Overlap() =>
        throw new ArgumentException(
            "The gradients overlap the parameters in memory. Use separate buffers.", "gradients");

    [DoesNotReturn]
    internal static void HessianOverlap() =>
        throw new ArgumentException(
            "The diagonal of the Hessian overlaps the parameters in memory. Use a separate buffer.", "hessianDiagonal");

    [DoesNotReturn]
    internal static void NeedsHessian() =>
        throw new InvalidOperationException(
            "This step needs the diagonal of the Hessian: where NeedsHessian is true, call Step(parameters, gradients, " +
            "hessianDiagonal). HutchinsonEstimator estimates it.");

    [DoesNotReturn]
    internal static void PartialOverlap() =>
        throw new ArgumentException(
            "The destination overlaps the parameters in part. Pass the parameters themselves, or a separate buffer.",
            "destination");

    [DoesNotReturn]
    internal static void NoFloat(string property, double value, string range) =>
        throw new ArgumentOutOfRangeException(
            property, value,
            $"{property} must be finite and in {range}, and as a float 0 or in [1.1754944E-38, 3.4028235E+38] in magnitude. It was " +
            "not changed. [Optimizer<double>] has a wider range.");

    [DoesNotReturn]
    internal static void OutOfRange(string property, double value, string range) =>
        throw new ArgumentOutOfRangeException(
            property, value, $"{property} must be finite and in {range}. It was not changed.");
}
