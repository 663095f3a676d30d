using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace SamFast.Runtime;

/// <summary>Something that is done tile by tile, in any order, by any thread.</summary>
internal interface ITiles
{
    /// <summary>Does the tiles from one to before another, in order.</summary>
    void RunTiles(int first, int end);
}

/// <summary>
/// The threads of this process that help with large sweeps. They wait for work by spinning briefly, then by parking. They claim
/// tiles one by one, so that a thread that loses its core delays one tile and not a share of all tiles; and
/// if no thread comes, the caller does everything itself. If a thread with a claim loses its core, the caller runs the next
/// jobs alone, for longer than it waited. Nothing is allocated once the threads run.
/// </summary>
/// <remarks>
/// One job at a time: an optimizer that finds the workers busy runs alone. The threads are background threads
/// and end with the process.
/// <para>A job ends before <see cref="TryRun"/> does, also by an exception: a worker enters the job before it claims tiles
/// and leaves it afterwards, and the caller waits until all have left. An interrupt of the caller stays pending. An abort,
/// which may come between any two instructions, finds code that ends the job a second time, in a finally block: there is no
/// abort in those that run because of an exception. Therefore, too, the caller takes no lock.</para>
/// </remarks>
internal sealed class Workers
{
    /// <summary>The number of spins of an idle worker before it parks: about the time between the sweeps of a step, and far
    /// less than the cost of parking and waking.</summary>
    private const int Spins = 1_000;

    /// <summary>The number of spins after which an idle worker offers its core: a few microseconds.</summary>
    private const int SpinsPerOffer = 16;

    /// <summary>The largest claim, as a fraction of a thread's share of the remaining tiles.</summary>
    private const int ClaimsPerThread = 4;

    /// <summary>Tiles that a thread may hold up if its core is taken away.</summary>
    private const int LongestClaim = 8;

    /// <summary>The ratio of the time for which a caller works alone to the time it waited: less than a sixteenth of its time
    /// is lost to waiting.</summary>
    private const int AloneFactor = 15;

    /// <summary>No last tile takes as long as this: a longer wait is a wait for a core.</summary>
    private static readonly long Stall = Stopwatch.Frequency / 2_000;

    /// <summary>After the system refused a thread, none is started for this long.</summary>
    private static readonly long Refusal = Stopwatch.Frequency;

    private readonly Action<Thread> _start;
    private ITiles? _job;
    private long _calls;
    private long _owner;
    private Place[] _places = [];
    private int _threads;
    private int _helpers;
    private int _tiles;
    private int _active;
    private long _aloneUntil;
    private long _refusedUntil;
    private Failure? _failure;

    // The job's number in the upper half, the number of unclaimed tiles in the lower half. A claim succeeds only if both are
    // unchanged, so that no thread works for a completed job.
    private long _ticket;

    /// <param name="start">Starts a thread; null for the default.</param>
    internal Workers(Action<Thread>? start = null) =>
        // The threads outlive the caller, and must not keep what its execution context holds.
        _start = start ?? (thread => thread.UnsafeStart());

    public static Workers Shared { get; } = new();

    /// <summary>Runs all tiles with up to <paramref name="threads"/> threads, the caller included.</summary>
    /// <returns>False if the workers are busy with another caller's job, or would have to be waited for; nothing was
    /// done.</returns>
    /// <remarks>An exception of the job is rethrown, the one that running the tiles in order would throw; tiles after it may
    /// have been done, and no thread is working on one any more.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRun(ITiles job, int tiles, int threads)
    {
        long call = Interlocked.Increment(ref _calls);
        try
        {
            try
            {
                return Interlocked.CompareExchange(ref _owner, call, 0) == 0 && Run(job, tiles, threads);
            }
            finally
            {
                End(call);
            }
        }
        finally
        {
            End(call);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Run(ITiles job, int tiles, int threads)
    {
        if (_aloneUntil != 0)
        {
            if (Stopwatch.GetTimestamp() < _aloneUntil)
                return false;
            _aloneUntil = 0;
        }

        int helpers = Grow(threads - 1);
        // Wraps around: a long training has more than 2³¹ sweeps.
        long number = unchecked((int)((_ticket >> 32) + 1));
        _job = job;
        _helpers = helpers;
        _tiles = tiles;
        Interlocked.Exchange(ref _ticket, (number << 32) | (uint)tiles);
        foreach (var place in _places.AsSpan(0, helpers))
            place.Wake();

        while (Claim(number, helpers + 1) is { Length: > 0 } claim)
            RunTiles(job, number, claim);
        AwaitOthers();
        _failure?.Exception.Throw();
        return true;
    }

    /// <summary>Ends the job of a call, unless it has ended: no thread works on it any more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void End(long call)
    {
        if (Volatile.Read(ref _owner) != call)
            return;
        Close(Volatile.Read(ref _ticket) >> 32);
        AwaitOthers();
        _job = null;
        _failure = null;
        Interlocked.CompareExchange(ref _owner, 0, call);
    }

    /// <summary>Waits until no worker is in the job, of which no tile can be claimed any more.</summary>
    private void AwaitOthers()
    {
        if (Volatile.Read(ref _active) == 0)
            return;
        long start = Stopwatch.GetTimestamp();
        bool isInterrupted = false;
        var spinner = default(SpinWait);
        while (Volatile.Read(ref _active) != 0)
        {
            try
            {
                spinner.SpinOnce(sleep1Threshold: -1);
            }
            catch (ThreadInterruptedException)
            {
                isInterrupted = true;
            }
        }

        long now = Stopwatch.GetTimestamp();
        if (now - start > Stall)
            _aloneUntil = now + (AloneFactor * (now - start));
        if (isInterrupted)
            Thread.CurrentThread.Interrupt();
    }

    /// <summary>Claims the next tiles of a job: many while there are many, one at a time towards the end; none if the
    /// job is over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int First, int Length) Claim(long number, int threads)
    {
        while (true)
        {
            long ticket = Volatile.Read(ref _ticket);
            int unclaimed = (int)ticket;
            if (ticket >> 32 != number || unclaimed == 0)
                return default;
            int length = Math.Clamp(unclaimed / (ClaimsPerThread * threads), 1, LongestClaim);
            if (Interlocked.CompareExchange(ref _ticket, ticket - length, ticket) == ticket)
                return (_tiles - unclaimed, length);
        }
    }

    /// <summary>Cancels the unclaimed tiles.</summary>
    private void Close(long number)
    {
        while (true)
        {
            long ticket = Volatile.Read(ref _ticket);
            if (ticket >> 32 != number || (int)ticket == 0 || Interlocked.CompareExchange(ref _ticket, number << 32, ticket) == ticket)
                return;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunTiles(ITiles job, long number, (int First, int Length) claim)
    {
        try
        {
            job.RunTiles(claim.First, claim.First + claim.Length);
        }
        catch (Exception exception)
        {
            // Rethrown on the caller's thread: here it would end the process.
            Keep(new Failure(claim.First, ExceptionDispatchInfo.Capture(exception)));
            Close(number);
        }
    }

    /// <summary>Keeps the failure of the first tiles: all tiles before them were claimed before them, and are run to their
    /// end, so that the same exception is kept however many threads there are.</summary>
    private void Keep(Failure failure)
    {
        while (true)
        {
            var known = Volatile.Read(ref _failure);
            if ((known is not null && known.First < failure.First)
                || Interlocked.CompareExchange(ref _failure, failure, known) == known)
                return;
        }
    }

    /// <summary>Starts the threads that are missing.</summary>
    /// <returns>The number of threads that may help: fewer, if the system refuses to start some.</returns>
    private int Grow(int threads)
    {
        while (_threads < threads && (_refusedUntil == 0 || Stopwatch.GetTimestamp() > _refusedUntil))
        {
            int rank = _threads;
            try
            {
                var place = new Place();
                _places = [.. _places.AsSpan(0, rank), place];
                _start(new Thread(() => Work(rank, place)) { IsBackground = true, Name = $"SamFast worker {rank + 1}" });
                _threads++;
            }
            catch (ThreadInterruptedException)
            {
                // The thread may be running. Another one takes its place.
                Thread.CurrentThread.Interrupt();
                break;
            }
            catch (Exception exception) when (exception is OutOfMemoryException or ThreadStartException)
            {
                _refusedUntil = Stopwatch.GetTimestamp() + Refusal;
            }
        }

        return Math.Min(threads, _threads);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Work(int rank, Place place)
    {
        long seen = 0;
        while (true)
        {
            seen = Await(seen, place);
            Help(seen, rank);
        }
    }

    /// <summary>Does a part of a job, if any is left. A separate method, so that a parked thread keeps no job alive.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Help(long number, int rank)
    {
        // Read between two looks at the ticket: a claim succeeds only for the job that was read.
        var job = Volatile.Read(ref _job);
        int helpers = Volatile.Read(ref _helpers);
        if (job is null || rank >= helpers || (int)Volatile.Read(ref _ticket) == 0)
            return;
        Interlocked.Increment(ref _active);
        while (Claim(number, helpers + 1) is { Length: > 0 } claim)
            RunTiles(job, number, claim);
        Interlocked.Decrement(ref _active);
    }

    /// <summary>Waits for a job with another number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long Await(long seen, Place place)
    {
        for (int i = 0; i < Spins; i++)
        {
            if (Volatile.Read(ref _ticket) >> 32 is var number && number != seen)
                return number;
            Thread.SpinWait(8);

            // The caller may be waiting for this very core.
            if (i % SpinsPerOffer == SpinsPerOffer - 1)
                Thread.Yield();
        }

        place.Park(ref _ticket, seen);
        return Volatile.Read(ref _ticket) >> 32;
    }

    /// <summary>The event on which a worker is parked; lives as long as the process.</summary>
    private sealed class Place() : EventWaitHandle(initialState: false, EventResetMode.AutoReset)
    {
        private int _isTaken;

        /// <summary>Waits for a job with another number that has work for this worker.</summary>
        public void Park(ref long ticket, long seen)
        {
            // A full fence: either the caller sees that the worker is here, or the worker sees its ticket.
            Interlocked.Exchange(ref _isTaken, 1);
            try
            {
                while (Volatile.Read(ref ticket) >> 32 == seen)
                    WaitOne();
            }
            catch (ThreadInterruptedException)
            {
                // A kernel has kept this thread and interrupted it later: the worker looks for work again.
            }

            Volatile.Write(ref _isTaken, 0);
        }

        public void Wake()
        {
            if (Volatile.Read(ref _isTaken) != 0)
                Set();
        }
    }

    /// <param name="First">The first tile of the claim that contained the failed one.</param>
    /// <param name="Exception">The exception.</param>
    private sealed record Failure(int First, ExceptionDispatchInfo Exception);
}
