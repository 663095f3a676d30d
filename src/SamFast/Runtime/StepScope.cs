using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace SamFast.Runtime;

/// <summary>The time in which one thread may change the state.</summary>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct StepScope<T> where T : unmanaged
{
    private readonly OptimizerEngine<T> _optimizer;

    internal StepScope(OptimizerEngine<T> optimizer) => _optimizer = optimizer;

    /// <summary>Ends it.</summary>
    /// <exception cref="InvalidOperationException">Another thread has had one meanwhile.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Dispose()
    {
        int turn = _optimizer._turns;
        if ((turn & 1) == 0)
            Throw.InUse(_optimizer);
        Volatile.Write(ref _optimizer._turns, turn + 1);
    }
}
