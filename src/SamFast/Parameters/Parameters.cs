using System.ComponentModel;
using System.Numerics.Tensors;

namespace SamFast;

/// <summary>
/// The tensors of a layout in one flat vector, with views of each: parameters, gradients, or anything else of their
/// shapes. Returned by <see cref="Layout.Allocate{T}"/>, and the base of every class with <see cref="LayoutAttribute"/>.
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
    /// <exception cref="ArgumentNullException">The layout is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The vector is longer than an array can be.</exception>
    public Parameters(Layout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        Layout = layout;
        Memory = Slab.AllocateVector<T>(layout.ParameterCount);
    }

    /// <summary>Creates views of existing memory, which is neither copied nor modified.</summary>
    /// <param name="layout">The tensors, in the order of the vector.</param>
    /// <param name="memory">The vector: a part of an array, or anything else that <see cref="UnmanagedMemory{T}"/> or
    /// another memory manager provides. Its length must be that of the layout. Alignment is not required, but unaligned memory
    /// slows steps down.</param>
    /// <exception cref="ArgumentNullException">The layout is null.</exception>
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

    /// <summary>For classes with an invalid declaration, so that the rest of the project compiles.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Parameters() => throw FaultyDeclaration.Exception();

    /// <summary>The tensors, in the order of the vector.</summary>
    public Layout Layout { get; }

    /// <summary>All tensors, one after the other.</summary>
    public Memory<T> Memory { get; }

    /// <summary>All tensors, one after the other, for the optimizer's <c>Step</c>.</summary>
    public Span<T> Values => Memory.Span;

    /// <summary>The elements of a tensor, row after row.</summary>
    /// <param name="name">The name of the tensor.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="ArgumentException">No tensor has this name.</exception>
    public Span<T> Span(string name) => Span(Layout.IndexOf(name));

    /// <summary>The elements of a tensor, row after row.</summary>
    /// <param name="index">Its place in the layout.</param>
    public Span<T> Span(int index)
    {
        var shape = Layout[index];
        return Values.Slice(Layout.StartOf(index), shape.Length);
    }

    /// <summary>Returns a view of a tensor with its shape. A single number, without dimensions, is a tensor of one
    /// element.</summary>
    /// <param name="name">The name of the tensor.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="ArgumentException">No tensor has this name.</exception>
    public TensorSpan<T> Tensor(string name) => Tensor(Layout.IndexOf(name));

    /// <summary>Returns a view of a tensor with its shape. A single number, without dimensions, is a tensor of one
    /// element.</summary>
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
