using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Something that is done tile by tile, in any order, by any thread.</summary>
internal interface ITiles
{
    /// <summary>Does the tiles from one to before another.</summary>
    void RunTiles(int first, int end);
}

/// <summary>
/// The threads of this process that help with large sweeps. They wait for work spinning briefly, then parked; they claim
/// tiles one after the other, so that a thread whose core is taken away holds up one tile and not its share of them; and
/// if none of them comes, the caller does everything itself. Where a thread with a claim lost its core nevertheless, the
/// next jobs are the caller's alone, for longer than it waited. Nothing is allocated once they run.
/// </summary>
/// <remarks>One job at a time: an optimizer that finds the workers busy runs alone. The threads are background threads
/// and end with the process.</remarks>
internal sealed class Workers
{
    /// <summary>How long an idle worker watches for the next job before it parks: about the time between the sweeps
    /// of a step, and far less than parking and waking cost.</summary>
    private const int Spins = 1_000;

    /// <summary>A claim is at most this part of what a thread would have left to do.</summary>
    private const int ClaimsPerThread = 4;

    /// <summary>Tiles that a thread may hold up if its core is taken away.</summary>
    private const int LongestClaim = 8;

    /// <summary>Nobody works for as long as this on a last tile; who waited for longer, waited for a core.</summary>
    private static readonly long Stall = Stopwatch.Frequency / 2_000;

    /// <summary>How much longer than it waited a caller does without the others: so much less than a sixteenth of its time
    /// is lost to waiting.</summary>
    private const int AloneFactor = 15;

    private readonly object _parking = new();
    private readonly Lock _growing = new();
    private ITiles? _job;
    private int _busy;
    private int _threads;
    private int _parked;
    private int _helpers;
    private int _tiles;
    private int _done;
    private long _aloneUntil;
    private Exception? _failure;

    // The job's number in the upper half, the tiles that nobody has claimed yet in the lower one: a claim succeeds only
    // if both are still what the claimant saw, so that nobody works for a job that is over.
    private long _ticket;

    private Workers()
    {
    }

    public static Workers Shared { get; } = new();

    /// <summary>Runs all tiles with up to <paramref name="threads"/> threads, the caller included.</summary>
    /// <returns>False if the workers are busy with another caller's job, or would have to be waited for; nothing was
    /// done.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRun(ITiles job, int tiles, int threads)
    {
        if (Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
            return false;
        try
        {
            if (_aloneUntil != 0)
            {
                if (Stopwatch.GetTimestamp() < _aloneUntil)
                    return false;
                _aloneUntil = 0;
            }

            Grow(threads - 1);
            // Wraps around: a long training has more than 2³¹ sweeps.
            long number = unchecked((int)((_ticket >> 32) + 1));
            _job = job;
            _helpers = threads - 1;
            _tiles = tiles;
            _done = 0;
            Interlocked.Exchange(ref _ticket, (number << 32) | (uint)tiles);
            if (Volatile.Read(ref _parked) > 0)
                Wake();

            while (Claim(number, threads) is { Length: > 0 } claim)
                RunTiles(job, claim);
            AwaitOthers(tiles);

            if (_failure is { } failure)
            {
                _failure = null;
                throw new AggregateException("A transform's kernel threw an exception on a worker thread.", failure);
            }

            return true;
        }
        finally
        {
            _job = null;
            Volatile.Write(ref _busy, 0);
        }
    }

    private void AwaitOthers(int tiles)
    {
        if (Volatile.Read(ref _done) == tiles)
            return;
        long start = Stopwatch.GetTimestamp();
        var spinner = default(SpinWait);
        while (Volatile.Read(ref _done) < tiles)
            spinner.SpinOnce(sleep1Threshold: -1);
        long now = Stopwatch.GetTimestamp();
        if (now - start > Stall)
            _aloneUntil = now + (AloneFactor * (now - start));
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunTiles(ITiles job, (int First, int Length) claim)
    {
        try
        {
            job.RunTiles(claim.First, claim.First + claim.Length);
        }
        catch (Exception failure)
        {
            // Rethrown on the caller's thread: here it would end the process.
            Interlocked.CompareExchange(ref _failure, failure, null);
        }

        Interlocked.Add(ref _done, claim.Length);
    }

    private void Grow(int threads)
    {
        if (Volatile.Read(ref _threads) >= threads)
            return;
        lock (_growing)
        {
            while (_threads < threads)
            {
                int rank = _threads++;
                new Thread(() => Work(rank)) { IsBackground = true, Name = $"SamFast worker {rank + 1}" }.Start();
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Work(int rank)
    {
        long seen = 0;
        while (true)
        {
            long number = Await(seen);
            seen = number;
            // Read between two looks at the ticket: a claim succeeds only for the job that was read.
            var job = Volatile.Read(ref _job);
            if (job is null || rank >= Volatile.Read(ref _helpers))
                continue;
            while (Claim(number, Volatile.Read(ref _helpers) + 1) is { Length: > 0 } claim)
                RunTiles(job, claim);
        }
    }

    /// <summary>Waits for a job with another number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long Await(long seen)
    {
        for (int i = 0; i < Spins; i++)
        {
            if (Volatile.Read(ref _ticket) >> 32 is var number && number != seen)
                return number;
            Thread.SpinWait(8);
        }

        lock (_parking)
        {
            Interlocked.Increment(ref _parked);
            while (Volatile.Read(ref _ticket) >> 32 == seen)
                Monitor.Wait(_parking);
            Interlocked.Decrement(ref _parked);
        }

        return Volatile.Read(ref _ticket) >> 32;
    }

    private void Wake()
    {
        lock (_parking)
            Monitor.PulseAll(_parking);
    }
}
