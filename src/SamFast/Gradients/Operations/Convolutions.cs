using System.Numerics;
using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Two-dimensional convolutions, for losses. See <see cref="Dense"/> for the companions of an operation.</summary>
/// <remarks>A convolution is a matrix product whose left factor has a row for each window, which is copied block by block and never
/// stored as a whole. The order of sums is that of the elements of a window, and for the adjoint of the images that of the
/// windows.</remarks>
public static class Convolutions
{
    /// <summary>The windows of a block when the adjoint of images is computed.</summary>
    private const int Block = 192;

    /// <summary>The convolution of images with a kernel: for each window and filter, the sum of products. The same as
    /// <c>flax.linen.Conv</c> without bias, and <c>jax.lax.conv_general_dilated</c> in the layouts <c>NHWC</c>, <c>HWIO</c>.</summary>
    /// <remarks>The kernel is not mirrored.</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="images">The images, images × height × width × channels.</param>
    /// <param name="kernel">The weights, window height × window width × channels × filters.</param>
    /// <param name="windows">The sizes.</param>
    /// <param name="filters">The number of filters, from 0.</param>
    /// <param name="output">Receives images × output height × output width × filters.</param>
    /// <exception cref="ArgumentException">A size is out of range, a length is not that of the shape, or the output overlaps an
    /// input.</exception>
    [Derivative(nameof(ConvolveAdjoint), Tangent = nameof(ConvolveTangent), AdjointTangent = nameof(ConvolveAdjointTangent))]
    public static void Convolve<T>(
        ReadOnlySpan<T> images, ReadOnlySpan<T> kernel, ImageWindows windows, int filters, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(images, kernel, windows, filters);
        Shapes.Length(output, (long)windows.Windows * filters, OutputShape);
        Shapes.Apart(output, images);
        Shapes.Apart(output, kernel);
        MatrixProduct.Set(Patches(images, windows), Kernel(kernel, windows, filters), output);
    }

    /// <summary>Adds the derivatives with respect to the images and to the kernel.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void ConvolveAdjoint<T>(
        ReadOnlySpan<T> images, ReadOnlySpan<T> kernel, ImageWindows windows, int filters, ReadOnlySpan<T> outputAdjoint,
        Span<T> imagesAdjoint, Span<T> kernelAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(images, kernel, windows, filters);
        Shapes.Length(outputAdjoint, (long)windows.Windows * filters, OutputShape);
        Shapes.OptionalLength(imagesAdjoint, images.Length, ImagesShape);
        Shapes.OptionalLength(kernelAdjoint, kernel.Length, KernelShape);
        CheckApart(imagesAdjoint, images, kernel, outputAdjoint);
        CheckApart(kernelAdjoint, images, kernel, outputAdjoint);
        AddToImages(outputAdjoint, kernel, windows, imagesAdjoint);
        AddToKernel(images, outputAdjoint, windows, kernelAdjoint);
    }

    /// <summary>Writes the directional derivative: linear in the tangents.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void ConvolveTangent<T>(
        ReadOnlySpan<T> images, ReadOnlySpan<T> kernel, ImageWindows windows, int filters, ReadOnlySpan<T> imagesTangent,
        ReadOnlySpan<T> kernelTangent, Span<T> outputTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(images, kernel, windows, filters);
        Shapes.OptionalLength(imagesTangent, images.Length, ImagesShape);
        Shapes.OptionalLength(kernelTangent, kernel.Length, KernelShape);
        Shapes.Length(outputTangent, (long)windows.Windows * filters, OutputShape);
        CheckApart(outputTangent, images, kernel, imagesTangent);
        Shapes.Apart(outputTangent, kernelTangent);
        outputTangent.Clear();
        if (!imagesTangent.IsEmpty)
            MatrixProduct.Add(Patches(imagesTangent, windows), Kernel(kernel, windows, filters), outputTangent);
        if (!kernelTangent.IsEmpty)
            MatrixProduct.Add(Patches(images, windows), Kernel(kernelTangent, windows, filters), outputTangent);
    }

    /// <summary>Adds the directional derivatives of the adjoints.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void ConvolveAdjointTangent<T>(
        ReadOnlySpan<T> images, ReadOnlySpan<T> kernel, ImageWindows windows, int filters, ReadOnlySpan<T> imagesTangent,
        ReadOnlySpan<T> kernelTangent, ReadOnlySpan<T> outputAdjoint, ReadOnlySpan<T> outputAdjointTangent,
        Span<T> imagesAdjointTangent, Span<T> kernelAdjointTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(images, kernel, windows, filters);
        Shapes.OptionalLength(imagesTangent, images.Length, ImagesShape);
        Shapes.OptionalLength(kernelTangent, kernel.Length, KernelShape);
        Shapes.Length(outputAdjoint, (long)windows.Windows * filters, OutputShape);
        Shapes.OptionalLength(outputAdjointTangent, outputAdjoint.Length, OutputShape);
        Shapes.OptionalLength(imagesAdjointTangent, images.Length, ImagesShape);
        Shapes.OptionalLength(kernelAdjointTangent, kernel.Length, KernelShape);
        CheckApart(imagesAdjointTangent, images, kernel, outputAdjoint);
        CheckApart(imagesAdjointTangent, imagesTangent, kernelTangent, outputAdjointTangent);
        CheckApart(kernelAdjointTangent, images, kernel, outputAdjoint);
        CheckApart(kernelAdjointTangent, imagesTangent, kernelTangent, outputAdjointTangent);
        AddToImages(outputAdjointTangent, kernel, windows, imagesAdjointTangent);
        AddToImages(outputAdjoint, kernelTangent, windows, imagesAdjointTangent);
        AddToKernel(images, outputAdjointTangent, windows, kernelAdjointTangent);
        AddToKernel(imagesTangent, outputAdjoint, windows, kernelAdjointTangent);
    }

    private const string ImagesShape = "images × height × width × channels";

    private const string KernelShape = "window height × window width × channels × filters";

    private const string OutputShape = "images × output height × output width × filters";

    private static void Check<T>(ReadOnlySpan<T> images, ReadOnlySpan<T> kernel, ImageWindows windows, int filters)
    {
        windows.Check();
        Shapes.Size(filters);
        Shapes.Length(images, windows.ImagesLength, ImagesShape);
        Shapes.Length(kernel, (long)windows.WindowLength * filters, KernelShape);
    }

    private static void CheckApart<T>(
        ReadOnlySpan<T> written, ReadOnlySpan<T> images, ReadOnlySpan<T> kernel, ReadOnlySpan<T> output,
        [CallerArgumentExpression(nameof(written))] string name = "",
        [CallerArgumentExpression(nameof(images))] string imagesName = "",
        [CallerArgumentExpression(nameof(kernel))] string kernelName = "",
        [CallerArgumentExpression(nameof(output))] string outputName = "")
    {
        Shapes.Apart(written, images, name, imagesName);
        Shapes.Apart(written, kernel, name, kernelName);
        Shapes.Apart(written, output, name, outputName);
    }

    private static Operand<T> Patches<T>(ReadOnlySpan<T> images, in ImageWindows windows) where T : unmanaged =>
        Operand<T>.Patches(images, windows);

    private static Operand<T> Kernel<T>(ReadOnlySpan<T> kernel, in ImageWindows windows, int filters) where T : unmanaged =>
        Operand<T>.Columns(kernel, filters, windows.WindowLength, filters);

    /// <summary>Each window receives the product of its row of the output's adjoint with the kernel, and the images the sum of their
    /// windows.</summary>
    private static void AddToImages<T>(
        ReadOnlySpan<T> outputAdjoint, ReadOnlySpan<T> kernel, in ImageWindows windows, Span<T> imagesAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (imagesAdjoint.IsEmpty || outputAdjoint.IsEmpty || kernel.IsEmpty)
            return;
        int length = windows.WindowLength, filters = kernel.Length / length;
        var elements = Scratch.Operands<T>(checked(Math.Min(Block, windows.Windows) * length));
        for (int first = 0; first < windows.Windows; first += Block)
        {
            int count = Math.Min(Block, windows.Windows - first);
            var rows = outputAdjoint.Slice(first * filters, count * filters);
            MatrixProduct.Set(
                Operand<T>.Rows(rows, count, filters, filters), Operand<T>.Rows(kernel, length, filters, filters),
                elements[..(count * length)]);
            for (int n = 0; n < count; n++)
                windows.AddWindow(elements.Slice(n * length, length), first + n, imagesAdjoint);
        }
    }

    private static void AddToKernel<T>(
        ReadOnlySpan<T> images, ReadOnlySpan<T> outputAdjoint, in ImageWindows windows, Span<T> kernelAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (kernelAdjoint.IsEmpty || outputAdjoint.IsEmpty || images.IsEmpty)
            return;
        int filters = kernelAdjoint.Length / windows.WindowLength;
        MatrixProduct.Add(
            Operand<T>.PatchElements(images, windows), Operand<T>.Columns(outputAdjoint, filters, windows.Windows, filters), kernelAdjoint);
    }
}
