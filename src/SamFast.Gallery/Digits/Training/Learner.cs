using System.Numerics.Tensors;

namespace SamFast.Gallery.Digits.Training;

/// <summary>An optimizer that learns from one batch at a time, whatever gradients it takes for that.</summary>
internal abstract class Learner
{
    public abstract void Step(Span<float> parameters, Batch batch);
}

/// <summary>A chain without SAM.</summary>
internal sealed class Plain(IOptimizer<float> optimizer, int parameterCount) : Learner
{
    private readonly float[] _gradient = new float[parameterCount];

    public override void Step(Span<float> parameters, Batch batch)
    {
        batch.Evaluate(parameters, _gradient);
        optimizer.Step(parameters, _gradient);
    }
}

/// <summary>SAM in transparent mode: the parameters themselves climb, and come back.</summary>
internal sealed class Phased(ITransparentSam<float> optimizer, int parameterCount) : Learner
{
    private readonly float[] _gradient = new float[parameterCount];

    public override void Step(Span<float> parameters, Batch batch)
    {
        do
        {
            batch.Evaluate(parameters, _gradient);
            optimizer.Step(parameters, _gradient);
        }
        while (optimizer.AscentStep > 0);
    }
}

/// <summary>SAM in opaque mode, perturbed by the gradient of the whole batch.</summary>
internal sealed class Sharp(IOpaqueSam<float> optimizer) : Learner
{
    public override void Step(Span<float> parameters, Batch batch) => optimizer.Step(parameters, ref batch);
}

/// <summary>m-SAM: each micro-batch of m examples is perturbed by its own gradient; the chain steps with the mean of the
/// gradients found there. Foret et al. 2021, §4.1; m = 1 is the form that Baek et al. 2024 (arXiv:2405.03676) study.</summary>
internal sealed class MicroBatchSharp(IOptimizer<float> optimizer, int m, float rho, int parameterCount) : Learner
{
    private readonly float[] _gradient = new float[parameterCount];
    private readonly float[] _point = new float[parameterCount];
    private readonly float[] _mean = new float[parameterCount];

    public override void Step(Span<float> parameters, Batch batch)
    {
        _mean.AsSpan().Clear();
        for (int start = 0; start < batch.Count; start += m)
        {
            var part = batch.Slice(start, Math.Min(m, batch.Count - start));
            part.Evaluate(parameters, _gradient);
            float norm = TensorPrimitives.Norm<float>(_gradient);
            TensorPrimitives.MultiplyAdd(_gradient, norm > 0 ? rho / norm : 0, parameters, _point);
            part.AddGradient(_point, 1f / batch.Count, _mean);
        }

        optimizer.Step(parameters, _mean);
    }
}
