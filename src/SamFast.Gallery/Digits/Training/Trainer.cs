using SamFast.Gallery.Digits.Data;
using SamFast.Gallery.Digits.Models;

namespace SamFast.Gallery.Digits.Training;

/// <summary>One training, epoch by epoch. Only the constructor allocates.</summary>
internal sealed class Trainer
{
    public const int BatchSize = 64;

    private readonly Model _model;
    private readonly Learner _learner;
    private readonly Split _split;
    private readonly Random _random;
    private readonly float[] _parameters;
    private readonly float[] _evaluated;
    private readonly int[] _order;

    public Trainer(Model model, Variant variant, Split split, int seed)
    {
        _model = model;
        _split = split;
        _learner = variant.NewLearner(model.Layout);
        _parameters = new float[model.Layout.ParameterCount];
        model.Initialize(_parameters, Chance.Of(seed, Chance.Use.Start));
        _evaluated = [.. _parameters];
        _random = Chance.Of(seed, Chance.Use.Order);
        _order = [.. Enumerable.Range(0, split.Train.Count)];
    }

    /// <summary>The parameters for tests and measurements.</summary>
    public ReadOnlySpan<float> Parameters => _evaluated;

    /// <summary>Trains with each example of the training set once, in random order. The last batch may be smaller.</summary>
    public void Epoch()
    {
        _random.Shuffle(_order);
        for (int start = 0; start < _order.Length; start += BatchSize)
        {
            var rows = _order.AsSpan(start, Math.Min(BatchSize, _order.Length - start));
            _learner.Step(_parameters, new Batch(_model, _split.Train, rows));
        }

        _learner.CopyEvaluationParametersTo(_parameters, _evaluated);
    }

    public double TestAccuracy() => (double)_model.CountRight(_evaluated, _split.Test) / _split.Test.Count;
}
