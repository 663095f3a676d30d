using System.Numerics;
using BenchmarkDotNet.Attributes;
using SamFast.Benchmarks.Memory;
using static System.Numerics.Tensors.TensorPrimitives;

namespace SamFast.Benchmarks.Steps;

[Optimizer, AdamW(Rate, weightDecay: Decay)]
public sealed partial class FusedAdamW : IStep<float>
{
    internal const double Rate = 1e-3, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8, Decay = 1e-2;
}

/// <summary>Adam with decoupled weight decay.</summary>
[BenchmarkCategory("Plain", "AdamW")]
public class AdamW : StepBenchmark
{
    protected override IStep<float> CreateFused() => new FusedAdamW(Size);

    protected override IStep<float> CreateWholeArrays() => new WholeArrays<float>(Room<float>.Of(Size), Size);

    protected override IStep<float> CreateScalar() => new Scalar<float>(Room<float>.Of(Size));

    /// <summary>Nine passes over each block, or eight without decay. Bias corrections are scalars.</summary>
    internal sealed class WholeArrays<T>(Room<T> room, int block, double weightDecay = FusedAdamW.Decay)
        : IStep<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Row<T> _mu = room.Take();
        private readonly Row<T> _nu = room.Take();
        private readonly Row<T> _scratch = room.Take();
        private double _power1 = 1;
        private double _power2 = 1;

        public void Step(Span<T> parameters, ReadOnlySpan<T> gradients) =>
            Step(parameters, parameters, gradients, T.One, default);

        /// <summary>A step with the clipped gradient, which needs another scratch vector if the norm exceeds the
        /// limit.</summary>
        public void Step(
            Span<T> parameters, ReadOnlySpan<T> source, ReadOnlySpan<T> gradients, T clip, Span<T> clipped)
        {
            _power1 = Powers.Next(_power1, FusedAdamW.Beta1);
            _power2 = Powers.Next(_power2, FusedAdamW.Beta2);
            foreach (var part in new Blocks(parameters.Length, block))
            {
                var along = gradients[part];
                if (clip != T.One)
                {
                    Multiply(along, clip, clipped[..along.Length]);
                    along = clipped[..along.Length];
                }

                Move(
                    parameters[part], source[part], along, _mu.Span[part], _nu.Span[part],
                    _scratch.Span[..along.Length]);
            }
        }

        /// <summary>Computes the new moments and their quotient. Only the second moment is bias-corrected.</summary>
        public static void Direct(
            ReadOnlySpan<T> gradients, Span<T> mu, Span<T> nu, Span<T> direction, double power2, double epsilon)
        {
            Lerp(gradients, mu, T.CreateTruncating(FusedAdamW.Beta1), mu);
            Multiply(gradients, gradients, direction);
            Lerp(direction, nu, T.CreateTruncating(FusedAdamW.Beta2), nu);

            Sqrt(nu, direction);
            Multiply(direction, T.CreateTruncating(1 / Math.Sqrt(1 - power2)), direction);
            Add(direction, T.CreateTruncating(epsilon), direction);
            Divide(mu, direction, direction);
        }

        private void Move(
            Span<T> parameters, ReadOnlySpan<T> source, ReadOnlySpan<T> gradients, Span<T> mu, Span<T> nu,
            Span<T> scratch)
        {
            Direct(gradients, mu, nu, scratch, _power2, FusedAdamW.Epsilon);
            if (weightDecay != 0)
            {
                Multiply(source, T.CreateTruncating(1 - FusedAdamW.Rate * weightDecay), parameters);
                source = parameters;
            }

            MultiplyAdd(scratch, T.CreateTruncating(-FusedAdamW.Rate / (1 - _power1)), source, parameters);
        }
    }

    /// <summary>The formula of the paper, element by element.</summary>
    internal sealed class Scalar<T>(Room<T> room, double weightDecay = FusedAdamW.Decay) : IStep<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Row<T> _mu = room.Take();
        private readonly Row<T> _nu = room.Take();
        private long _count;

        public void Step(Span<T> parameters, ReadOnlySpan<T> gradients) =>
            Step(parameters, parameters, gradients, T.One);

        public void Step(Span<T> parameters, ReadOnlySpan<T> source, ReadOnlySpan<T> gradients, T clip)
        {
            _count++;
            var b1 = T.CreateTruncating(FusedAdamW.Beta1);
            var b2 = T.CreateTruncating(FusedAdamW.Beta2);
            var epsilon = T.CreateTruncating(FusedAdamW.Epsilon);
            var rate = T.CreateTruncating(FusedAdamW.Rate);
            var decay = T.CreateTruncating(weightDecay);
            var muScale = T.CreateTruncating(1 / (1 - Math.Pow(FusedAdamW.Beta1, _count)));
            var nuScale = T.CreateTruncating(1 / (1 - Math.Pow(FusedAdamW.Beta2, _count)));
            var mus = _mu.Span;
            var nus = _nu.Span;
            for (int i = 0; i < parameters.Length; i++)
            {
                var gradient = clip * gradients[i];
                var mu = b1 * mus[i] + (T.One - b1) * gradient;
                var nu = b2 * nus[i] + (T.One - b2) * gradient * gradient;
                mus[i] = mu;
                nus[i] = nu;
                var direction = muScale * mu / (T.Sqrt(nuScale * nu) + epsilon);
                parameters[i] = source[i] - rate * (direction + decay * source[i]);
            }
        }
    }
}
