using System.Numerics.Tensors;
using System.Numerics;

namespace SamFast;

/// <summary>The windows that a convolution or a pooling moves over a batch of images. Images are stored as images × height × width
/// × channels, the layout <c>NHWC</c> of JAX.</summary>
/// <param name="Images">The number of images.</param>
/// <param name="Height">The rows of an image.</param>
/// <param name="Width">The columns of an image.</param>
/// <param name="Channels">The numbers at a pixel.</param>
/// <param name="WindowHeight">The rows of a window, at least 1.</param>
/// <param name="WindowWidth">The columns of a window, at least 1.</param>
/// <param name="Stride">The distance from one window to the next in both directions, at least 1.</param>
/// <param name="Padding">The rows and columns that surround an image on all sides, smaller than the window.</param>
public readonly record struct ImageWindows(
    int Images, int Height, int Width, int Channels, int WindowHeight, int WindowWidth, int Stride = 1, int Padding = 0)
{
    /// <summary>The rows of windows in an image.</summary>
    public int OutputHeight => ((Height + (2 * Padding) - WindowHeight) / Stride) + 1;

    /// <summary>The columns of windows in an image.</summary>
    public int OutputWidth => ((Width + (2 * Padding) - WindowWidth) / Stride) + 1;

    /// <summary>The number of windows in all images.</summary>
    public int Windows => Images * OutputHeight * OutputWidth;

    /// <summary>The elements of a window, in all channels.</summary>
    public int WindowLength => WindowHeight * WindowWidth * Channels;

    /// <summary>The elements of all images.</summary>
    public int ImagesLength => Images * Height * Width * Channels;

    /// <summary>The name that the operations give to these sizes.</summary>
    private static readonly string _argument = "windows";

    /// <summary>Validates the sizes.</summary>
    internal void Check()
    {
        Require(Images >= 0, Images, nameof(Images), "at least 0");
        Require(Channels >= 0, Channels, nameof(Channels), "at least 0");
        Require(WindowHeight >= 1, WindowHeight, nameof(WindowHeight), "at least 1");
        Require(WindowWidth >= 1, WindowWidth, nameof(WindowWidth), "at least 1");
        Require(Stride >= 1, Stride, nameof(Stride), "at least 1");
        Require(
            Padding >= 0 && Padding < Math.Min(WindowHeight, WindowWidth), Padding, nameof(Padding), "from 0 to less than the window");
        Require(
            Height >= 0 && Height + (2L * Padding) >= WindowHeight, Height, nameof(Height), "at least the window's, with the padding");
        Require(Width >= 0 && Width + (2L * Padding) >= WindowWidth, Width, nameof(Width), "at least the window's, with the padding");
        Require(
            (Int128)Images * Height * Width * Math.Max(1, Channels) <= int.MaxValue
                && (Int128)WindowHeight * WindowWidth * Math.Max(1, Channels) <= int.MaxValue
                && (Int128)Images * OutputHeight * OutputWidth <= int.MaxValue,
            Images, nameof(Images), "small enough for spans: split the batch");
    }

    private static void Require(bool isValid, int value, string name, string range)
    {
        if (!isValid)
            throw new ArgumentOutOfRangeException(_argument, value, $"{name} of the windows must be {range}.");
    }

    /// <summary>The elements of a window that are in the image.</summary>
    /// <param name="window">The number of the window.</param>
    internal Clip ClipOf(int window)
    {
        var (image, top, left) = Corner(window);
        int y = Math.Max(top, 0), x = Math.Max(left, 0);
        return new(
            ((((image * Height) + y) * Width) + x) * Channels, Math.Min(top + WindowHeight, Height) - y,
            Math.Min(left + WindowWidth, Width) - x);
    }

    /// <summary>Copies a part of a window; padding is 0.</summary>
    /// <param name="images">The images.</param>
    /// <param name="window">The number of the window.</param>
    /// <param name="first">The first element of the window to copy.</param>
    /// <param name="to">Receives the elements.</param>
    internal void CopyPart<T>(ReadOnlySpan<T> images, int window, int first, Span<T> to)
    {
        var corner = Corner(window);
        for (int done = 0; done < to.Length;)
        {
            var run = RunFrom(corner, first + done, to.Length - done);
            var part = to.Slice(done, run.Length);
            part[..run.Start].Clear();
            part[run.End..].Clear();
            images.Slice(run.Place, run.End - run.Start).CopyTo(part[run.Start..]);
            done += run.Length;
        }
    }

    /// <summary>Adds the elements of a whole window to the images; those in the padding are dropped.</summary>
    internal void AddWindow<T>(ReadOnlySpan<T> elements, int window, Span<T> images) where T : INumberBase<T>
    {
        var corner = Corner(window);
        for (int done = 0; done < elements.Length;)
        {
            var run = RunFrom(corner, done, elements.Length - done);
            var place = images.Slice(run.Place, run.End - run.Start);
            TensorPrimitives.Add(place, elements[(done + run.Start)..(done + run.End)], place);
            done += run.Length;
        }
    }

    /// <summary>The corner of a window, which may be in the padding.</summary>
    private (int Image, int Top, int Left) Corner(int window)
    {
        (int row, int x) = Math.DivRem(window, OutputWidth);
        (int image, int y) = Math.DivRem(row, OutputHeight);
        return (image, (y * Stride) - Padding, (x * Stride) - Padding);
    }

    /// <summary>The elements of a window that are adjacent in memory, from one on: the rest of a row.</summary>
    private Run RunFrom((int Image, int Top, int Left) corner, int element, int most)
    {
        int line = WindowWidth * Channels, row = element / line, column = element - (row * line);
        int length = Math.Min(line - column, most), y = corner.Top + row, from = (corner.Left * Channels) + column;
        int start = Math.Clamp(-from, 0, length);
        int end = (uint)y >= (uint)Height ? start : Math.Clamp((Width * Channels) - from, start, length);
        return new(length, start, end, start == end ? 0 : ((((corner.Image * Height) + y) * Width) * Channels) + from + start);
    }

    /// <summary>The part of a window that is in its image.</summary>
    /// <param name="First">The index of its first element.</param>
    /// <param name="Rows">Its rows.</param>
    /// <param name="Columns">Its columns.</param>
    internal readonly record struct Clip(int First, int Rows, int Columns);

    /// <summary>Adjacent elements.</summary>
    /// <param name="Length">Their number, including padding.</param>
    /// <param name="Start">The first that is in the image.</param>
    /// <param name="End">The end of those.</param>
    /// <param name="Place">The place of the first one in the images.</param>
    private readonly record struct Run(int Length, int Start, int End, int Place);
}
