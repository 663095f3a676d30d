using System.ComponentModel;

namespace SamFast.Runtime;

/// <summary>The description of the persistent state, and the addresses of its parts.</summary>
public abstract unsafe partial class OptimizerEngine<T>
{
    /// <summary>Visits all persistent state, for reading and for restoring alike; generated.</summary>
    /// <param name="state">The visitor. A value is assigned only if the visitor has another one.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void Describe(StateVisitor state);

    /// <summary>True if a tensor has elements of a part, that is, no mask excludes it.</summary>
    internal bool Has(StatePart part, int tensor) => Array.TrueForAll(part.Masks, mask => IsIn(mask, tensor));

    internal int Length(StatePart part, int tensor) => part.Place switch
    {
        _ when !Has(part, tensor) => 0,
        StatePlace.PerTensor or StatePlace.PerTensorCoefficient => 1,
        StatePlace.Own => Own(part.Number, tensor).Length,
        _ => Layout[tensor].Length,
    };

    internal int CheckedLength(StatePart part, int tensor)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)tensor, (uint)TensorCount, nameof(tensor));
        return Length(part, tensor);
    }

    /// <summary>The address of a tensor's elements of a part; fixed for the lifetime of the optimizer.</summary>
    internal byte* Address(StatePart part, int tensor)
    {
        if (CheckedLength(part, tensor) == 0)
            return null;
        if (part.Place is StatePlace.PerTensor or StatePlace.PerTensorCoefficient)
            return (byte*)(_perTensor + (tensor * _coefficients) + part.Number);
        if (part.Place == StatePlace.Own)
            return (byte*)(_own + _ownStarts[(part.Number * TensorCount) + tensor]);
        ref readonly var range = ref _tiling.Ranges[_tiling.FirstTile[tensor]];
        return part.Place switch
        {
            StatePlace.Vector => (byte*)(_vectors + (part.Number * _vectorStride) + range.Start),
            StatePlace.Slot => (byte*)(_state + (part.Number * _stride) + range.SlotStart),
            _ => (byte*)(_narrow + (part.Number * _narrowStride) + range.SlotStart),
        };
    }
}
