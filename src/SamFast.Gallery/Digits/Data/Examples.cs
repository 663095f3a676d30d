namespace SamFast.Gallery.Digits.Data;

/// <summary>Images with their classes.</summary>
internal sealed class Examples
{
    private readonly float[] _pixels;

    /// <param name="pixels">The pixels, image after image.</param>
    /// <param name="labels">The class of each image, from 0.</param>
    public Examples(float[] pixels, int[] labels)
    {
        if (labels.Length == 0 || pixels.Length % labels.Length != 0)
            throw new ArgumentException($"{pixels.Length} pixels cannot be those of {labels.Length} images.", nameof(pixels));
        _pixels = pixels;
        Labels = labels;
        Features = pixels.Length / labels.Length;
    }

    public int Count => Labels.Length;

    /// <summary>The number of pixels in an image.</summary>
    public int Features { get; }

    public int[] Labels { get; }

    /// <summary>The pixels, image after image.</summary>
    public ReadOnlySpan<float> Pixels => _pixels;

    public ReadOnlySpan<float> Image(int index) => _pixels.AsSpan(index * Features, Features);

    /// <summary>Copies of selected images, in the given order.</summary>
    public Examples Choose(ReadOnlySpan<int> rows)
    {
        var pixels = new float[rows.Length * Features];
        var labels = new int[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            Image(rows[i]).CopyTo(pixels.AsSpan(i * Features));
            labels[i] = Labels[rows[i]];
        }

        return new Examples(pixels, labels);
    }

    /// <summary>The same images with other labels.</summary>
    public Examples With(int[] labels) => new(_pixels, labels);

    /// <summary>The mean of ‖x‖².</summary>
    public double MeanSquare()
    {
        double sum = 0;
        foreach (float pixel in _pixels)
            sum += pixel * pixel;
        return sum / Count;
    }

    /// <summary>The same images, multiplied by a factor.</summary>
    public Examples Scale(double factor) => new([.. _pixels.Select(pixel => (float)(factor * pixel))], Labels);
}
