using System.ComponentModel;

namespace SamFast.Runtime;

public abstract unsafe partial class OptimizerEngine<T>
{
    /// <summary>Returns a per-tensor scalar, for generated report methods.</summary>
    /// <param name="coefficient">The scalar's number in the plan.</param>
    /// <param name="tensor">The tensor's number in the layout.</param>
    /// <param name="masks">The masks of the tensors that have it; none: all do.</param>
    /// <returns>Its value; NaN where the tensor has none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such tensor.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected double ScalarOf(int coefficient, int tensor, params ReadOnlySpan<int> masks)
    {
        if ((uint)tensor >= (uint)TensorCount)
            Throw.NoTensor(nameof(tensor), tensor, this);
        foreach (int mask in masks)
        {
            if (!IsIn(mask, tensor))
                return double.NaN;
        }

        return PerTensor(coefficient, tensor);
    }
}
