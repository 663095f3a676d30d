using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SamFast;

public static partial class Losses
{
    /// <summary>Smooths labels, as input of a loss: (1 − α)·y + α ÷ classes.</summary>
    /// <remarks>Müller et al. 2019 (arXiv:1906.02629). The same as <c>optax.smooth_labels</c>.</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="labels">The labels y, row after row: one-hot, or any distribution.</param>
    /// <param name="classes">Labels in a row.</param>
    /// <param name="alpha">α, between 0 (unchanged) and 1 (uniform).</param>
    /// <param name="destination">Receives the smoothed labels; may be the labels' own memory.</param>
    /// <exception cref="ArgumentException">Lengths differ or are no multiple of the row's, α is out of range, or the
    /// spans overlap otherwise.</exception>
    public static void SmoothLabels<T>(ReadOnlySpan<T> labels, int classes, double alpha, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"Labels must be float or double, not {typeof(T).Name}.");
        CheckParameter(alpha is >= 0 and <= 1, alpha, nameof(alpha), "[0, 1]");
        CheckShape(labels.Length, classes, nameof(labels), nameof(classes));
        if (destination.Length != labels.Length)
        {
            throw new ArgumentException(
                $"The labels have length {labels.Length}, but the destination has {destination.Length}. "
                    + "Pass one of the same length.", nameof(destination));
        }

        if (labels.Overlaps(destination, out int offset) && offset != 0)
        {
            throw new ArgumentException(
                "The destination overlaps the labels in memory. Use a separate buffer, or the labels' own memory.",
                nameof(destination));
        }

        Smooth(
            ref MemoryMarshal.GetReference(labels), ref MemoryMarshal.GetReference(destination), (nuint)labels.Length,
            1 - alpha, alpha / classes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Smooth<T>(ref T labels, ref T destination, nuint length, double factor, double share)
    {
        var factors = Blocks.Constant<T>(factor);
        var shares = Blocks.Constant<T>(share);
        nuint block = (nuint)Vector512<T>.Count, i = 0;
        for (; i + block <= length; i += block)
            (factors * Vector512.LoadUnsafe(ref labels, i) + shares).StoreUnsafe(ref destination, i);
        if (i < length)
        {
            int rest = (int)(length - i);
            var part = factors * Pieces.Load(ref Unsafe.Add(ref labels, i), rest) + shares;
            Pieces.Store(part, ref Unsafe.Add(ref destination, i), rest);
        }
    }
}
