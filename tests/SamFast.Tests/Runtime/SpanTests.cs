using System.Numerics;

namespace SamFast.Tests.Runtime;

/// <summary>Spans that do not fit are refused: the argument is named, the remedy too, and nothing was modified.</summary>
public class SpanTests
{
    private const int Length = 37;

    public static TheoryData<Type> All => Declared.Theory(Declared.All);

    public static TheoryData<Type> Opaque => Declared.Theory(Declared.Opaque);

    [Theory, MemberData(nameof(All))]
    public void Spans_that_do_not_fit_are_refused_and_nothing_is_modified(Type optimizer) =>
        Declared.Visit(optimizer, new RefusalCheck());

    [Theory, MemberData(nameof(Opaque))]
    public void A_missing_gradient_function_is_refused_by_name(Type optimizer) =>
        Declared.Visit(optimizer, new MissingFunctionCheck());

    [Theory, MemberData(nameof(All))]
    public void A_negative_number_of_parameters_is_refused_by_name(Type optimizer)
    {
        var refused = Assert.Throws<System.Reflection.TargetInvocationException>(() => Activator.CreateInstance(optimizer, -1));
        Assert.Equal("parameterCount", Assert.IsType<ArgumentOutOfRangeException>(refused.InnerException).ParamName);
    }

    [Fact]
    public void Spans_side_by_side_do_not_overlap()
    {
        var both = new float[2 * Length];
        new PlainSgd(Length).Step(both.AsSpan(0, Length), both.AsSpan(Length));
        Assert.All(both, x => Assert.Equal(0, x));
    }

    [Fact]
    public void The_message_about_a_length_names_the_optimizer_both_lengths_and_the_remedy()
    {
        var refused = Assert.Throws<ArgumentException>(() => new PlainAdam(3).Step(new float[4], new float[3]));
        Assert.Contains("PlainAdam was constructed for 3 parameters", refused.Message, StringComparison.Ordinal);
        Assert.Contains("length 4", refused.Message, StringComparison.Ordinal);
        Assert.Contains("construct another optimizer", refused.Message, StringComparison.Ordinal);
    }

    private static void Step<T>(object optimizer, Span<T> parameters, ReadOnlySpan<T> gradients)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (optimizer is IOpaqueSam<T> opaque)
            opaque.Step(parameters, gradients, Surface.Gradient);
        else
            ((IGradientOptimizer<T>)optimizer).Step(parameters, gradients);
    }

    private sealed class RefusalCheck : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var tried = Declared.New<object>(type, Length);
            var untroubled = Declared.New<object>(type, Length);
            var buffer = Vectors.Uniform<T>(3 * Length, 1);
            T[] theirs = buffer[..Length];
            for (int step = 0; step < 6; step++)
            {
                T[] before = [.. buffer];
                Refused<T>(tried, "parameters", "construct another optimizer", buffer, 0, Length - 1, 2 * Length, Length);
                Refused<T>(tried, "parameters", "construct another optimizer", buffer, 0, 0, 2 * Length, Length);
                Refused<T>(tried, "parameters", "construct another optimizer", buffer, 0, Length + 1, 2 * Length, Length);
                Refused<T>(tried, "gradients", "construct another optimizer", buffer, 0, Length, 2 * Length, Length - 1);
                Refused<T>(tried, "gradients", "construct another optimizer", buffer, 0, Length, 2 * Length, 0);
                Refused<T>(tried, "gradients", "separate buffers", buffer, 0, Length, 0, Length);
                Refused<T>(tried, "gradients", "separate buffers", buffer, 0, Length, 1, Length);
                Refused<T>(tried, "gradients", "separate buffers", buffer, 1, Length, 0, Length);
                Refused<T>(tried, "gradients", "separate buffers", buffer, 0, Length, Length - 1, Length);
                Bits.AssertSame<T>(before, buffer);
                Assert.Equal(((Optimizer<T>)untroubled).StepCount, ((Optimizer<T>)tried).StepCount);

                var gradient = Vectors.Gradient<T>(Length, step);
                Step(tried, buffer.AsSpan(0, Length), gradient);
                Step(untroubled, theirs.AsSpan(), gradient);
                Bits.AssertSame<T>(theirs, buffer.AsSpan(0, Length));
            }
        }

        private static void Refused<T>(
            object optimizer, string argument, string remedy, T[] buffer, int start, int length, int gradientStart,
            int gradientLength)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var refused = Assert.Throws<ArgumentException>(() =>
                Step(optimizer, buffer.AsSpan(start, length), buffer.AsSpan(gradientStart, gradientLength)));
            Assert.Equal(argument, refused.ParamName);
            Assert.Contains(remedy, refused.Message, StringComparison.Ordinal);

            // Opaque SAM that computes the first gradient itself also refuses parameters of another length.
            if (optimizer is IOpaqueSam<T> opaque && argument == "parameters")
            {
                refused = Assert.Throws<ArgumentException>(() => opaque.Step(buffer.AsSpan(start, length), Surface.Gradient));
                Assert.Equal(argument, refused.ParamName);
            }
        }
    }

    private sealed class MissingFunctionCheck : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var optimizer = Declared.New<IOpaqueSam<T>>(type, Length);
            var parameters = Vectors.Uniform<T>(Length, 1);
            T[] before = [.. parameters];
            GradientFunction<T> none = null!;
            Assert.Equal("gradient", Assert.Throws<ArgumentNullException>(() => optimizer.Step(parameters, none)).ParamName);
            Assert.Equal("gradient", Assert.Throws<ArgumentNullException>(() => optimizer.Step(parameters, before, none)).ParamName);
            Bits.AssertSame<T>(before, parameters);
            Assert.Equal(0, optimizer.StepCount);
        }
    }
}
