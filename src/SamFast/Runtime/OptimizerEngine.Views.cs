using System.ComponentModel;
using System.Diagnostics;

namespace SamFast.Runtime;

/// <summary>Reads during another thread's steps: the values read are those between two steps, or the reader gets an
/// exception. Readers write nothing, so that no step can notice them.</summary>
/// <remarks>A sequence lock over the number of turns: copy, and copy again if a turn was taken meanwhile.</remarks>
public abstract partial class OptimizerEngine<T>
{
    /// <summary>The time for which a reader waits for the end of a step.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(100);

    /// <summary>Attempts of a reader that must not wait: some microseconds.</summary>
    private const int QuickAttempts = 32;

    // Odd while the result of a search is being replaced.
    private int _publications;

    /// <summary>Returns a copy made between two steps. The function may be called several times.</summary>
    /// <exception cref="InvalidOperationException">The optimizer is in the middle of a step, or steps without a
    /// pause.</exception>
    internal TResult Read<TResult>(Func<TResult> copy)
    {
        long start = Stopwatch.GetTimestamp();
        var spinner = default(SpinWait);
        while (true)
        {
            if (TryRead(copy, out var result))
                return result;
            if (Stopwatch.GetElapsedTime(start) > s_patience)
                Throw.Moving(this);
            spinner.SpinOnce();
        }
    }

    /// <summary>The same for readers that never wait and never throw, such as a debugger's.</summary>
    /// <returns>False in the middle of a step.</returns>
    internal bool TryReadSoon<TResult>(Func<TResult> copy, out TResult result)
    {
        for (int attempt = 1; attempt < QuickAttempts; attempt++)
        {
            if (TryRead(copy, out result))
                return true;
            Thread.SpinWait(attempt);
        }

        return TryRead(copy, out result);
    }

    private bool TryRead<TResult>(Func<TResult> copy, out TResult result)
    {
        int turn = Volatile.Read(ref _turns);
        if ((turn & 1) == 0)
        {
            result = copy();
            if (IsStill(turn))
                return true;
        }

        result = default!;
        return false;
    }

    /// <summary>True if nothing has changed since this turn, so that everything read until now is consistent.</summary>
    internal bool IsStill(int turn)
    {
        Volatile.ReadBarrier();
        return Volatile.Read(ref _turns) == turn;
    }

    /// <summary>Begins a read that is too long to be repeated.</summary>
    /// <exception cref="InvalidOperationException">The optimizer is in the middle of a step.</exception>
    internal View<T> BeginView() => new(this, Read(() => Volatile.Read(ref _turns)));

    /// <summary>Replaces a value of several words that other threads may read concurrently.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">The new value.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Publish<TValue>(ref TValue field, TValue value) where TValue : struct
    {
        Volatile.Write(ref _publications, _publications + 1);
        Volatile.WriteBarrier();
        field = value;
        Volatile.Write(ref _publications, _publications + 1);
    }

    /// <summary>Returns a value written by <see cref="Publish"/>, never torn: the last one, or the one before.</summary>
    /// <param name="field">The field.</param>
    /// <exception cref="InvalidOperationException">A thread has stopped while it was writing the value.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TValue Published<TValue>(ref readonly TValue field) where TValue : struct
    {
        long start = Stopwatch.GetTimestamp();
        var spinner = default(SpinWait);
        while (true)
        {
            int before = Volatile.Read(ref _publications);
            var value = field;
            Volatile.ReadBarrier();
            if ((before & 1) == 0 && Volatile.Read(ref _publications) == before)
                return value;
            if (Stopwatch.GetElapsedTime(start) > s_patience)
                Throw.Moving(this);
            spinner.SpinOnce();
        }
    }
}
