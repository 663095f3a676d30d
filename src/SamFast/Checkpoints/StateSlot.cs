using System.Diagnostics;

namespace SamFast;

/// <summary>The element types of state vectors.</summary>
public enum StateType
{
    /// <summary>Single precision.</summary>
    F32,

    /// <summary>Double precision.</summary>
    F64,

    /// <summary>bfloat16: the upper half of single precision.</summary>
    BF16,
}

/// <summary>A state vector of an optimizer by its name, tensor by tensor, see
/// <see cref="Optimizer{T}.Slots"/>.</summary>
/// <remarks>A view of the current elements. Of a tensor that the transform does not act on, nothing
/// is.
/// <para>While another thread steps, a copy (<see cref="ToArray(string)"/>) is of one moment between two steps. A span is the
/// optimizer's own memory, which steps write: read spans between two steps only.</para></remarks>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class StateSlot<T> where T : unmanaged
{
    private readonly Optimizer<T> _optimizer;
    private readonly StatePart _part;

    internal StateSlot(Optimizer<T> optimizer, StatePart part)
    {
        _optimizer = optimizer;
        _part = part;
    }

    /// <summary>Its name in the formulas, such as <c>mu</c>.</summary>
    public string Name => _part.Name;

    /// <summary>The type of its elements.</summary>
    public StateType Type => Optimizer<T>.TypeOf(_part);

    /// <summary>True if the caller provides it with <see cref="Set(ReadOnlySpan{T})"/>, and no step changes it.</summary>
    public bool IsCallerProvided => _part.IsCallerProvided;

    /// <summary>The elements for a tensor, without a copy: later steps change them. For a slot in bfloat16, use
    /// <see cref="ToArray(string)"/>.</summary>
    /// <param name="tensor">The tensor's name in the layout.</param>
    /// <exception cref="KeyNotFoundException">There is no such tensor.</exception>
    /// <exception cref="NotSupportedException">The slot is stored in bfloat16.</exception>
    public ReadOnlySpan<T> this[string tensor] => this[_optimizer.TensorNumber(tensor)];

    /// <summary>The elements for a tensor, without a copy: later steps change them. For a slot in bfloat16, use
    /// <see cref="ToArray(int)"/>.</summary>
    /// <param name="tensor">The tensor's place in the layout.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such tensor.</exception>
    /// <exception cref="NotSupportedException">The slot is stored in bfloat16.</exception>
    public ReadOnlySpan<T> this[int tensor] => Type == StateType.BF16
        ? throw new NotSupportedException($"Slot '{Name}' is stored in bfloat16: read it with ToArray.")
        : _optimizer.Live(_part, tensor);

    /// <summary>A copy of its part for a tensor; bfloat16 is widened.</summary>
    /// <inheritdoc cref="this[string]" path="/param|/exception[1]"/>
    /// <inheritdoc cref="Optimizer{T}.Scalars" path="/exception"/>
    public T[] ToArray(string tensor) => ToArray(_optimizer.TensorNumber(tensor));

    /// <summary>A copy of its part for a tensor; bfloat16 is widened.</summary>
    /// <inheritdoc cref="this[int]" path="/param|/exception[1]"/>
    /// <inheritdoc cref="Optimizer{T}.Scalars" path="/exception"/>
    public T[] ToArray(int tensor) => _optimizer.Copy(_part, tensor);

    /// <summary>Sets all elements, one tensor after the other. Call it between two steps. A slot in bfloat16 rounds
    /// them.</summary>
    /// <param name="elements">As many elements as parameters; those of tensors without this slot are ignored.</param>
    /// <exception cref="ArgumentException">The number of elements is wrong; nothing was modified.</exception>
    /// <exception cref="InvalidOperationException">The slot belongs to the optimizer (<see cref="IsCallerProvided"/> is false),
    /// or a step is in progress.</exception>
    public void Set(ReadOnlySpan<T> elements)
    {
        CheckGiven();
        CheckLength(elements, _optimizer.ParameterCount, _optimizer.GetType().Name);
        for (int tensor = 0; tensor < _optimizer.Layout.Count; tensor++)
        {
            int length = _optimizer.Layout[tensor].Length;
            if (_optimizer.Has(_part, tensor))
                _optimizer.Write(_part, tensor, elements[..length]);
            elements = elements[length..];
        }
    }

    /// <summary>Sets the elements for a tensor. Call it between two steps. A slot in bfloat16 rounds them.</summary>
    /// <param name="tensor">The tensor's name in the layout.</param>
    /// <param name="elements">As many elements as the tensor has.</param>
    /// <exception cref="KeyNotFoundException">There is no such tensor.</exception>
    /// <exception cref="ArgumentException">The number of elements is wrong, or the transform does not act on the tensor;
    /// nothing was modified.</exception>
    /// <exception cref="InvalidOperationException">The slot belongs to the optimizer (<see cref="IsCallerProvided"/> is false),
    /// or a step is in progress.</exception>
    public void Set(string tensor, ReadOnlySpan<T> elements)
    {
        CheckGiven();
        int number = _optimizer.TensorNumber(tensor);
        if (!_optimizer.Has(_part, number))
        {
            throw new ArgumentException(
                $"Tensor '{tensor}' has no elements of slot '{Name}': its transform does not act on that tensor.", nameof(tensor));
        }

        CheckLength(elements, _optimizer.Layout[number].Length, $"Tensor '{tensor}'");
        _optimizer.Write(_part, number, elements);
    }

    private static void CheckLength(ReadOnlySpan<T> elements, int expected, string owner)
    {
        if (elements.Length != expected)
            throw new ArgumentException($"{owner} has {expected} elements, and {elements.Length} were given.", nameof(elements));
    }

    private void CheckGiven()
    {
        if (!IsCallerProvided)
        {
            throw new InvalidOperationException(
                $"Slot '{Name}' is what the optimizer makes of its gradients, and cannot be set. Load a checkpoint to give "
                + "it another state.");
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        int tensors = Enumerable.Range(0, _optimizer.Layout.Count).Count(tensor => _optimizer.Has(_part, tensor));
        return $"{Name}: {Type}, {tensors} tensor{(tensors == 1 ? "" : "s")}";
    }
}
