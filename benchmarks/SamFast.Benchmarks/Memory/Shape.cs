namespace SamFast.Benchmarks.Memory;

/// <summary>Parameters as one vector, or as a list of tensors.</summary>
/// <param name="Elements">The length of each tensor; approximately the mean if sizes are mixed.</param>
/// <param name="Tensors">The number of tensors.</param>
/// <param name="IsMixed">True if the logarithms of the sizes are uniform: as many sizes are from 10 to 20 as from 1,000 to 2,000.</param>
internal readonly record struct Shape(int Elements, int Tensors = 1, bool IsMixed = false)
{
    public bool IsList => Tensors > 1;

    /// <summary>The number of all parameters.</summary>
    public int Total => IsMixed ? Lengths.Sum() : checked(Elements * Tensors);

    /// <summary>The length of each tensor.</summary>
    public int[] Lengths
    {
        get
        {
            if (!IsMixed)
                return [.. Enumerable.Repeat(Elements, Tensors)];
            double logarithm = LogarithmOfLongest(Elements);
            return [.. Enumerable.Range(0, Tensors).Select(tensor => (int)Math.Round(Math.Exp(logarithm * Place(tensor))))];
        }
    }

    /// <summary>Numbers in [0, 1) that are evenly distributed and not periodic.</summary>
    private static double Place(int tensor)
    {
        const double GoldenRatio = 0.6180339887498949;
        return ((tensor + 0.5) * GoldenRatio) % 1;
    }

    /// <summary>Solves (eˣ − 1) / x = mean for x.</summary>
    private static double LogarithmOfLongest(double mean)
    {
        double x = Math.Log(mean) + 1;
        for (int i = 0; i < 20; i++)
            x = Math.Log(1 + (x * mean));
        return x;
    }
}
