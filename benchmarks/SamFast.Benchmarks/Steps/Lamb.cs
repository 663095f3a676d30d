using BenchmarkDotNet.Attributes;
using SamFast.Benchmarks.Memory;
using static System.Numerics.Tensors.TensorPrimitives;

namespace SamFast.Benchmarks.Steps;

[Optimizer, Lamb(FusedAdamW.Rate, weightDecay: FusedAdamW.Decay)]
public sealed partial class FusedLamb : IStep<float>
{
    internal const double Epsilon = 1e-6;
}

/// <summary>LAMB: Adam's direction with weight decay, scaled to the norm of the parameters.</summary>
[BenchmarkCategory("Plain", "Lamb")]
public class Lamb : StepBenchmark
{
    protected override IStep<float> CreateFused() => new FusedLamb(Size);

    protected override IStep<float> CreateWholeArrays() => new Tensors(Room<float>.Of(Size), Size);

    protected override IStep<float> CreateScalar() => new Scalar(Room<float>.Of(Size));

    /// <summary>The factor of the step: the learning rate times the ratio of norms, which is 1 if a norm is 0.</summary>
    private static float Rate(double parameterNorm, double updateNorm) => (float)(
        parameterNorm == 0 || updateNorm == 0
            ? FusedAdamW.Rate
            : FusedAdamW.Rate * parameterNorm / updateNorm);

    /// <summary>The update is stored in a separate vector until the norms are known.</summary>
    internal sealed class Tensors(Room<float> room, int block) : IStep<float>
    {
        private readonly Row<float> _mu = room.Take();
        private readonly Row<float> _nu = room.Take();
        private readonly Row<float> _update = room.Take();
        private double _power1 = 1;
        private double _power2 = 1;

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
        {
            _power1 = Powers.Next(_power1, FusedAdamW.Beta1);
            _power2 = Powers.Next(_power2, FusedAdamW.Beta2);
            double parameterSquares = 0, updateSquares = 0;
            foreach (var part in new Blocks(parameters.Length, block))
            {
                var update = _update.Span[part];
                AdamW.WholeArrays<float>.Direct(
                    gradients[part], _mu.Span[part], _nu.Span[part], update, _power2, FusedLamb.Epsilon);
                Multiply(update, (float)(1 / (1 - _power1)), update);
                MultiplyAdd(parameters[part], (float)FusedAdamW.Decay, update, update);
                parameterSquares += SumOfSquares(parameters[part]);
                updateSquares += SumOfSquares(update);
            }

            float rate = Rate(Math.Sqrt(parameterSquares), Math.Sqrt(updateSquares));
            MultiplyAdd(_update.Span, -rate, parameters, parameters);
        }
    }

    /// <summary>The formula of the paper, element by element.</summary>
    internal sealed class Scalar(Room<float> room) : IStep<float>
    {
        private const float B1 = (float)FusedAdamW.Beta1, B2 = (float)FusedAdamW.Beta2;
        private const float Decay = (float)FusedAdamW.Decay, Epsilon = (float)FusedLamb.Epsilon;

        private readonly Row<float> _mu = room.Take();
        private readonly Row<float> _nu = room.Take();
        private readonly Row<float> _update = room.Take();
        private long _count;

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
        {
            _count++;
            float muScale = (float)(1 / (1 - Math.Pow(FusedAdamW.Beta1, _count)));
            float nuScale = (float)(1 / (1 - Math.Pow(FusedAdamW.Beta2, _count)));
            var mu = _mu.Span;
            var nu = _nu.Span;
            var update = _update.Span;
            double parameterSquares = 0, updateSquares = 0;
            for (int i = 0; i < parameters.Length; i++)
            {
                mu[i] = B1 * mu[i] + (1 - B1) * gradients[i];
                nu[i] = B2 * nu[i] + (1 - B2) * gradients[i] * gradients[i];
                update[i] = muScale * mu[i] / (MathF.Sqrt(nuScale * nu[i]) + Epsilon) + Decay * parameters[i];
                parameterSquares += parameters[i] * parameters[i];
                updateSquares += update[i] * update[i];
            }

            float rate = Rate(Math.Sqrt(parameterSquares), Math.Sqrt(updateSquares));
            for (int i = 0; i < parameters.Length; i++)
                parameters[i] -= rate * update[i];
        }
    }
}
