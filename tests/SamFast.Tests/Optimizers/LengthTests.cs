using System.Numerics;

namespace SamFast.Tests;

/// <summary>Every optimizer at every awkward length, against the scalar reference; nothing outside the spans is touched,
/// and where a span begins makes no difference.</summary>
public class LengthTests
{
    private const int Steps = 20;

    private static readonly int[] s_lengths = [0, 1, 2, 7, 8, 9, 15, 16, 17, 31, 1000, 4095, 4096, 4097, 8193, 100_003];

    private static readonly string[] s_elementwise =
    [
        "PlainSgd", "MomentumSgd", "NesterovSgd", "PlainAdam", "PlainNadam", "PlainAdamW", "PlainLion", "ElementClip", "DecayingSteps",
        "PlainCocob", "PlainMadgrad",
    ];

    public static TheoryData<Type> All => Declared.Theory(Declared.All);

    public static TheoryData<Type> Elementwise => Declared.Theory(
        Declared.Plain.Where(t => s_elementwise.Any(name => t.Name == name || t.Name == name + "64")));

    [Theory, MemberData(nameof(All))]
    public void Every_length_follows_the_scalar_reference(Type optimizer) => Declared.Visit(optimizer, new ReferenceCheck());

    [Theory, MemberData(nameof(All))]
    public void The_alignment_of_spans_has_no_effect(Type optimizer) => Declared.Visit(optimizer, new AlignmentCheck());

    [Theory, MemberData(nameof(Elementwise))]
    public void An_elements_result_does_not_depend_on_its_position(Type optimizer) =>
        Declared.Visit(optimizer, new PositionCheck());

    /// <summary>Takes the phases that consume these gradients, one after the other.</summary>
    private static void Walk<T>(Type type, object optimizer, Span<T> parameters, Guarded<T> gradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int period = Declared.SamOf(type)?.SyncPeriod ?? 1;
        for (int call = 0; call < Steps * period;)
        {
            Vectors.Gradient(gradient.Span, call++);
            if (optimizer is IOpaqueSam<T> opaque)
                opaque.Step(parameters, gradient.Span, (_, next) => Vectors.Gradient(next, call++));
            else
                ((IGradientOptimizer<T>)optimizer).Step(parameters, gradient.Span);
        }
    }

    private sealed class ReferenceCheck : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            double tolerance = typeof(T) == typeof(float) ? 1e-5 : 1e-12;
            int period = Declared.SamOf(type)?.SyncPeriod ?? 1;
            foreach (int length in s_lengths)
            {
                var start = Vectors.Uniform<T>(length, 1);
                var parameters = new Guarded<T>(start);
                var gradient = new Guarded<T>(start);
                Walk(type, Declared.New<object>(type, length), parameters.Span, gradient);

                var reference = new ScalarOptimizer(type);
                var expected = Vectors.ToDouble<T>(start);
                var update = new double[length];
                for (int call = 0; call < Steps * period; call++)
                {
                    Vectors.Gradient(update.AsSpan(), call);
                    reference.Step(expected, update);
                }

                parameters.AssertGuardsIntact();
                gradient.AssertGuardsIntact();
                var actual = Vectors.ToDouble<T>(parameters.Span);
                for (int i = 0; i < length; i++)
                {
                    double error = Math.Abs(actual[i] - expected[i]);
                    Assert.True(error <= tolerance * Math.Max(1, Math.Abs(expected[i])),
                        $"element {i} of {length}: expected {expected[i]:R}, got {actual[i]:R}");
                }
            }
        }
    }

    private sealed class AlignmentCheck : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            foreach (int length in (int[])[3, 17, 1000, 4097])
            {
                var start = Vectors.Uniform<T>(length, 1);
                var aligned = new Guarded<T>(start);
                Walk(type, Declared.New<object>(type, length), aligned.Span, new Guarded<T>(start));
                foreach (var (parameterOffset, gradientOffset) in ((int, int)[])[(1, 0), (0, 1), (1, 1), (3, 7)])
                {
                    var shifted = new Guarded<T>(start, parameterOffset);
                    Walk(type, Declared.New<object>(type, length), shifted.Span, new Guarded<T>(start, gradientOffset));
                    Bits.AssertSame<T>(aligned.Span, shifted.Span);
                    shifted.AssertGuardsIntact();
                }
            }
        }
    }

    private sealed class PositionCheck : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            const int Length = 4096 + 31;
            var many = Declared.New<IGradientOptimizer<T>>(type, Length);
            var one = Declared.New<IGradientOptimizer<T>>(type, 1);
            var parameters = new T[Length];
            parameters.AsSpan().Fill(T.CreateChecked(0.7));
            T[] parameter = [T.CreateChecked(0.7)];
            var gradients = new T[Length];
            for (int step = 0; step < Steps; step++)
            {
                var gradient = Vectors.Uniform<T>(1, step);
                gradients.AsSpan().Fill(gradient[0]);
                one.Step(parameter, gradient);
                many.Step(parameters, gradients);
                Assert.Equal(-1, parameters.AsSpan().IndexOfAnyExcept(parameter[0]));
            }
        }
    }
}
