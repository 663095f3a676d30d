using System.Numerics;

namespace SamFast.Generators.Tests.Gradients;

/// <summary>Calls of <see cref="Losses"/>, as a user writes them in a loss and as they are outside.</summary>
internal static class LibraryLosses
{
    /// <summary>A loss of the predictions z.</summary>
    public delegate double Outside<T>(
        ReadOnlySpan<T> z, ReadOnlySpan<T> y, ReadOnlySpan<int> labels, int classes, Span<T> slope, Reduction reduction, ReadOnlySpan<T> weights);

    /// <summary>The targets of a loss.</summary>
    public enum Kind
    {
        Real,
        Sign,
        Unit,
        Binary,
        Logarithm,
        Integer,
    }

    /// <summary>The texts of the calls up to the reduction, by the title of the case.</summary>
    public static IReadOnlyDictionary<string, (string Call, Kind Kind)> All { get; } = new Dictionary<string, (string, Kind)>
    {
        ["SquaredError"] = ("SquaredError<Real>(z, y, slope", Kind.Real),
        ["L2Loss"] = ("L2Loss<Real>(z, y, slope", Kind.Real),
        ["HuberLoss"] = ("HuberLoss<Real>(z, y, slope, 0.75", Kind.Real),
        ["LogCosh"] = ("LogCosh<Real>(z, y, slope", Kind.Real),
        ["HingeLoss"] = ("HingeLoss<Real>(z, y, slope", Kind.Sign),
        ["PerceptronLoss"] = ("PerceptronLoss<Real>(z, y, slope", Kind.Sign),
        ["SigmoidBinaryCrossEntropy"] = ("SigmoidBinaryCrossEntropy<Real>(z, y, slope", Kind.Unit),
        ["SigmoidFocalLoss"] = ("SigmoidFocalLoss<Real>(z, y, slope, 2, null", Kind.Binary),
        ["SigmoidFocalLossOfAlpha"] = ("SigmoidFocalLoss<Real>(z, y, slope, alpha: 0.25, gamma: 1.5", Kind.Unit),
        ["SigmoidFocalLossOfGammaZero"] = ("SigmoidFocalLoss<Real>(z, y, slope, 0, default", Kind.Unit),
        ["KlDivergence"] = ("KlDivergence<Real>(z, y, classes, slope", Kind.Unit),
        ["KlDivergenceWithLogTargets"] = ("KlDivergenceWithLogTargets<Real>(z, y, classes, slope", Kind.Logarithm),
        ["CosineSimilarity"] = ("CosineSimilarity<Real>(z, y, classes, slope, 0.01", Kind.Real),
        ["CosineDistance"] = ("CosineDistance<Real>(z, y, classes, slope, 0", Kind.Real),
        ["SoftmaxCrossEntropy"] = ("SoftmaxCrossEntropy<Real>(z, y, classes, slope", Kind.Unit),
        ["PolyLossCrossEntropy"] = ("PolyLossCrossEntropy<Real>(z, y, classes, slope, 1.5", Kind.Unit),
        ["SoftmaxCrossEntropyWithIntegerLabels"] = ("SoftmaxCrossEntropyWithIntegerLabels<Real>(z, k.Slice(0, n / k[n]), classes, slope", Kind.Integer),
    };

    /// <summary>The reductions and weights of the cases: the end of the call.</summary>
    public static IReadOnlyDictionary<string, string> Ends { get; } = new Dictionary<string, string>
    {
        ["Default"] = "",
        ["Sum"] = ", reduction: Reduction.Sum",
        ["WeightedMean"] = ", Reduction.Mean, w",
        ["WeightedSum"] = ", weights: w, reduction: Reduction.Sum",
        ["Empty"] = ", Reduction.Mean, []",
    };

    /// <summary>True if the examples of a loss are rows.</summary>
    public static bool HasRows(string title) => All[title].Call.Contains("classes", StringComparison.Ordinal);

    /// <summary>A class whose predictions are products of the parameters with data, and not linear in the parameters.</summary>
    public static string Class(string title, string end)
    {
        string examples = HasRows(title) ? "n / classes" : "n";
        string call = Ends[end] is { Length: > 0 } rest && rest.StartsWith(", Reduction", StringComparison.Ordinal) && title == "SigmoidFocalLossOfAlpha"
            ? All[title].Call.Replace("alpha: 0.25, gamma: 1.5", "1.5, 0.25", StringComparison.Ordinal) + rest : All[title].Call + Ends[end];
        return Corpus.Class(title + end, "",
            $$"""
            int classes = k[n];
            Span<Real> z = stackalloc Real[n], slope = stackalloc Real[n];
            ReadOnlySpan<Real> w = y.Slice(n, {{examples}});
            for (int i = 0; i < n; i++)
            {
                Real sum = p[0] * p[1];
                for (int j = 0; j < p.Length; j++)
                    sum += p[j] * x[i * p.Length + j];
                z[i] = sum;
            }

            return (Real)Losses.{{call.Replace("(z, y,", "(z, y.Slice(0, n),", StringComparison.Ordinal)}});
            """);
    }

    /// <summary>The same loss, called outside of a differentiable method.</summary>
    public static Outside<T> Of<T>(string title) where T : unmanaged, IBinaryFloatingPointIeee754<T> => title switch
    {
        "SquaredError" => (z, y, _, _, g, r, w) => Losses.SquaredError(z, y, g, r, w),
        "L2Loss" => (z, y, _, _, g, r, w) => Losses.L2Loss(z, y, g, r, w),
        "HuberLoss" => (z, y, _, _, g, r, w) => Losses.HuberLoss(z, y, g, 0.75, r, w),
        "LogCosh" => (z, y, _, _, g, r, w) => Losses.LogCosh(z, y, g, r, w),
        "HingeLoss" => (z, y, _, _, g, r, w) => Losses.HingeLoss(z, y, g, r, w),
        "PerceptronLoss" => (z, y, _, _, g, r, w) => Losses.PerceptronLoss(z, y, g, r, w),
        "SigmoidBinaryCrossEntropy" or "SigmoidFocalLossOfGammaZero" => (z, y, _, _, g, r, w) => Losses.SigmoidBinaryCrossEntropy(z, y, g, r, w),
        "SigmoidFocalLoss" => (z, y, _, _, g, r, w) => Losses.SigmoidFocalLoss(z, y, g, 2, null, r, w),
        "SigmoidFocalLossOfAlpha" => (z, y, _, _, g, r, w) => Losses.SigmoidFocalLoss(z, y, g, 1.5, 0.25, r, w),
        "KlDivergence" => (z, y, _, c, g, r, w) => Losses.KlDivergence(z, y, c, g, r, w),
        "KlDivergenceWithLogTargets" => (z, y, _, c, g, r, w) => Losses.KlDivergenceWithLogTargets(z, y, c, g, r, w),
        "CosineSimilarity" => (z, y, _, c, g, r, w) => Losses.CosineSimilarity(z, y, c, g, 0.01, r, w),
        "CosineDistance" => (z, y, _, c, g, r, w) => Losses.CosineDistance(z, y, c, g, 0, r, w),
        "SoftmaxCrossEntropy" => (z, y, _, c, g, r, w) => Losses.SoftmaxCrossEntropy(z, y, c, g, r, w),
        "PolyLossCrossEntropy" => (z, y, _, c, g, r, w) => Losses.PolyLossCrossEntropy(z, y, c, g, 1.5, r, w),
        "SoftmaxCrossEntropyWithIntegerLabels" => (z, _, k, c, g, r, w) => Losses.SoftmaxCrossEntropyWithIntegerLabels(z, k, c, g, r, w),
        _ => throw new ArgumentOutOfRangeException(nameof(title), title, "No such loss."),
    };
}
