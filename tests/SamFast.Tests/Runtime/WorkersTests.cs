using System.Runtime.CompilerServices;

namespace SamFast.Tests.Runtime;

/// <summary>The start of worker threads, and the objects that they keep alive.</summary>
public class WorkersTests
{
    private const int Tiles = 1000;

    [Theory, InlineData(typeof(OutOfMemoryException)), InlineData(typeof(ThreadStartException))]
    public void If_the_system_refuses_threads_the_existing_ones_do_all_the_work(Type refusal)
    {
        int started = 0, refused = 0;
        var workers = new Workers(thread =>
        {
            if (started == 1)
            {
                refused++;
                throw (Exception)Activator.CreateInstance(refusal, nonPublic: true)!;
            }

            started++;
            thread.UnsafeStart();
        });
        for (int i = 0; i < 100; i++)
        {
            var job = new Counting();
            Assert.True(workers.TryRun(job, Tiles, threads: 5) || i > 0);
            Assert.All(job.Done, times => Assert.InRange(times, i > 0 ? 0 : 1, 1));
        }

        Assert.Equal(1, started);

        // Not in every step: to ask the system takes time.
        Assert.InRange(refused, 1, 10);
    }

    [Fact]
    public void An_interrupted_start_completes_the_job_and_keeps_the_interrupt_pending()
    {
        bool isInterrupted = false;
        var thread = new Thread(() =>
        {
            var workers = new Workers(_ => throw new ThreadInterruptedException());
            var job = new Counting();
            Assert.True(workers.TryRun(job, Tiles, threads: 3));
            Assert.All(job.Done, times => Assert.Equal(1, times));
            isInterrupted = Record.Exception(() => Thread.Sleep(10)) is ThreadInterruptedException;
        });
        thread.Start();
        thread.Join();
        Assert.True(isInterrupted);
    }

    [Fact]
    public void Workers_keep_no_reference_to_the_context_or_the_job_of_the_caller()
    {
        var workers = new Workers();
        var (value, job) = Run(workers);
        for (int i = 0; i < 10 && (value.IsAlive || job.IsAlive); i++)
        {
            Thread.Sleep(10);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(value.IsAlive);
        Assert.False(job.IsAlive);
        GC.KeepAlive(workers);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Value, WeakReference Job) Run(Workers workers)
    {
        (WeakReference Value, WeakReference Job) kept = default;
        var caller = new Thread(() =>
        {
            var local = new AsyncLocal<object> { Value = new object() };
            var job = new Counting();
            Assert.True(workers.TryRun(job, Tiles, threads: 3));
            kept = (new WeakReference(local.Value), new WeakReference(job));
        });
        caller.Start();
        caller.Join();
        return kept;
    }

    private sealed class Counting : ITiles
    {
        public int[] Done { get; } = new int[Tiles];

        public void RunTiles(int first, int end)
        {
            for (int tile = first; tile < end; tile++)
                Interlocked.Increment(ref Done[tile]);
        }
    }
}
