namespace SamFast.Runtime;

/// <summary>The place of a vector with one element per parameter. Its memory is pinned during use.</summary>
/// <param name="kind">The layout in memory.</param>
/// <param name="start">Its first element, unless it is in separate tensors.</param>
internal readonly unsafe struct VectorPlace<T>(VectorKind kind, T* start) where T : unmanaged
{
    /// <summary>The layout in memory.</summary>
    internal VectorKind Kind => kind;

    /// <summary>A tile of it.</summary>
    internal Span<T> Part(in Tiling.Range range) => new(
        kind switch
        {
            VectorKind.Slot => start + range.SlotStart,
            VectorKind.Parameters => (T*)range.Parameters,
            VectorKind.Gradients => (T*)range.Gradients,
            _ => start + range.Start,
        },
        range.Length);
}

/// <summary>The layouts of a vector in memory.</summary>
internal enum VectorKind
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>As a state vector: each tensor padded to whole blocks.</summary>
    Slot,

    /// <summary>As the caller's flat vectors.</summary>
    Flat,

    /// <summary>As the caller's separate parameter tensors.</summary>
    Parameters,

    /// <summary>As their gradients.</summary>
    Gradients,
}

/// <summary>The operation of a pass on a vector before it is measured.</summary>
internal enum VectorWork
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>a ← b.</summary>
    Copy,

    /// <summary>a ← φ·b.</summary>
    Multiply,

    /// <summary>a ← b + φ·c.</summary>
    Add,

    /// <summary>The measure alone, of scaled elements.</summary>
    ScaledDot,
}
