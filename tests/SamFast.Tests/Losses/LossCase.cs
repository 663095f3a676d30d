using System.Numerics;

namespace SamFast.Tests;

internal delegate double Runner<T>(
    ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, Span<T> gradient, Reduction reduction,
    ReadOnlySpan<T> weights);

/// <summary>The kind of targets of a loss.</summary>
internal enum TargetKind
{
    Real,
    Sign,
    Unit,
    Binary,
    Distribution,
    LogDistribution,
}

/// <summary>A loss, and the transcription it is compared with.</summary>
/// <param name="Row">Elements of an example.</param>
/// <param name="Floor">The magnitude that the gradient's error is relative to, where the gradient is smaller; 0 where
/// every element has a relative accuracy.</param>
internal sealed record LossCase(
    string Name, int Row, TargetKind Kind, double Floor, Runner<float> Single, Runner<double> Double,
    Func<double[], double[], double> Value, Func<double[], double[], double[]> Slope)
{
    public static IReadOnlyList<LossCase> All { get; } =
    [
        Scalar("SquaredError", TargetKind.Real, 0, Losses.SquaredError, Losses.SquaredError,
            (x, y) => (x - y) * (x - y), (x, y) => 2 * (x - y)),
        Scalar("L2", TargetKind.Real, 0, Losses.L2Loss, Losses.L2Loss, (x, y) => 0.5 * (x - y) * (x - y), (x, y) => x - y),
        Scalar("Huber", TargetKind.Real, 0,
            (p, t, g, r, w) => Losses.HuberLoss(p, t, g, 0.75, r, w), (p, t, g, r, w) => Losses.HuberLoss(p, t, g, 0.75, r, w),
            (x, y) => ScalarLosses.Huber(x, y, 0.75), (x, y) => ScalarLosses.HuberSlope(x, y, 0.75)),
        Scalar("LogCosh", TargetKind.Real, 0, Losses.LogCosh, Losses.LogCosh, ScalarLosses.LogCosh,
            (x, y) => Math.Tanh(x - y)),
        Scalar("SigmoidBinaryCrossEntropy, hard labels", TargetKind.Binary, 0,
            Losses.SigmoidBinaryCrossEntropy, Losses.SigmoidBinaryCrossEntropy,
            ScalarLosses.BinaryCrossEntropy, ScalarLosses.BinaryCrossEntropySlope),
        Scalar("SigmoidBinaryCrossEntropy, soft labels", TargetKind.Unit, 1,
            Losses.SigmoidBinaryCrossEntropy, Losses.SigmoidBinaryCrossEntropy,
            ScalarLosses.BinaryCrossEntropy, ScalarLosses.BinaryCrossEntropySlope),
        Focal(TargetKind.Binary, 2, null),
        Focal(TargetKind.Binary, 0.5, 0.25),
        Focal(TargetKind.Unit, 2, 0.25),
        Focal(TargetKind.Unit, 1, null),
        Focal(TargetKind.Binary, 0, 0.25),
        Focal(TargetKind.Binary, 0, null),
        Scalar("Hinge", TargetKind.Sign, 0, Losses.HingeLoss, Losses.HingeLoss,
            (x, y) => Math.Max(0, 1 - x * y), (x, y) => x * y < 1 ? -y : 0),
        Scalar("Perceptron", TargetKind.Sign, 0, Losses.PerceptronLoss, Losses.PerceptronLoss,
            (x, y) => Math.Max(0, -x * y), (x, y) => x * y <= 0 ? -y : 0),
        .. new[] { 1, 2, 7, 16, 37 }.SelectMany(Rows),
    ];

    public Runner<T> Run<T>() => typeof(T) == typeof(float) ? (Runner<T>)(object)Single : (Runner<T>)(object)Double;

    /// <summary>Predictions and targets for a number of examples.</summary>
    public (T[] Predictions, T[] Targets) Example<T>(int examples, int seed) where T : IFloatingPointIeee754<T>
    {
        var random = new Random(seed);
        var predictions = Vectors.Uniform<T>(examples * Row, seed);
        var targets = new T[predictions.Length];
        for (int i = 0; i < targets.Length; i++)
        {
            double x = random.NextDouble();
            targets[i] = T.CreateChecked((float)(Kind switch
            {
                TargetKind.Sign => x < 0.5 ? -1 : 1,
                TargetKind.Binary => x < 0.5 ? 0 : 1,
                TargetKind.Unit => x,
                TargetKind.Distribution => x / Row,
                TargetKind.LogDistribution => Math.Log(x / Row),
                _ => 4 * x - 2,
            }));
        }

        return (predictions, targets);
    }

    public override string ToString() => Row == 1 ? Name : $"{Name}, rows of {Row}";

    private static IEnumerable<LossCase> Rows(int row)
    {
        yield return new LossCase("SoftmaxCrossEntropy", row, TargetKind.Distribution, 1,
            (p, t, g, r, w) => Losses.SoftmaxCrossEntropy(p, t, row, g, r, w),
            (p, t, g, r, w) => Losses.SoftmaxCrossEntropy(p, t, row, g, r, w),
            ScalarLosses.CrossEntropy, (x, y) => ScalarLosses.PolySlope(x, y, 0));
        yield return new LossCase("PolyCrossEntropy", row, TargetKind.Distribution, 4,
            (p, t, g, r, w) => Losses.PolyLossCrossEntropy(p, t, row, g, 1.5, r, w),
            (p, t, g, r, w) => Losses.PolyLossCrossEntropy(p, t, row, g, 1.5, r, w),
            (x, y) => ScalarLosses.Poly(x, y, 1.5), (x, y) => ScalarLosses.PolySlope(x, y, 1.5));
        yield return new LossCase("KLDivergence", row, TargetKind.Distribution, 0,
            (p, t, g, r, w) => Losses.KlDivergence(p, t, row, g, r, w),
            (p, t, g, r, w) => Losses.KlDivergence(p, t, row, g, r, w),
            ScalarLosses.KL, (_, t) => [.. t.Select(v => -v)]);
        yield return new LossCase("KLDivergenceWithLogTargets", row, TargetKind.LogDistribution, 0,
            (p, t, g, r, w) => Losses.KlDivergenceWithLogTargets(p, t, row, g, r, w),
            (p, t, g, r, w) => Losses.KlDivergenceWithLogTargets(p, t, row, g, r, w),
            ScalarLosses.LogKL, (_, s) => [.. s.Select(v => -Math.Exp(v))]);
        if (row == 1)
            yield break; // the cosine of two numbers is a sign
        yield return new LossCase("CosineSimilarity", row, TargetKind.Real, 1,
            (p, t, g, r, w) => Losses.CosineSimilarity(p, t, row, g, 0, r, w),
            (p, t, g, r, w) => Losses.CosineSimilarity(p, t, row, g, 0, r, w),
            ScalarLosses.Cosine, ScalarLosses.CosineSlope);
        yield return new LossCase("CosineDistance", row, TargetKind.Real, 1,
            (p, t, g, r, w) => Losses.CosineDistance(p, t, row, g, 0, r, w),
            (p, t, g, r, w) => Losses.CosineDistance(p, t, row, g, 0, r, w),
            (a, b) => 1 - ScalarLosses.Cosine(a, b), (a, b) => [.. ScalarLosses.CosineSlope(a, b).Select(v => -v)]);
    }

    private static LossCase Focal(TargetKind kind, double gamma, double? alpha) => Scalar(
        $"SigmoidFocal({gamma}, {alpha}), {kind}", kind, 1,
        (p, t, g, r, w) => Losses.SigmoidFocalLoss(p, t, g, gamma, alpha, r, w),
        (p, t, g, r, w) => Losses.SigmoidFocalLoss(p, t, g, gamma, alpha, r, w),
        (x, y) => ScalarLosses.Focal(x, y, gamma, alpha), (x, y) => ScalarLosses.FocalSlope(x, y, gamma, alpha));

    private static LossCase Scalar(
        string name, TargetKind kind, double floor, Runner<float> single, Runner<double> runDouble,
        Func<double, double, double> value, Func<double, double, double> slope) =>
        new(name, 1, kind, floor, single, runDouble, (x, y) => value(x[0], y[0]), (x, y) => [slope(x[0], y[0])]);
}
