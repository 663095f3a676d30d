using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace SamFast.Runtime;

/// <summary>One step at a time: a second thread, or a gradient function that steps the optimizer it is called by, gets an
/// exception. The number of turns also tells readers whether what they have copied is of one moment, see
/// Optimizer.Views.cs.</summary>
public abstract unsafe partial class OptimizerEngine<T>
{
    // Odd while somebody changes the state.
    internal int _turns;

    /// <summary>Begins what no other thread may do at the same time, until the result is disposed of.</summary>
    /// <remarks>An optimizer of more than one tile lets nobody else in. For a smaller one, an atomic operation would take a good
    /// part of a step: two threads that come within a nanosecond both get in, and one of them finds out when it leaves.</remarks>
    /// <exception cref="InvalidOperationException">It is being done.</exception>
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
