using SamFast.Gallery.Digits.Data;
using SamFast.Gallery.Digits.Models;

namespace SamFast.Gallery.Digits.Training;

/// <summary>Some examples of a training set: their mean loss, and its gradient.</summary>
internal readonly ref struct Batch(Model model, Examples examples, ReadOnlySpan<int> rows)
    : IGradient<float>, IObjective<float>
{
    private readonly ReadOnlySpan<int> _rows = rows;

    public int Count => _rows.Length;

    public double Evaluate(ReadOnlySpan<float> point, Span<float> gradient) => gradient.IsEmpty
        ? model.Loss(point, examples, _rows) : model.Gradient(point, examples, _rows, gradient);

    public void Evaluate(ReadOnlySpan<float> point, Span<float> gradient, GradientEvaluation evaluation) =>
        Evaluate(point, gradient);

    /// <summary>A part of the batch.</summary>
    public Batch Slice(int start, int length) => new(model, examples, _rows.Slice(start, length));
}
