using System.ComponentModel;

namespace SamFast.Runtime;

/// <summary>For generated code: the base of a class whose declaration has mistakes. Every member throws.</summary>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class FaultyOptimizer<T> : Optimizer<T> where T : unmanaged
{
    /// <summary>Throws.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    protected FaultyOptimizer()
    {
    }

    /// <inheritdoc/>
    public override OptimizerPlan GetPlan() => throw FaultyDeclaration.Exception();

    /// <inheritdoc/>
    protected override void Sweep(int sweep, ref Tile<T> tile, ref T p, ref T g, ref T to) => throw FaultyDeclaration.Exception();

    /// <inheritdoc/>
    protected override void Describe(StateVisitor state) => throw FaultyDeclaration.Exception();
}
