namespace SamFast.Tests.Authoring;

[Optimizer, ClipByGlobalNorm(1), AdamW(1e-2)]
public sealed partial class Clipping;

[Optimizer, AdamW(1e-2)]
public sealed partial class Unmeasured;

[Optimizer, MeasureNorm, AdamW(1e-2)]
public sealed partial class Measuring;

[Optimizer, MeasureNorm, ScaleByAdam, MeasureNorm, ScaleByLearningRate(0.1)]
public sealed partial class MeasuringTwice;

[Optimizer, MeasureNorm, ClipByGlobalNorm(1), Sgd(0.1)]
public sealed partial class MeasuringAndClipping;

[Optimizer, MeasureNorm, Muon(0.1)]
public sealed partial class MeasuringMuon;

[Optimizer, MeasureNorm(Mask = "weights"), Sgd(0.1)]
public sealed partial class MeasuringWeights;

[Optimizer, MeasureTensorNorms, MeasureTensorNorms(Mask = "weights"), Sgd(0.1)]
public sealed partial class MeasuringTensors;

[Optimizer, SkipNotFinite, MultiSteps(2), MeasureNorm, Sgd(0.1)]
public sealed partial class MeasuringMeans;

[Sam<Clipping>(rho: 0.05)]
public sealed partial class SharpClipping;

[Optimizer, MeasureNorm, AsamAscent(0.5)]
public sealed partial class MeasuringAscent;

[Sam<Measuring, MeasuringAscent>(mode: SamMode.Opaque)]
public sealed partial class SharpMeasuring;

[Optimizer, ScaleByAdam, ReduceOnPlateau(factor: 0.5, patience: 1), ScaleByLearningRate, Linear(0.1, 0.2, 10)]
public sealed partial class OnPlateau;

[Optimizer, ScaleByPolyak, ScaleByLearningRate(0.5)]
public sealed partial class Polyak;

[Optimizer, Sgd(1), ScaleByBacktrackingLinesearch(15)]
public sealed partial class Searching;

[Optimizer, ClipByBlockRms(0.5), Lamb(1e-2)]
public sealed partial class ClippingBlocks;

[Optimizer, Sgd(0.1, Mask = "weights"), Sgd(0.2, Mask = "!weights")]
public sealed partial class TwoRates;

[Optimizer, Scale(0.5), Partition<Clipping>("weights"), Partition<Unmeasured>("biases")]
public sealed partial class Divided;

/// <summary>A transform of a user's own: half of the update, by a coefficient, and a state that counts.</summary>
public sealed class HalvingAttribute : TransformAttribute
{
    [Max, Reported("LargestElement")]
    public static L Largest<L>(L update) where L : ILanes<L> => L.Abs(update);

    public static void Prepare(
        [Reported, StartsAt(2)] ref double halvings, [Reported("Share", SquareRoot = true), LearningRateFactor] out double half)
    {
        halvings++;
        half = halvings > 0 ? 0.25 : 0;
    }

    public static L Update<L>(L update, L half) where L : ILanes<L> => update * half;
}

[Optimizer, Halving, Sgd(0.1)]
public sealed partial class Halved;
