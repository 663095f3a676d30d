using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace SamFast.Runtime;

public abstract unsafe partial class OptimizerEngine<T>
{
    /// <summary>The name of the constructors' layout parameter.</summary>
    private const string LayoutArgument = "layout";

    /// <summary>Makes a mask of the tensors of some groups. A mask is a scalar of each tensor, 1 or 0.</summary>
    /// <param name="mask">The scalar's number in the plan.</param>
    /// <param name="groups">The groups.</param>
    /// <exception cref="ArgumentException">The layout lacks one of them.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Include(int mask, params ReadOnlySpan<string> groups) => Mask(mask, groups, isIn: true);

    /// <summary>Makes a mask of the tensors of all other groups, and of those without one.</summary>
    /// <inheritdoc cref="Include"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Exclude(int mask, params ReadOnlySpan<string> groups) => Mask(mask, groups, isIn: false);

    /// <summary>True if a mask includes a tensor.</summary>
    /// <param name="mask">The mask's number in the plan.</param>
    /// <param name="tensor">The tensor.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal bool IsIn(int mask, int tensor) => PerTensor(mask, tensor) != 0;

    /// <summary>Refuses a layout in which a tensor is in none of these masks.</summary>
    /// <param name="masks">The numbers of masks that have no tensor in common.</param>
    /// <param name="groups">Their groups.</param>
    /// <exception cref="ArgumentException">There is one.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void RequireOneOf(ReadOnlySpan<int> masks, params ReadOnlySpan<string> groups)
    {
        for (int tensor = 0; tensor < TensorCount; tensor++)
        {
            bool isInOne = false;
            foreach (int mask in masks)
                isInOne |= IsIn(mask, tensor);
            if (!isInOne)
                Throw.InNoPart(LayoutArgument, Layout[tensor], groups, this);
        }
    }

    /// <summary>Sets the part of a state vector that the tensors of a mask have.</summary>
    /// <param name="slot">The slot's number in the plan.</param>
    /// <param name="value">The initial value.</param>
    /// <param name="mask">The mask's number in the plan.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Fill(int slot, T value, int mask)
    {
        foreach (ref readonly var range in _tiling.Ranges)
        {
            if (IsIn(mask, range.Tensor))
                new Span<T>(_state + (slot * _stride) + range.SlotStart, range.Length).Fill(value);
        }
    }

    /// <summary>Sets the part of a state vector in bfloat16 that the tensors of a mask have.</summary>
    /// <param name="slot">The slot's number in the plan.</param>
    /// <param name="value">The initial value, rounded to nearest.</param>
    /// <param name="mask">The mask's number in the plan.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void FillBFloat16(int slot, float value, int mask)
    {
        ushort rounded = BFloat16.Narrow(value);
        foreach (ref readonly var range in _tiling.Ranges)
        {
            if (IsIn(mask, range.Tensor))
                new Span<ushort>(_narrow + (slot * _narrowStride) + range.SlotStart, range.Length).Fill(rounded);
        }
    }

    private void Mask(int mask, ReadOnlySpan<string> groups, bool isIn)
    {
        foreach (string group in groups)
        {
            if (!Layout.Any(tensor => tensor.Group == group))
                Throw.NoGroup(LayoutArgument, group, this);
        }

        for (int tensor = 0; tensor < TensorCount; tensor++)
            PerTensor(mask, tensor) = (Layout[tensor].Group is { } group && groups.Contains(group)) == isIn ? 1 : 0;
    }
}
