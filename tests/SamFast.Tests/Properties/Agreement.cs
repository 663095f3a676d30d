using System.Numerics;
using System.Reflection;

namespace SamFast.Tests.Properties;

/// <summary>Compares a compiled chain with its transforms in sequence: bit for bit without measures, and otherwise up to rounding
/// errors in sums, as long as these determine the result.</summary>
internal static class Agreement
{
    /// <summary>Compares a few steps of a chain.</summary>
    /// <returns>The number of steps that were compared.</returns>
    public static int Of<T>(RandomChain chain, Assembly compiled, int length, int steps, Random random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var layout = chain.Layout(length);
        var fused = Activator.CreateInstance(compiled.GetType("Random." + chain.Name)!, layout)!;
        var reference = new Reference<T>(chain, layout);
        var parameters = Values.Random<T>(length, random);
        for (int step = 0; step < steps; step++)
        {
            var gradients = Values.Random<T>(length, random);
            T[] expected = [.. parameters];
            double value = 3 * random.NextDouble();
            Step(fused, parameters, gradients, value);
            var update = reference.Step(expected, gradients, value);
            if (!reference.IsDetermined)
                return step;
            if (fused is IAveragingOptimizer<T> averaging)
                CompareEvaluation(chain, averaging, reference, expected, update);
            Compare(expected, parameters, update, chain, $"step {step}:");
            expected.CopyTo(parameters, 0);
        }

        return steps;
    }

    /// <summary>Compares a few periods of a sharpness-aware optimizer with a loop over the interpreted operands.</summary>
    public static void Of<T>(RandomNest nest, Assembly compiled, int length, int periods, Random random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var layout = nest.Layout(length);
        object fused = Activator.CreateInstance(compiled.GetType("Random." + nest.Name)!, layout)!;
        var outer = new Reference<T>(nest.Outer, layout);
        Reference<T>? adversary = null;
        var parameters = Values.Random<T>(length, random);
        for (int period = 0; period < periods; period++)
        {
            if (adversary is null || nest.ResetState)
                adversary = new Reference<T>(nest.Adversary, layout);
            var calls = Enumerable.Range(0, nest.SyncPeriod)
                .Select(_ => new Call<T>(Values.Random<T>(length, random), 3 * random.NextDouble())).ToArray();
            T[] point = [.. parameters];
            foreach (var call in calls[..^1])
            {
                call.Update = adversary.Step([.. point], call.Gradients, call.Value);
                call.Expected = [.. point.Zip(call.Update, (p, u) => p - u)];
                point = call.Expected;
            }

            T[] moved = [.. parameters];
            calls[^1].Update = outer.Step(moved, calls[^1].Gradients, calls[^1].Value);
            calls[^1].Expected = moved;
            if (!adversary.IsDetermined || !outer.IsDetermined)
                return;
            Run(nest, fused, parameters, calls, $"period {period},");
            moved.CopyTo(parameters, 0);
        }
    }

    private static void Run<T>(RandomNest nest, object fused, T[] parameters, Call<T>[] calls, string where)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (nest.IsOpaque)
        {
            int number = 0;
            T[] start = [.. parameters];
            ((IOpaqueSam<T>)fused).Step(parameters, (point, gradient) =>
            {
                Compare(number == 0 ? start : calls[number - 1].Expected, point.ToArray(), number == 0 ? start : calls[number - 1].Update,
                    nest.Adversary, $"{where} point {number}:");
                calls[number++].Gradients.CopyTo(gradient);
            });
            Assert.Equal(calls.Length, number);
            Compare(calls[^1].Expected, parameters, calls[^1].Update, nest.Outer, $"{where} descent:");
            return;
        }

        for (int number = 0; number < calls.Length; number++)
        {
            Step(fused, parameters, calls[number].Gradients, calls[number].Value);
            bool isDescent = number == calls.Length - 1;
            Compare(calls[number].Expected, parameters, calls[number].Update, isDescent ? nest.Outer : nest.Adversary, $"{where} call {number}:");
            calls[number].Expected.CopyTo(parameters, 0);
        }
    }

    private static void Step<T>(object fused, T[] parameters, T[] gradients, double value) where T : unmanaged
    {
        if (fused is ILossOptimizer<T> valued)
            valued.Step(parameters, gradients, value);
        else
            ((IGradientOptimizer<T>)fused).Step(parameters, gradients);
    }

    /// <summary>Compares the evaluation parameters of both for the same parameters, up to rounding.</summary>
    private static void CompareEvaluation<T>(
        RandomChain chain, IAveragingOptimizer<T> fused, Reference<T> reference, T[] parameters, T[] update)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var actual = new T[parameters.Length];
        fused.CopyEvaluationParametersTo(parameters, actual);
        if (chain.HasMeasures)
            AssertClose(reference.Evaluate(parameters), actual, [.. update, .. parameters], 10 * chain.Tolerance, "evaluation:");
        else
            Bits.AssertSame<T>(reference.Evaluate(parameters), actual, "evaluation:");
    }

    private static void Compare<T>(T[] expected, T[] actual, T[] update, RandomChain chain, string where)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (chain.HasMeasures)
            AssertClose(expected, actual, update, chain.Tolerance, where);
        else
            Bits.AssertSame<T>(expected, actual, where);
    }

    private static void AssertClose<T>(T[] expected, T[] actual, T[] update, double tolerance, string where)
        where T : IFloatingPointIeee754<T>
    {
        string? difference = Closeness.Of<T>(expected, actual, update, tolerance);
        Assert.True(difference is null, $"{where} {difference}");
    }

    /// <summary>A gradient, and the parameters after the step.</summary>
    private sealed record Call<T>(T[] Gradients, double Value)
    {
        public T[] Update { get; set; } = [];

        public T[] Expected { get; set; } = [];
    }
}
