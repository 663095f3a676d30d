using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace SamFast;

/// <summary>Pooling of images, for losses. See <see cref="Dense"/> for the companions of an operation.</summary>
/// <remarks>Lanes are channels: the same bits for every vector width.</remarks>
public static partial class Pooling
{
    /// <summary>The largest number of each window, in each channel: <c>flax.linen.max_pool</c>.</summary>
    /// <remarks>Padding does not count. Of equal numbers, the first receives the derivative, as in JAX; if one is NaN, the output
    /// is, and there is no derivative.</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="images">The images, images × height × width × channels.</param>
    /// <param name="windows">The sizes.</param>
    /// <param name="output">Receives images × output height × output width × channels.</param>
    /// <exception cref="ArgumentException">A size is out of range, a length is not that of the shape, or the output overlaps the
    /// images.</exception>
    [Derivative(nameof(MaxAdjoint), Tangent = nameof(MaxTangent), AdjointTangent = nameof(MaxAdjointTangent))]
    public static void Max<T>(ReadOnlySpan<T> images, ImageWindows windows, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(images, windows);
        Shapes.Length(output, LengthOfOutput(windows), OutputShape);
        Shapes.Apart(output, images);
        Dispatch(Work.Max, windows, images, default, output);
    }

    /// <summary>Adds the adjoint of each output to that of the first largest number of its window.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void MaxAdjoint<T>(
        ReadOnlySpan<T> images, ImageWindows windows, ReadOnlySpan<T> outputAdjoint, Span<T> imagesAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(images, windows);
        Shapes.Length(outputAdjoint, LengthOfOutput(windows), OutputShape);
        Shapes.OptionalLength(imagesAdjoint, images.Length, ImagesShape);
        Shapes.Apart(imagesAdjoint, images);
        Shapes.Apart(imagesAdjoint, outputAdjoint);
        if (!imagesAdjoint.IsEmpty)
            Dispatch(Work.AddToLargest, windows, images, outputAdjoint, imagesAdjoint);
    }

    /// <summary>Writes the tangent of the first largest number of each window.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void MaxTangent<T>(
        ReadOnlySpan<T> images, ImageWindows windows, ReadOnlySpan<T> imagesTangent, Span<T> outputTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(images, windows);
        Shapes.OptionalLength(imagesTangent, images.Length, ImagesShape);
        Shapes.Length(outputTangent, LengthOfOutput(windows), OutputShape);
        Shapes.Apart(outputTangent, images);
        Shapes.Apart(outputTangent, imagesTangent);
        if (imagesTangent.IsEmpty)
            outputTangent.Clear();
        else
            Dispatch(Work.ReadLargest, windows, images, imagesTangent, outputTangent);
    }

    /// <summary>Adds the tangent of each output's adjoint to that of the first largest number of its window.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void MaxAdjointTangent<T>(
        ReadOnlySpan<T> images, ImageWindows windows, ReadOnlySpan<T> outputAdjointTangent, Span<T> imagesAdjointTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(images, windows);
        Shapes.OptionalLength(outputAdjointTangent, LengthOfOutput(windows), OutputShape);
        Shapes.OptionalLength(imagesAdjointTangent, images.Length, ImagesShape);
        Shapes.Apart(imagesAdjointTangent, images);
        Shapes.Apart(imagesAdjointTangent, outputAdjointTangent);
        if (!imagesAdjointTangent.IsEmpty && !outputAdjointTangent.IsEmpty)
            Dispatch(Work.AddToLargest, windows, images, outputAdjointTangent, imagesAdjointTangent);
    }

    /// <summary>The mean of each window, in each channel: <c>flax.linen.avg_pool</c>.</summary>
    /// <remarks>Padding counts as 0, and the divisor is the size of the window everywhere.</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="images">The images, images × height × width × channels.</param>
    /// <param name="windows">The sizes.</param>
    /// <param name="output">Receives images × output height × output width × channels.</param>
    /// <exception cref="ArgumentException">A size is out of range, a length is not that of the shape, or the output overlaps the
    /// images.</exception>
    [Derivative(nameof(AverageAdjoint), Tangent = nameof(AverageTangent), AdjointTangent = nameof(AverageAdjointTangent))]
    public static void Average<T>(ReadOnlySpan<T> images, ImageWindows windows, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(images, windows);
        Shapes.Length(output, LengthOfOutput(windows), OutputShape);
        Shapes.Apart(output, images);
        Dispatch(Work.Mean, windows, images, default, output);
    }

    /// <summary>Adds an equal part of the adjoint of each output to those of the numbers in its window.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void AverageAdjoint<T>(ImageWindows windows, ReadOnlySpan<T> outputAdjoint, Span<T> imagesAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        windows.Check();
        Shapes.Length(outputAdjoint, LengthOfOutput(windows), OutputShape);
        Shapes.OptionalLength(imagesAdjoint, windows.ImagesLength, ImagesShape);
        Shapes.Apart(imagesAdjoint, outputAdjoint);
        if (!imagesAdjoint.IsEmpty)
            Dispatch(Work.AddMean, windows, outputAdjoint, default, imagesAdjoint);
    }

    /// <summary>Writes the mean of the tangents.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void AverageTangent<T>(ImageWindows windows, ReadOnlySpan<T> imagesTangent, Span<T> outputTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        windows.Check();
        Shapes.OptionalLength(imagesTangent, windows.ImagesLength, ImagesShape);
        Shapes.Length(outputTangent, LengthOfOutput(windows), OutputShape);
        Shapes.Apart(outputTangent, imagesTangent);
        if (imagesTangent.IsEmpty)
            outputTangent.Clear();
        else
            Dispatch(Work.Mean, windows, imagesTangent, default, outputTangent);
    }

    /// <summary>Adds an equal part of the tangent of each output's adjoint to those of the numbers in its window.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void AverageAdjointTangent<T>(
        ImageWindows windows, ReadOnlySpan<T> outputAdjointTangent, Span<T> imagesAdjointTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        windows.Check();
        Shapes.OptionalLength(outputAdjointTangent, LengthOfOutput(windows), OutputShape);
        Shapes.OptionalLength(imagesAdjointTangent, windows.ImagesLength, ImagesShape);
        Shapes.Apart(imagesAdjointTangent, outputAdjointTangent);
        if (!imagesAdjointTangent.IsEmpty && !outputAdjointTangent.IsEmpty)
            Dispatch(Work.AddMean, windows, outputAdjointTangent, default, imagesAdjointTangent);
    }

    private const string ImagesShape = "images × height × width × channels";

    private const string OutputShape = "images × output height × output width × channels";

    private static long LengthOfOutput(in ImageWindows windows) => (long)windows.Windows * windows.Channels;

    private static void Check<T>(ReadOnlySpan<T> images, in ImageWindows windows)
    {
        windows.Check();
        Shapes.Length(images, windows.ImagesLength, ImagesShape);
    }

    private static void Dispatch<T>(
        Work work, in ImageWindows windows, ReadOnlySpan<T> from, ReadOnlySpan<T> also, Span<T> to)
        where T : unmanaged
    {
        ref var first = ref MemoryMarshal.GetReference(from);
        ref var second = ref MemoryMarshal.GetReference(also);
        ref var target = ref MemoryMarshal.GetReference(to);
        if (Vector512.IsHardwareAccelerated)
            Run<Lanes512<T>, T>(work, windows, ref first, ref second, ref target);
        else if (Vector256.IsHardwareAccelerated)
            Run<Lanes256<T>, T>(work, windows, ref first, ref second, ref target);
        else if (AdvSimd.IsSupported)
            Run<Pair<Lanes128<T>, T>, T>(work, windows, ref first, ref second, ref target);
        else
            Run<Lanes128<T>, T>(work, windows, ref first, ref second, ref target);
    }
}
