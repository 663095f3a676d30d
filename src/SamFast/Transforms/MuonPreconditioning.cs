namespace SamFast;

/// <summary>The scaling of a matrix before Muon orthogonalizes it.</summary>
public enum MuonPreconditioning
{
    /// <summary>By its norm.</summary>
    Frobenius,

    /// <summary>Each row by the root of the sum of its products with all rows, in magnitude (almost orthogonal layers,
    /// arXiv:2512.04632): larger singular values, so that an iteration fewer does.</summary>
    Aol,

    /// <summary>By the root of the norm of its product with itself, its Schatten-4 norm (arXiv:2506.10935).</summary>
    Schatten,
}
