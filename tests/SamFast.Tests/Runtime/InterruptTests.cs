using System.Diagnostics;
using System.Runtime;

namespace SamFast.Tests.Runtime;

/// <summary>Interrupting or aborting a thread that steps with others: no thread writes after the step has left, and no other
/// optimizer notices. SAMFAST_INTERRUPT_SECONDS says for how long each test tries, by default 1.</summary>
[Collection(AllocationTests.Alone)]
public class InterruptTests
{
    private const int Length = 1 << 16;

    private static TimeSpan Duration { get; } = TimeSpan.FromSeconds(Campaign.Of("SAMFAST_INTERRUPT_SECONDS", 1.0));

    [Fact]
    public void An_interrupt_does_not_end_the_wait_for_a_worker_that_is_late()
    {
        const int Tiles = 20, Tile = 4096;
        Exception? failure = null;
        var interrupted = new Thread(() => failure = Record.Exception(() =>
        {
            var optimizer = new Stalling(Tiles * Tile) { ThreadCount = 2 };
            float[] parameters = new float[Tiles * Tile], gradients = new float[Tiles * Tile];

            // The last elements of each tile: the caller is through with the others before a worker is with one.
            for (int tile = 0; tile < Tiles; tile++)
                gradients[(tile * Tile) + Tile - 1] = 1;
            int blocks = StallWorkersOnOneAttribute.BlocksOfWorkers;
            for (int step = 1; blocks == StallWorkersOnOneAttribute.BlocksOfWorkers; step++)
            {
                Thread.CurrentThread.Interrupt();
                optimizer.Step(parameters, gradients);
                for (int tile = 0; tile < Tiles; tile++)
                    Assert.Equal(step, parameters[(tile * Tile) + Tile - 1]);
                Assert.Throws<ThreadInterruptedException>(() => Thread.Sleep(1));
            }
        }));
        interrupted.Start();
        interrupted.Join();
        Assert.True(failure is null, $"{failure}");
    }

    [Fact]
    public void An_interrupt_stays_pending_until_the_step_is_over()
    {
        long steps = 0, interrupts = 0;
        bool isOver = false;
        Trying(() =>
        {
            var random = new Random(2);
            var optimizer = new PlainSgd(Length) { ThreadCount = 4, LearningRate = 0.5 };
            float[] parameters = new float[Length], gradients = Ones();
            while (!Volatile.Read(ref isOver))
            {
                optimizer.Step(parameters, gradients);
                steps++;

                // About as long as a worker waits before it parks, so that it is woken, or about to park.
                Thread.SpinWait(random.Next(15_000));
                Assert.False(parameters.AsSpan().ContainsAnyExcept(-0.5f * steps), $"after step {steps}");
                try
                {
                    Thread.Sleep(0);
                }
                catch (ThreadInterruptedException)
                {
                    interrupts++;
                }
            }
        }, () => Volatile.Write(ref isOver, true), thread => thread.Interrupt());
        Assert.NotEqual(0, steps);
        Assert.NotEqual(0, interrupts);
    }

    [Fact]
    public async Task An_aborted_step_leaves_nobody_at_work()
    {
        // A process of its own: an abort may leave anything of the runtime's locked. In one process of five, the runtime itself waits forever
        // for the thread to be aborted, or crashes: such a process says nothing about the step.
        (int Code, string Output)? end = null;
        for (int attempt = 0; attempt < 8 && end is null; attempt++)
            end = await RunAborting();
        Assert.NotNull(end);
        Assert.Equal(0, end.Value.Code);
        Assert.Matches("^[1-9][0-9]* aborts", end.Value.Output);
    }

    /// <summary>Runs the process.</summary>
    /// <returns>Null if the runtime hangs or crashes.</returns>
    private static async Task<(int Code, string Output)?> RunAborting()
    {
        const int CrashesFrom = 128;
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["exec", typeof(InterruptTests).Assembly.Location, "abort"])
        {
            RedirectStandardOutput = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        try
        {
            using var patience = new CancellationTokenSource((3 * Duration) + TimeSpan.FromSeconds(10));
            await process.WaitForExitAsync(patience.Token);
            return process.ExitCode < CrashesFrom ? (process.ExitCode, await output) : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        finally
        {
            process.Kill();
        }
    }

    /// <summary>The action of the process.</summary>
    internal static int AbortAgain()
    {
        long aborts = 0, late = 0;
        bool isOver = false;
        var stop = new CancellationTokenSource();
        Trying(() =>
        {
            var optimizer = new PlainSgd(Length) { ThreadCount = 4 };
            float[] parameters = new float[Length], gradients = Ones();
            void StepAgain()
            {
                while (!Volatile.Read(ref isOver))
                    optimizer.Step(parameters, gradients);
            }

            while (!Volatile.Read(ref isOver))
            {
                using var now = new CancellationTokenSource();
                Volatile.Write(ref stop, now);
                try
                {
#pragma warning disable SYSLIB0046 // The only way to abort a thread.
                    ControlledExecution.Run(StepAgain, now.Token);
#pragma warning restore SYSLIB0046
                }
                catch (OperationCanceledException)
                {
                    aborts++;
                    float[] left = [.. parameters];
                    Thread.Sleep(1);
                    late += left.AsSpan().SequenceEqual(parameters) ? 0 : 1;

                    // An abort may come between any two instructions, that which unlocks the optimizer included.
                    optimizer = new PlainSgd(Length) { ThreadCount = 4 };
                }
            }
        }, () => Volatile.Write(ref isOver, true), _ =>
        {
            Thread.Sleep(3);
            try
            {
                Volatile.Read(ref stop).Cancel();
            }
            catch (ObjectDisposedException)
            {
            }
        });
        Assert.Equal(0, late);
        Console.WriteLine($"{aborts} aborts");
        return 0;
    }

    /// <summary>Troubles a thread while another one steps an optimizer of its own, whose result is compared.</summary>
    private static void Trying(Action body, Action end, Action<Thread> trouble)
    {
        Exception? failure = null, own = null;
        bool isOver = false;
        var other = new Thread(() =>
        {
            PlainSgd shared = new(Length) { ThreadCount = 4 }, alone = new(Length) { ThreadCount = 1 };
            float[] parameters = new float[Length], expected = new float[Length], gradients = Ones();
            while (failure is null && !Volatile.Read(ref isOver))
            {
                failure = Record.Exception(() =>
                {
                    shared.Step(parameters, gradients);
                    alone.Step(expected, gradients);
                    Assert.True(parameters.AsSpan().SequenceEqual(expected));
                });
            }
        });
        var troubled = new Thread(() => own = Record.Exception(body));
        var random = new Random(1);
        troubled.Start();
        other.Start();
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Duration;)
        {
            trouble(troubled);
            Thread.SpinWait(random.Next(20_000));
        }

        end();
        Volatile.Write(ref isOver, true);
        troubled.Join();
        other.Join();
        Assert.True((failure ?? own) is null, $"{failure ?? own}");

        // Later steps work.
        float[] later = new float[Length];
        new PlainSgd(Length) { ThreadCount = 4, LearningRate = 1 }.Step(later, Ones());
        Assert.False(later.AsSpan().ContainsAnyExcept(-1));
    }

    private static float[] Ones()
    {
        var ones = new float[Length];
        Array.Fill(ones, 1);
        return ones;
    }
}
