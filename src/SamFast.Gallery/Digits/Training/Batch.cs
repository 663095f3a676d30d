using SamFast.Gallery.Digits.Data;
using SamFast.Gallery.Digits.Models;

namespace SamFast.Gallery.Digits.Training;

/// <summary>Some examples of a training set: their mean loss, and its gradient.</summary>
internal readonly ref struct Batch(Model model, Examples examples, ReadOnlySpan<int> rows)
    : IGradient<float>, IObjective<float>
{
    private readonly ReadOnlySpan<int> _rows = rows;

    public int Count => _rows.Length;

    public double Evaluate(ReadOnlySpan<float> point, Span<float> gradient)
    {
        gradient.Clear();
        double sum = gradient.IsEmpty
            ? model.Loss(point, examples, _rows)
            : AddGradient(point, 1f / Count, gradient);
        return sum / Count;
    }

    public void Evaluate(ReadOnlySpan<float> point, Span<float> gradient, GradientEvaluation evaluation) =>
        Evaluate(point, gradient);

    /// <summary>Returns the sum of the losses, and adds its gradient times a weight.</summary>
    public double AddGradient(ReadOnlySpan<float> point, float weight, Span<float> gradient) =>
        model.AddGradient(point, examples, _rows, weight, gradient);

    /// <summary>A part of the batch.</summary>
    public Batch Slice(int start, int length) => new(model, examples, _rows.Slice(start, length));
}
