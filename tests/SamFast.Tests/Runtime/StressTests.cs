using System.Buffers;
using System.Numerics;
using SamFast.Tests.Transforms.Averaging;
using SamFast.Tests.Checkpoints;
using SamFast.Tests.Curvature;
using SamFast.Tests.Linesearches;
using SamFast.Tests.Sharpness.Variants;
using SamFast.Tests.Wrappers;

namespace SamFast.Tests.Runtime;

[Optimizer, AdamW(1e-3)]
internal sealed partial class StressedAdamW;

[Sam<StressedAdamW>(0.05)]
internal sealed partial class StressedSam;

/// <summary>One thread steps while others read everything: its steps are those of an optimizer without readers, and what
/// the others get is of one moment. SAMFAST_READING_STEPS says how many steps, by default 1,000,000.</summary>
[Collection(AllocationTests.Alone)]
public class StressTests
{
    private const int Length = 64;

    private static int Steps { get; } = Campaign.Of("SAMFAST_READING_STEPS", 1_000_000);

    /// <summary>All kinds of state: gates, schedules, gathered gradients, line searches, whole tensors, groups, both modes of
    /// SAM.</summary>
    public static TheoryData<Type> Some =>
    [
        typeof(ClippedAdamW), typeof(Scheduled), typeof(Cyclic), typeof(Cyclic64), typeof(KeptOpaque), typeof(Factors),
        typeof(FiniteSam), typeof(GatheredSharpOfGathered), typeof(PatientFinite), typeof(ScaledSam), typeof(FreeAdamW),
        typeof(AheadOfSharp), typeof(Sm3Restarting), typeof(IntervalSam), typeof(OpaqueAdaptiveSam), typeof(FloatSophia),
        typeof(Lbfgs64), typeof(ZoomingAdam), typeof(ScheduledSearch), typeof(NarrowSearch), typeof(Parameters.BodyAndHead),
    ];

    [Fact]
    public void A_million_steps_of_SAM_are_undisturbed_by_readers_and_no_view_is_torn()
    {
        var (optimizer, undisturbed) = (new StressedSam(Length), new StressedSam(Length));
        double[] powers = Powers(optimizer.B1);
        var readers = new Readers(new Dictionary<string, Action>(Everything.Of(optimizer))
        {
            ["Scalars of one moment"] = () =>
            {
                var scalars = optimizer.Scalars.ToDictionary(scalar => scalar.Name, scalar => scalar.Value);
                Assert.Equal(powers[(int)scalars["StepCount"]], scalars["b1Power"]);
            },
            ["mu of one moment"] = () => Assert.Single(optimizer.Slot("mu").ToArray(0).Distinct()),
            ["saved of one moment"] = () => Assert.Single(optimizer.Slot("saved").ToArray(0).Distinct()),
            ["checkpoint of one moment"] = () =>
            {
                var buffer = new ArrayBufferWriter<byte>();
                optimizer.Save(buffer);
                var loaded = new StressedSam(Length);
                loaded.Load(buffer.WrittenSpan);
                Assert.Equal(powers[loaded.StepCount], loaded.Scalar("b1Power"));
                Assert.Single(loaded.Slot("mu").ToArray(0).Distinct());
            },
            ["clone of one moment"] = () => Assert.Equal(powers[optimizer.Clone() is var clone ? clone.StepCount : 0], clone.Scalar("b1Power")),
        });

        float[] parameters = new float[Length], expected = new float[Length], gradients = new float[Length];
        long phases = 0;
        for (int step = 0; step < Steps; step++)
        {
            gradients.AsSpan().Fill((step % 7) - 2.5f);
            optimizer.Step(parameters, gradients);
            undisturbed.Step(expected, gradients);
            phases += optimizer.Phase == undisturbed.Phase ? 0 : 1;
            if (step % 1024 == 0)
                Thread.SpinWait(5_000);
        }

        readers.Finish();
        Assert.Equal(0, phases);
        Assert.Equal(Steps / 2, optimizer.StepCount);
        Bits.AssertSame<float>(expected, parameters);
        Assert.Equal(Driver.Save<float>(undisturbed, expected), Driver.Save<float>(optimizer, parameters));

        double[] Powers(double decay)
        {
            var powers = new double[(Steps / 2) + 1];
            var alone = new StressedAdamW(1);
            for (int step = 0; step < powers.Length; step++)
            {
                powers[step] = step < 4_000 || powers[step - 1] != powers[step - 2] ? alone.Scalar("b1Power") : powers[step - 1];
                alone.Step([0], [1]);
            }

            Assert.Equal(decay, powers[1]);
            return powers;
        }
    }

    [Theory, MemberData(nameof(Some))]
    public void Steps_on_several_threads_of_any_kind_of_optimizer_are_undisturbed_by_readers(Type optimizer) =>
        Declared.Visit(optimizer, new Undisturbed());

    private sealed class Undisturbed : Declared.ICheck
    {
        private const int LeastSteps = 200, MostSteps = 4_000;

        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            Optimizer<T> optimizer = Driver.Make<T>(type), undisturbed = Driver.Make<T>(type);
            optimizer.ThreadCount = undisturbed.ThreadCount = 2;
            T[] parameters = Driver.Start<T>(optimizer.ParameterCount), expected = [.. parameters];
            var readers = new Readers(Everything.Of(optimizer));
            int steps = 0;
            for (; steps < LeastSteps || (steps < MostSteps && !readers.IsComplete()); steps++)
                Driver.Step(optimizer, parameters, steps);
            readers.Finish();
            Driver.Steps(undisturbed, expected, 0, steps);
            Bits.AssertSame<T>(expected, parameters, type.Name);
            Assert.Equal(Driver.Save<T>(undisturbed, expected), Driver.Save<T>(optimizer, parameters));
        }
    }

    /// <summary>Two threads that read in all ways, in turns, until each way has succeeded and they are asked to end. A read
    /// that is refused is one that would have been torn.</summary>
    private sealed class Readers
    {
        private readonly IReadOnlyDictionary<string, Action> _ways;
        private readonly HashSet<string> _missing;
        private readonly Thread[] _threads;
        private volatile bool _isEnding;
        private volatile Exception? _failure;

        public Readers(IReadOnlyDictionary<string, Action> ways)
        {
            _ways = ways;
            _missing = [.. ways.Keys];
            _threads = [new(Read), new(Read)];
            foreach (var thread in _threads)
                thread.Start();
        }

        public void Finish()
        {
            _isEnding = true;
            foreach (var thread in _threads)
                thread.Join();
            Assert.True(_failure is null, $"{_failure}");
            Assert.Empty(_missing);
        }

        private void Read()
        {
            while (_failure is null && !(_isEnding && IsComplete()))
            {
                foreach (var (name, read) in _ways)
                {
                    try
                    {
                        read();
                        lock (_missing)
                            _missing.Remove(name);
                    }
                    catch (Exception exception)
                    {
                        if (!IsRefusal(exception))
                            _failure ??= new InvalidOperationException(name, exception);
                    }
                }
            }
        }

        public bool IsComplete()
        {
            lock (_missing)
                return _missing.Count == 0;
        }

        // Assert.All puts what its parts throw into a text.
        private static bool IsRefusal(Exception exception) =>
            exception.ToString().Contains("is in the middle of a step", StringComparison.Ordinal);
    }
}
