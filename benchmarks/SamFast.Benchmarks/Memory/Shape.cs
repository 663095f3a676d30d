namespace SamFast.Benchmarks.Memory;

/// <summary>Parameters as one vector, or as a list of tensors of one length.</summary>
/// <param name="Elements">The length of each.</param>
/// <param name="Tensors">How many.</param>
internal readonly record struct Shape(int Elements, int Tensors = 1)
{
    public bool IsList => Tensors > 1;

    /// <summary>All parameters.</summary>
    public int Total => checked(Elements * Tensors);
}
