using System.ComponentModel;

namespace SamFast.Runtime;

/// <summary>The vectors available to a transform over all parameters.</summary>
/// <remarks>All memory is pinned during use.</remarks>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe ref struct AllTensors<T> where T : unmanaged
{
    private readonly OptimizerEngine<T> _optimizer;
    private readonly T* _source;
    private readonly T* _gradients;

    internal AllTensors(OptimizerEngine<T> optimizer, T* source, T* gradients)
    {
        _optimizer = optimizer;
        _source = source;
        _gradients = gradients;
    }

    /// <summary>The parameters.</summary>
    public WholeVector<T> Source => Of(_source, VectorKind.Parameters);

    /// <summary>The gradient.</summary>
    public WholeVector<T> Gradients => Of(_gradients, VectorKind.Gradients);

    /// <summary>A state vector.</summary>
    public WholeVector<T> Slot(int slot) => new(_optimizer, _optimizer.PlaceOf(slot));

    /// <summary>Several state vectors, one after the other.</summary>
    public WholeVectors<T> Slots(int first, int count) => new(_optimizer, first, count);

    private WholeVector<T> Of(T* flat, VectorKind scattered) => new(
        _optimizer, flat is null && _optimizer._tensors is not null ? new(scattered, null) : new(VectorKind.Flat, flat));
}
