using System.ComponentModel;

namespace SamFast.Runtime;

public abstract partial class OptimizerEngine<T>
{
    /// <summary>Refuses a step without the diagonal of the Hessian, before anything is modified.</summary>
    /// <param name="isFine">Whether it can do without.</param>
    /// <exception cref="InvalidOperationException">It cannot.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void RequireHessian(bool isFine)
    {
        if (!isFine)
            Throw.NeedsHessian();
    }

    /// <summary>Refuses a diagonal that does not fit, before anything is modified.</summary>
    /// <exception cref="ArgumentException">The span has another length, or overlaps the parameters.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void CheckHessian(ReadOnlySpan<T> parameters, ReadOnlySpan<T> hessianDiagonal)
    {
        if (hessianDiagonal.Length != ParameterCount)
            Throw.Length(nameof(hessianDiagonal), hessianDiagonal.Length, this);
        if (parameters.Overlaps(hessianDiagonal))
            Throw.HessianOverlap();
    }
}
