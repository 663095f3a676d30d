using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace SamFast.Runtime;

/// <summary>Mutual exclusion of steps: a second thread, or a gradient function that steps the optimizer that called it, gets an
/// exception. Readers compare the number of turns to detect a step during a copy; see Optimizer.Views.cs.</summary>
public abstract unsafe partial class OptimizerEngine<T>
{
    // Odd while somebody changes the state.
    internal int _turns;

    /// <summary>Enters a step, which excludes all other threads until the result is disposed of.</summary>
    /// <remarks>With more than one tile, entry is atomic. With one tile, an atomic operation would cost a considerable part of
    /// a step: two threads that enter within a nanosecond both succeed, and one of them throws on exit.</remarks>
    /// <exception cref="InvalidOperationException">Another step is in progress.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected StepScope<T> EnterStep()
    {
        if (_tiles <= 1)
        {
            int turn = _turns;
            if ((turn & 1) != 0)
                Throw.InUse(this);
            Volatile.Write(ref _turns, turn + 1);

            // Readers see that the number is odd before they see anything that is written in this turn. No instruction on x64.
            Volatile.WriteBarrier();
        }
        else
        {
            TakeTurnAlone();
        }

        return new StepScope<T>(this);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TakeTurnAlone()
    {
        int turn = _turns;
        if ((turn & 1) != 0 || Interlocked.CompareExchange(ref _turns, turn + 1, turn) != turn)
            Throw.InUse(this);
    }
}
