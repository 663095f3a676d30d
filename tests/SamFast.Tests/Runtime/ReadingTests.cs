using System.Diagnostics;
using System.Numerics;
using System.Reflection;
using SamFast.Tests.Checkpoints;

namespace SamFast.Tests.Runtime;

/// <summary>Reading writes nothing, and what is read is of one moment.</summary>
public class ReadingTests
{
    private const int Length = 5;

    public static TheoryData<Type> All => Driver.All;

    [Theory, MemberData(nameof(All))]
    public void Reading_everything_changes_no_bit_of_the_optimizer(Type optimizer) => Declared.Visit(optimizer, new Unchanged());

    [Fact]
    public void Reads_of_several_values_are_refused_during_a_step_and_the_step_continues()
    {
        string[] refused = ["Scalars", "Scalar", "ToArray", "Save", "Clone", "Properties"];
        var (parameters, expected) = (new float[Length], new float[Length]);
        var (optimizer, undisturbed) = (new Interrupted(Length), new Interrupted(Length));
        foreach (var (how, read) in Everything.Of(optimizer))
        {
            InterruptAttribute.Next(() =>
            {
                var exception = Record.Exception(read);
                Assert.Equal(refused.Contains(how), exception is not null);
                if (exception is not null)
                {
                    while (exception is Xunit.Sdk.XunitException { InnerException: { } inner })
                        exception = inner;
                    Assert.Contains("This Interrupted is in the middle of a step", exception.ToString(), StringComparison.Ordinal);
                    Assert.Contains("between two steps", exception.ToString(), StringComparison.Ordinal);
                }
            });
            optimizer.LearningRate = undisturbed.LearningRate;
            optimizer.Step(parameters, Vectors.Uniform<float>(Length, 1));
            undisturbed.Step(expected, Vectors.Uniform<float>(Length, 1));
            Bits.AssertSame<float>(expected, parameters, how);
        }

        Assert.Equal(undisturbed.StepCount, optimizer.StepCount);
    }

    [Fact]
    public void In_the_middle_of_a_step_ToString_says_so_at_once()
    {
        var optimizer = new Interrupted(Length);
        optimizer.Step(new float[Length], new float[Length]);
        _ = optimizer.ToString();
        string text = "";
        var elapsed = TimeSpan.MaxValue;
        for (int attempt = 0; attempt < 5 && elapsed > TimeSpan.FromMilliseconds(20); attempt++)
        {
            optimizer.LearningRate = 0.1;
            InterruptAttribute.Next(() =>
            {
                long start = Stopwatch.GetTimestamp();
                text = optimizer.ToString();
                elapsed = Stopwatch.GetElapsedTime(start);
            });
            optimizer.Step(new float[Length], new float[Length]);
        }

        Assert.Matches("^Interrupted: 5 parameters, [1-5] steps, in the middle of a step$", text);
        Assert.InRange(elapsed, TimeSpan.Zero, TimeSpan.FromMilliseconds(20));
        Assert.Contains("LearningRate 0.1", optimizer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_during_which_a_step_was_made_is_refused_and_the_file_before_it_stays()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var optimizer = new Interrupted(Length);
        var parameters = new float[Length];
        try
        {
            optimizer.Save(path, parameters);
            byte[] before = File.ReadAllBytes(path);
            optimizer.Step(parameters, Vectors.Uniform<float>(Length, 1));
            using var stream = new Meanwhile(() => optimizer.Step(parameters, Vectors.Uniform<float>(Length, 2)));
            var refusal = Assert.Throws<InvalidOperationException>(() => optimizer.Save(stream));
            Assert.Contains("between two steps", refusal.Message, StringComparison.Ordinal);
            Assert.Equal(2, optimizer.StepCount);

            using var stop = new CancellationTokenSource();
            var stepper = new Thread(() =>
            {
                while (!stop.IsCancellationRequested)
                    optimizer.Step(parameters, new float[Length]);
            });
            stepper.Start();
            var exception = Record.Exception(() => optimizer.Save(path, new float[Length]));
            stop.Cancel();
            stepper.Join();
            if (exception is not null)
            {
                Assert.IsType<InvalidOperationException>(exception);
                Assert.Equal(before, File.ReadAllBytes(path));
            }

            Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "*"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_slot_that_is_kept_twice_shows_the_copy_that_the_next_step_reads()
    {
        var optimizer = new KeptOpaque(Length);
        var parameters = Vectors.Uniform<double>(Length, 1);
        var slots = optimizer.Slots;
        for (int step = 0; step < 4; step++)
        {
            Driver.Step(optimizer, parameters, step);
            Assert.All(optimizer.Slots.Zip(slots), pair =>
            {
                Assert.Equal(pair.First.ToArray(0), pair.Second.ToArray(0));
                Assert.Equal(pair.First[0], pair.Second[0]);
            });
            Assert.Contains(slots, slot => slot.Name.StartsWith("adversary", StringComparison.Ordinal) && slot.ToArray(0).Any(x => x != 0));
        }
    }

    [Fact]
    public void The_result_of_a_line_search_is_read_as_a_whole()
    {
        var optimizer = new Finding(Length);
        bool isOver = false;
        var writer = new Thread(() =>
        {
            for (int i = 0; !Volatile.Read(ref isOver); i = (i + 1) % 1_000)
                optimizer.Find(i);
        });
        writer.Start();
        int torn = 0;
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(0.3);)
        {
            var (rate, value, steps, decrease, curvature, _) = optimizer.LastSearch;
            torn += (rate == value && value == steps && value == decrease && value == curvature) || steps == 0 ? 0 : 1;
        }

        Volatile.Write(ref isOver, true);
        writer.Join();
        Assert.Equal(0, torn);
    }

    [Fact]
    public void Hyperparameters_that_several_threads_set_at_once_each_count()
    {
        var optimizer = new PlainAdam(Length);
        var version = typeof(Optimizer<float>).GetProperty("HyperparameterVersion", BindingFlags.Instance | BindingFlags.NonPublic)!;
        long before = (long)version.GetValue(optimizer)!, times = 0;
        using var both = new Barrier(2);
        Thread[] threads = [Setting(value => optimizer.LearningRate = value), Setting(value => optimizer.B1 = value)];
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        Assert.Equal(before + times, (long)version.GetValue(optimizer)!);

        Thread Setting(Action<double> set) => new(() =>
        {
            both.SignalAndWait();
            long own = 0;
            for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(0.5);)
            {
                for (int i = 0; i < 1_000; i++)
                    set(0.5);
                own += 1_000;
            }

            Interlocked.Add(ref times, own);
        });
    }

    [Fact]
    public void Room_for_more_threads_is_not_made_in_the_middle_of_a_step()
    {
        var optimizer = new RowsMeanwhile([new("a", [3, 2]), new("b", [4, 5]), new("c", [2, 2])]) { ThreadCount = 1 };
        var gradients = Vectors.Uniform<float>(30, 1);
        InterruptAttribute.Next(() => Assert.Throws<InvalidOperationException>(() => optimizer.ThreadCount = 3));
        optimizer.Step(new float[30], gradients);
        Assert.Equal(1, optimizer.ThreadCount);
        optimizer.ThreadCount = 3;
        optimizer.Step(new float[30], gradients);
        optimizer.SetAgain();
        InterruptAttribute.Next(() => optimizer.ThreadCount = 2);
        optimizer.Step(new float[30], gradients);
        Assert.Equal(2, optimizer.ThreadCount);
    }

    private sealed class Unchanged : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var optimizer = Driver.Make<T>(type);
            var parameters = Driver.Start<T>(optimizer.ParameterCount);
            Driver.Step(optimizer, parameters, 0);
            for (int step = 1; step < 3; step++)
            {
                Driver.Step(optimizer, parameters, step);
                foreach (var (how, read) in Everything.Of(optimizer))
                {
                    var before = Everything.InMemory(optimizer);
                    read();
                    foreach (var (field, value) in Everything.InMemory(optimizer))
                        Assert.True(Equals(before[field], value), $"{type.Name}, {how}: {field} was {before[field]} and is {value}");
                }
            }
        }
    }

    /// <summary>A stream in whose first write something happens.</summary>
    private sealed class Meanwhile(Action action) : MemoryStream
    {
        private Action? _action = action;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _action?.Invoke();
            _action = null;
            base.Write(buffer);
        }
    }
}

[Optimizer<double>, Lbfgs]
internal sealed partial class Finding
{
    public void Find(int x) => LastSearch = new LinesearchResult(x, x, x, x, x, HasFailed: false);
}

[Optimizer, Interrupt, ScaleBySm3, Scale(-0.1)]
internal sealed partial class RowsMeanwhile
{
    /// <summary>The next step computes its coefficients, and is interrupted there.</summary>
    public void SetAgain() => PreparedVersion = 0;
}
