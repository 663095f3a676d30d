namespace SamFast.Tests.Wrappers;

/// <summary>Closed in the first call, open in the second, and so on.</summary>
public sealed class EverySecondAttribute : ConditionallyMaskAttribute
{
    /// <summary>True if the number of the call is odd.</summary>
    public static bool ShouldStep(long count) => count % 2 == 1;
}

/// <summary>Open once the largest element is below a limit; adds up what it has seen.</summary>
public sealed class BelowAttribute(double limit = double.NaN) : ConditionallyTransformAttribute
{
    /// <summary>|u|.</summary>
    [Max]
    public static L Largest<L>(L update) where L : ILanes<L> => L.Abs(update);

    /// <summary>True if the largest element is below the limit.</summary>
    public static bool ShouldStep(double largest, double limit, [StartsAt(1)] ref double seen)
    {
        seen += largest;
        return largest < limit;
    }
}

[Optimizer, ApplyIfFinite(2), Adam(0.01)]
public sealed partial class FiniteAdam;

[Optimizer<double>, ApplyIfFinite(2), Adam(0.01)]
public sealed partial class FiniteAdam64;

[Optimizer, ApplyIfFinite(2), ClipByGlobalNorm(1), AdamW(0.01)]
public sealed partial class FiniteClipped;

[Optimizer, ApplyIfFinite(2), Lamb(0.01)]
public sealed partial class FiniteLamb;

[Optimizer(ConsumesGradients = true), ApplyIfFinite(2), ScaleByAdam, ClipByGlobalNorm(1), Scale(-0.1)]
public sealed partial class FiniteConsuming;

[Optimizer<double>, EverySecond, Sgd, Linear(0.5, 0.1, 4)]
public sealed partial class PatientSgd;

[Optimizer<double>, Below, Constant(10), Adam, Linear(0.5, 0.1, 4)]
public sealed partial class BelowAdam;

[Optimizer<double>, Below(10, Wraps = 1), Trace(0.5), ScaleByLearningRate, Linear(0.5, 0.1, 4)]
public sealed partial class BelowTrace;

[Optimizer<double>, EverySecond, ApplyIfFinite(0), Sgd(0.5)]
public sealed partial class PatientFinite;

[Optimizer<double>, ApplyIfFinite(1), SkipLargeUpdates(100), Adam(0.01)]
public sealed partial class FiniteSmall;

[Optimizer<double>, SkipNotFinite, Adam(0.01)]
public sealed partial class SkippingAdam;

[Optimizer<double>, Normalize, Sgd(0.1)]
public sealed partial class Climb;

[Optimizer<double>, Adam(0.01)]
public sealed partial class BareAdam;

[ApplyIfFinite(2), Sam<BareAdam, Climb>(3)]
public sealed partial class FiniteSam;

[ApplyIfFinite(2), Sam<BareAdam, Climb>(3, mode: SamMode.Opaque)]
public sealed partial class FiniteOpaque;

[ApplyIfFinite(2), Sam<BareAdam, Climb>(1, mode: SamMode.Opaque)]
public sealed partial class FiniteOpaque1;

[Sam<SkippingAdam, Climb>(3)]
public sealed partial class SamOfSkipping;

[Sam<SkippingAdam, Climb>(3, mode: SamMode.Opaque)]
public sealed partial class OpaqueOfSkipping;

[SkipLargeUpdates(1e4), Sam<SkippingAdam>(0.1)]
public sealed partial class SmallSamOfSkipping;

[Sam<BareAdam, Climb>(3)]
public sealed partial class BareSam;
