using System.Numerics.Tensors;

namespace SamFast.Gallery.Digits.Training;

/// <summary>An optimizer that learns from one batch at a time.</summary>
internal abstract class Learner(object optimizer)
{
    private readonly IAveragingOptimizer<float>? _averaging = optimizer as IAveragingOptimizer<float>;

    public abstract void Step(Span<float> parameters, Batch batch);

    /// <summary>Writes the parameters for tests and measurements: the evaluation parameters of an averaging optimizer, otherwise the
    /// trained parameters.</summary>
    public void CopyEvaluationParametersTo(ReadOnlySpan<float> parameters, Span<float> destination)
    {
        if (_averaging is null)
            parameters.CopyTo(destination);
        else
            _averaging.CopyEvaluationParametersTo(parameters, destination);
    }
}

/// <summary>An optimizer of any kind. A sharpness-aware optimizer takes a whole period with the same batch.</summary>
internal sealed class Standard(IOptimizer<float> optimizer, Layout layout) : Learner(optimizer)
{
    private readonly float[] _gradient = new float[layout.ParameterCount];

    public override void Step(Span<float> parameters, Batch batch) => optimizer.StepWith(parameters, _gradient, ref batch);
}

/// <summary>m-SAM: each micro-batch of m examples is perturbed by its own gradient; the chain steps with the mean of the
/// gradients at the perturbed parameters. Foret et al. 2021, §4.1; m = 1 is the form that Baek et al. 2024 (arXiv:2405.03676)
/// study.</summary>
internal sealed class MicroBatchSharp(IGradientOptimizer<float> optimizer, int m, float rho, Layout layout) : Learner(optimizer)
{
    private readonly float[] _gradient = new float[layout.ParameterCount];
    private readonly float[] _point = new float[layout.ParameterCount];
    private readonly float[] _mean = new float[layout.ParameterCount];

    public override void Step(Span<float> parameters, Batch batch)
    {
        _mean.AsSpan().Clear();
        for (int start = 0; start < batch.Count; start += m)
        {
            var part = batch.Slice(start, Math.Min(m, batch.Count - start));
            part.Evaluate(parameters, _gradient);
            float norm = TensorPrimitives.Norm<float>(_gradient);
            TensorPrimitives.MultiplyAdd(_gradient, norm > 0 ? rho / norm : 0, parameters, _point);
            part.Evaluate(_point, _gradient);
            TensorPrimitives.MultiplyAdd(_gradient, (float)part.Count / batch.Count, _mean, _mean);
        }

        optimizer.Step(parameters, _mean);
    }
}

/// <summary>Sparse SAM: perturbs only the half of the parameters with the largest Fisher information in a batch. The mask is
/// recomputed at a fixed interval of batches.</summary>
internal sealed class SparseSharp(DigitsSparseSam optimizer, Layout layout) : Learner(optimizer)
{
    private const double Sparsity = 0.5;

    /// <summary>The interval in batches: five epochs of 19 batches each, the default training.</summary>
    private const int Every = 95;

    private readonly StateSlot<float> _slot = optimizer.Slot("adversaryMask");
    private readonly float[] _gradient = new float[layout.ParameterCount];
    private readonly float[] _fisher = new float[layout.ParameterCount];
    private readonly float[] _mask = new float[layout.ParameterCount];

    public override void Step(Span<float> parameters, Batch batch)
    {
        if (optimizer.StepCount % Every == 0)
            Mask(parameters, batch);
        optimizer.Step(parameters, ref batch);
    }

    private void Mask(ReadOnlySpan<float> parameters, Batch batch)
    {
        _fisher.AsSpan().Clear();
        for (int i = 0; i < batch.Count; i++)
        {
            batch.Slice(i, 1).Evaluate(parameters, _gradient);
            TensorPrimitives.MultiplyAdd(_gradient, _gradient, _fisher, _fisher);
        }

        SparseMask.KeepLargest<float>(_fisher, Sparsity, _mask);
        _slot.Set(_mask);
    }
}
