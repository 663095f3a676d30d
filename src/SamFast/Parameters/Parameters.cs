using System.ComponentModel;
using System.Numerics.Tensors;

namespace SamFast;

/// <summary>
/// The tensors of a layout in one flat vector, with views of each: parameters, gradients, or anything else of their
/// shapes. What <see cref="Layout.Allocate{T}"/> makes, and the base of every class with <see cref="LayoutAttribute"/>.
/// </summary>
/// <example><code>
/// Layout layout = [new("w", [784, 128], "decay"), new("b", [128])];
/// var parameters = layout.Allocate&lt;float&gt;();
/// parameters.Tensor("w")[0, 5] = 1;
/// </code></example>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
public partial class Parameters<T> where T : unmanaged
{
    /// <summary>Allocates the vector: cleared, aligned to a cache line, and pinned.</summary>
    /// <param name="layout">The tensors, in the order of the vector.</param>
    /// <exception cref="ArgumentNullException">There is no layout.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The vector is longer than an array can be.</exception>
    public Parameters(Layout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        Layout = layout;
        Memory = Slab.AllocateVector<T>(layout.ParameterCount);
    }

    /// <summary>Lays the tensors over memory that there is; it stays where it is and as it is.</summary>
    /// <param name="layout">The tensors, in the order of the vector.</param>
    /// <param name="memory">The vector: a part of an array, or anything else that <see cref="UnmanagedMemory{T}"/> or
    /// another memory manager stands for. As long as the layout says; in any place, but a step takes longer where it is
    /// not aligned.</param>
    /// <exception cref="ArgumentNullException">There is no layout.</exception>
    /// <exception cref="ArgumentException">The memory has another length.</exception>
    public Parameters(Layout layout, Memory<T> memory)
    {
        ArgumentNullException.ThrowIfNull(layout);
        if (memory.Length != layout.ParameterCount)
        {
            throw new ArgumentException(
                $"The layout has {layout.ParameterCount} parameters, but the memory has {memory.Length} elements. Pass a part of it "
                + $"that fits: memory.Slice(start, {layout.ParameterCount}).", nameof(memory));
        }

        Layout = layout;
        Memory = memory;
    }

    /// <summary>For classes whose declaration has mistakes, so that the rest of a project compiles.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Parameters() => throw FaultyDeclaration.Exception();

    /// <summary>The tensors, in the order of the vector.</summary>
    public Layout Layout { get; }

    /// <summary>All tensors, one after the other.</summary>
    public Memory<T> Memory { get; }

    /// <summary>All tensors, one after the other: what an optimizer steps.</summary>
    public Span<T> Values => Memory.Span;

    /// <summary>The elements of a tensor, row after row.</summary>
    /// <param name="name">What it is called.</param>
    /// <exception cref="ArgumentNullException">There is no name.</exception>
    /// <exception cref="ArgumentException">No tensor is called so.</exception>
    public Span<T> Span(string name) => Span(Layout.IndexOf(name));

    /// <summary>The elements of a tensor, row after row.</summary>
    /// <param name="index">Its place in the layout.</param>
    public Span<T> Span(int index)
    {
        var shape = Layout[index];
        return Values.Slice(Layout.StartOf(index), shape.Length);
    }

    /// <summary>A tensor with its shape, where it is. A single number, without dimensions, is a tensor of
    /// one.</summary>
    /// <param name="name">What it is called.</param>
    /// <exception cref="ArgumentNullException">There is no name.</exception>
    /// <exception cref="ArgumentException">No tensor is called so.</exception>
    public TensorSpan<T> Tensor(string name) => Tensor(Layout.IndexOf(name));

    /// <summary>A tensor with its shape, where it is. A single number, without dimensions, is a tensor of
    /// one.</summary>
    /// <param name="index">Its place in the layout.</param>
    public TensorSpan<T> Tensor(int index)
    {
        var dimensions = Layout[index].Dimensions;
        if (dimensions.IsEmpty)
            return new TensorSpan<T>(Span(index));
        Span<nint> lengths = stackalloc nint[dimensions.Length];
        for (int axis = 0; axis < lengths.Length; axis++)
            lengths[axis] = dimensions[axis];
        return new TensorSpan<T>(Span(index), lengths);
    }
}
