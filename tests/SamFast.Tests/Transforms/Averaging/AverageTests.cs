using System.Numerics;

namespace SamFast.Tests.Transforms.Averaging;

/// <summary>Averages of the parameters, and how they are read.</summary>
[Collection(AllocationTests.Alone)]
public class AverageTests
{
    private const int Length = 21;

    /// <summary>Every optimizer of this folder that averages and steps with a gradient.</summary>
    public static TheoryData<Type> All =>
    [
        .. typeof(AverageTests).Assembly.GetTypes().Where(t => t.Namespace == typeof(AverageTests).Namespace
            && t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IAveragingOptimizer<>))
            && t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IGradientOptimizer<>))),
    ];

    [Fact]
    public void A_debiased_average_is_that_of_the_parameters_after_each_step()
    {
        double[] sum = new double[Length];
        int t = 0;
        Follow(new Debiased(Length), (_, after) =>
        {
            t++;
            return [.. after.Select((p, i) => (sum[i] = 0.9 * sum[i] + 0.1 * p) / (1 - Math.Pow(0.9, t)))];
        });
    }

    [Fact]
    public void Without_correction_an_average_starts_at_the_parameters_before_the_first_step()
    {
        double[]? average = null;
        Follow(new Incremental(Length), (before, after) =>
            average = [.. (average ?? before).Select((old, i) => 0.1 * after[i] + (1 - 0.1) * old)]);
    }

    [Fact]
    public void A_mean_is_of_the_steps_from_its_start_on()
    {
        List<double[]> all = [];
        Follow(new Mean(Length), (_, after) =>
        {
            all.Add(after);
            var counted = all.Count > 3 ? all[3..] : [after];
            return [.. after.Select((_, i) => counted.Average(p => p[i]))];
        });
    }

    [Fact]
    public void A_target_is_renewed_after_every_k_th_step()
    {
        double[]? target = null;
        int t = 0;
        Follow(new Target(Length), (before, after) => target = ++t % 3 == 0 ? after : target ?? before);
    }

    [Fact]
    public void An_average_is_of_projected_parameters()
    {
        var (optimizer, alone) = (new Projected(Length), new ProjectedAlone(Length));
        double[] parameters = Vectors.Uniform<double>(Length, 1), expected = [.. parameters], actual = new double[Length], sum = new double[Length];
        for (int t = 1; t <= 8; t++)
        {
            optimizer.Step(parameters, Vectors.Uniform<double>(Length, 50 + t));
            alone.Step(expected, Vectors.Uniform<double>(Length, 50 + t));
            optimizer.CopyEvaluationParametersTo(parameters, actual);
            for (int i = 0; i < Length; i++)
            {
                sum[i] = 0.9 * sum[i] + 0.1 * expected[i];
                Assert.Equal(sum[i] / (1 - Math.Pow(0.9, t)), actual[i], 1e-14);
            }
        }
    }

    [Fact]
    public void A_decay_counts_from_the_next_step_on()
    {
        var optimizer = new Debiased(1);
        double[] parameters = [1], average = new double[1];
        optimizer.Step(parameters, [1]);
        double first = parameters[0];
        optimizer.Decay = 0.5;
        optimizer.CopyEvaluationParametersTo(parameters, average);
        Assert.Equal(first, average[0], 1e-15);
        optimizer.Step(parameters, [1]);
        optimizer.CopyEvaluationParametersTo(parameters, average);
        Assert.Equal((0.5 * 0.1 * first + 0.5 * parameters[0]) / 0.55, average[0], 1e-15);
    }

    [Theory, MemberData(nameof(All))]
    public void Before_the_first_step_the_model_is_evaluated_with_the_parameters(Type type) => Visit(type, new FirstCheck());

    [Theory, MemberData(nameof(All))]
    public void Neither_a_step_nor_reading_an_average_allocates(Type type) => Visit(type, new AllocationCheck());

    [Theory, MemberData(nameof(All))]
    public void Averages_have_the_same_bits_in_place_in_tensors_and_on_threads(Type type) => Visit(type, new PlaceCheck());

    [Fact]
    public void Spans_that_do_not_fit_are_refused_before_anything_is_written()
    {
        var optimizer = new Debiased32(4);
        float[] memory = [1, 2, 3, 4, 5];
        Assert.Equal("parameters", Assert.Throws<ArgumentException>(
            () => optimizer.CopyEvaluationParametersTo(new float[5], new float[4])).ParamName);
        Assert.Equal("destination", Assert.Throws<ArgumentException>(
            () => optimizer.CopyEvaluationParametersTo(new float[4], new float[5])).ParamName);
        Assert.Contains("in part", Assert.Throws<ArgumentException>(
            () => optimizer.CopyEvaluationParametersTo(memory.AsSpan(0, 4), memory.AsSpan(1, 4))).Message, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3, 4, 5], memory);
    }

    /// <summary>Steps, and compares the average with what a formula makes of the parameters before and after.</summary>
    private static void Follow<TOptimizer>(TOptimizer optimizer, Func<double[], double[], double[]> average)
        where TOptimizer : IGradientOptimizer<double>, IAveragingOptimizer<double>
    {
        var fast = new Fast(Length);
        double[] parameters = Vectors.Uniform<double>(Length, 1), alone = [.. parameters], actual = new double[Length];
        for (int step = 1; step <= 10; step++)
        {
            double[] before = [.. parameters], gradient = Vectors.Uniform<double>(Length, 50 + step);
            optimizer.Step(parameters, gradient);
            fast.Step(alone, gradient);
            Bits.AssertSame<double>(alone, parameters, "an average changes nothing:");
            double[] expected = average(before, [.. parameters]);
            optimizer.CopyEvaluationParametersTo(parameters, actual);
            for (int i = 0; i < Length; i++)
                Assert.Equal(expected[i], actual[i], 1e-14);
        }
    }

    private static void Visit(Type type, Declared.ICheck check) => Declared.Visit(type, check);

    private sealed class FirstCheck : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var parameters = Vectors.Uniform<T>(Length, 1);
            var destination = new T[Length];
            Declared.New<IAveragingOptimizer<T>>(type, Length).CopyEvaluationParametersTo(parameters, destination);
            Bits.AssertSame<T>(parameters, destination);
        }
    }

    private sealed class AllocationCheck : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var optimizer = Declared.New<IGradientOptimizer<T>>(type, 1000);
            T[] parameters = Vectors.Uniform<T>(1000, 1), gradients = Vectors.Uniform<T>(1000, 2), destination = new T[1000];
            Assert.Equal(0, AllocationTests.AllocatedBy(() =>
            {
                optimizer.Step(parameters, gradients);
                ((IAveragingOptimizer<T>)optimizer).CopyEvaluationParametersTo(parameters, destination);
            }));
        }
    }

    private sealed class PlaceCheck : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            const int First = 9001, All = First + 4099;
            object New() => Activator.CreateInstance(type, Layout.Of(First, All - First))!;
            object flat = New(), threaded = New(), scattered = New();
            ((Optimizer<T>)threaded).ThreadCount = 3;
            T[] parameters = Vectors.Uniform<T>(All, 1), shared = [.. parameters], gradient = new T[All];
            T[][] pieces = [parameters[..First], parameters[First..]], gradients = [new T[First], new T[All - First]];
            using var tensors = new TensorBuffers<T>(pieces, gradients);
            T[] expected = new T[All], actual = new T[All];
            var step = type.GetMethod("Step", [typeof(TensorBuffers<T>)])!.CreateDelegate<Action<TensorBuffers<T>>>(scattered);
            var copy = type.GetMethod("CopyEvaluationParametersTo", [typeof(TensorBuffers<T>), typeof(Span<T>)])!
                .CreateDelegate<Copy<T>>(scattered);
            for (int t = 1; t <= 6; t++)
            {
                Vectors.Gradient(gradient.AsSpan(), t);
                gradient.AsSpan(0, First).CopyTo(gradients[0]);
                gradient.AsSpan(First).CopyTo(gradients[1]);
                ((IGradientOptimizer<T>)flat).Step(parameters, gradient);
                ((IGradientOptimizer<T>)threaded).Step(shared, gradient);
                step(tensors);
                ((IAveragingOptimizer<T>)flat).CopyEvaluationParametersTo(parameters, expected);
                ((IAveragingOptimizer<T>)threaded).CopyEvaluationParametersTo(shared, actual);
                Bits.AssertSame<T>(expected, actual, "threads:");
                copy(tensors, actual);
                Bits.AssertSame<T>(expected, actual, "tensors:");
                parameters.CopyTo(actual, 0);
                ((IAveragingOptimizer<T>)flat).CopyEvaluationParametersTo(actual, actual);
                Bits.AssertSame<T>(expected, actual, "in place:");
            }
        }
    }

    private delegate void Copy<T>(TensorBuffers<T> tensors, Span<T> destination) where T : unmanaged;
}
