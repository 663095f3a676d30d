using System.ComponentModel;

namespace SamFast.Runtime;

/// <summary>One tensor, and its state.</summary>
/// <remarks>Everything it points to is pinned while it is used.</remarks>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe ref struct WholeTensor<T> where T : unmanaged
{
    private readonly OptimizerEngine<T> _optimizer;
    private readonly Tiling.Range _range;
    private readonly int _room;

    internal WholeTensor(OptimizerEngine<T> optimizer, int tensor, int room)
    {
        _optimizer = optimizer;
        _range = optimizer._tiling.Ranges[optimizer._tiling.FirstTile[tensor]];
        _room = room;
    }

    /// <summary>True if a mask includes the tensor.</summary>
    public bool IsIn(int mask) => _optimizer.IsIn(mask, _range.Tensor);

    /// <summary>Its name and dimensions.</summary>
    public TensorShape Shape => _optimizer.Layout[_range.Tensor];

    /// <summary>Its parameters.</summary>
    public ReadOnlySpan<T> Source => new(
        _optimizer._source is null && _optimizer._tensors is not null
            ? (T*)_range.Parameters
            : _optimizer._source + _range.Start,
        _range.Rest);

    /// <summary>Its gradient.</summary>
    public Span<T> Gradients => new(
        _optimizer._gradients is null && _optimizer._tensors is not null
            ? (T*)_range.Gradients
            : _optimizer._gradients + _range.Start,
        _range.Rest);

    /// <summary>Workspace, as long as the largest tensor needs; holds unspecified values.</summary>
    public Span<T> Workspace => new(_optimizer._room + (_room * _optimizer._roomStride), _optimizer._roomLength);

    /// <summary>Its part of a state vector.</summary>
    public Span<T> Slot(int slot) => new(_optimizer._state + (slot * _optimizer._stride) + _range.SlotStart, _range.Rest);

    /// <summary>Its part of a state vector whose lengths are its own.</summary>
    public Span<T> Own(int slot) => _optimizer.Own(slot, _range.Tensor);
}
