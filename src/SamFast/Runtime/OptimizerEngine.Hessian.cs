using System.ComponentModel;

namespace SamFast.Runtime;

public abstract partial class OptimizerEngine<T>
{
    /// <summary>Throws if the step needs the diagonal of the Hessian. Called before anything is modified.</summary>
    /// <param name="isFine">True if the step does not need the diagonal.</param>
    /// <exception cref="InvalidOperationException">The step needs the diagonal.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void RequireHessian(bool isFine)
    {
        if (!isFine)
            Throw.NeedsHessian();
    }

    /// <summary>Throws if the diagonal has another length or overlaps the parameters. Called before anything is
    /// modified.</summary>
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
