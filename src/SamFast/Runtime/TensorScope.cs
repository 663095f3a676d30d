using System.ComponentModel;

namespace SamFast.Runtime;

/// <summary>The time in which a default span denotes the caller's parameters or gradients in separate tensors.</summary>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct TensorScope<T> where T : unmanaged
{
    private readonly OptimizerEngine<T> _optimizer;

    internal TensorScope(OptimizerEngine<T> optimizer, TensorBuffers<T> tensors)
    {
        _optimizer = optimizer;
        optimizer.Bind(tensors);
    }

    /// <summary>Ends it.</summary>
    public void Dispose() => _optimizer.Bind(null);
}
