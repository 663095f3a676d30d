using System.Numerics.Tensors;

namespace SamFast.Gallery.Digits.Training;

/// <summary>An optimizer that learns from one batch at a time, whatever gradients it takes for that.</summary>
internal abstract class Learner(object optimizer)
{
    private readonly IAveragingOptimizer<float>? _averaging = optimizer as IAveragingOptimizer<float>;

    public abstract void Step(Span<float> parameters, Batch batch);

    /// <summary>Writes the parameters that the model is tested and measured with: those of the training, unless the
    /// optimizer says otherwise.</summary>
    public void CopyEvaluationParametersTo(ReadOnlySpan<float> parameters, Span<float> destination)
    {
        if (_averaging is null)
            parameters.CopyTo(destination);
        else
            _averaging.CopyEvaluationParametersTo(parameters, destination);
    }
}

/// <summary>A chain that needs one gradient.</summary>
internal sealed class Plain(IGradientOptimizer<float> optimizer, Layout layout) : Learner(optimizer)
{
    private readonly float[] _gradient = new float[layout.ParameterCount];

    public override void Step(Span<float> parameters, Batch batch)
    {
        batch.Evaluate(parameters, _gradient);
        optimizer.Step(parameters, _gradient);
    }
}

/// <summary>SAM in transparent mode: the parameters themselves climb, and come back.</summary>
internal sealed class Phased(ITransparentSam<float> optimizer, Layout layout) : Learner(optimizer)
{
    private readonly float[] _gradient = new float[layout.ParameterCount];

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
internal sealed class Sharp(IOpaqueSam<float> optimizer) : Learner(optimizer)
{
    public override void Step(Span<float> parameters, Batch batch) => optimizer.Step(parameters, ref batch);
}

/// <summary>m-SAM: each micro-batch of m examples is perturbed by its own gradient; the chain steps with the mean of the
/// gradients found there. Foret et al. 2021, §4.1; m = 1 is the form that Baek et al. 2024 (arXiv:2405.03676) study.</summary>
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
            part.AddGradient(_point, 1f / batch.Count, _mean);
        }

        optimizer.Step(parameters, _mean);
    }
}

/// <summary>Sparse SAM: only the half of the parameters is perturbed that has the largest Fisher information in a batch,
/// found every so many batches anew.</summary>
internal sealed class SparseSharp(DigitsSparseSam optimizer, Layout layout) : Learner(optimizer)
{
    private const double Sparsity = 0.5;

    /// <summary>Five epochs of 19 batches: what is trained without options.</summary>
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
