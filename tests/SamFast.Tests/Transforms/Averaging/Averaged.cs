namespace SamFast.Tests.Transforms.Averaging;

[Optimizer<double>, Adam(0.05)]
public sealed partial class Fast;

[Optimizer<double>, Adam(0.05), Lookahead(5, 0.5)]
public sealed partial class Ahead;

[Optimizer<double>, Adam, Linear(0.1, 0.01, 4), Lookahead(4, 0.8, resetState: true)]
public sealed partial class AheadRestarting;

[Optimizer, Novograd(0.01), Lookahead(3, 0.5, resetState: true)]
public sealed partial class NovogradRestarting;

// An unusual order: the test is about the state between the transforms.
#pragma warning disable SF0053
[Optimizer, Muon(0.01), ScaleByDistanceOverGradients, Lookahead(3, 0.5, resetState: true)]
public sealed partial class MuonRestarting;
#pragma warning restore SF0053

[Optimizer, Sm3(0.01), Lookahead(3, 0.5, resetState: true)]
public sealed partial class Sm3Restarting;

[Optimizer, AdamW(0.01, BFloat16 = "mu, nu"), Lookahead(3, 0.5, resetState: true)]
public sealed partial class NarrowRestarting;

[Optimizer, ScaleByYogi, ScaleByLearningRate, ExponentialDecay(0.1, 2, 0.5)]
[Lookahead(2, 0.5, resetState: true), Lookahead(3, 0.9, resetState: true)]
public sealed partial class TwiceRestarting;

/// <summary>Keeps the last updates in turn, and adds the older ones: state of which there is several, and scalars that count.</summary>
public sealed class AddPastAttribute(int depth = 2) : TransformAttribute
{
    /// <summary>The sum, weighted by how many were kept.</summary>
    public static void Transform<T>(
        WholeVector<T> update, [Copies("depth")] WholeVectors<T> past, [Copies(1)] Span<double> kept, int depth) where T : unmanaged
    {
        int oldest = (int)kept[0] % depth;
        for (int i = 1; i < depth; i++)
            update.Add(0.1 * (1 + kept[0]), past[(oldest + i) % depth]);
        past[oldest].Set(update);
        kept[0]++;
    }
}

[Optimizer<double>, AddPast(3), Sgd(0.1), Lookahead(4, 0.5, resetState: true)]
public sealed partial class PastRestarting;

[Optimizer<double>, ApplyIfFinite(5), Adam(0.05), Lookahead(2, 0.5), ParamsEma(0.9)]
public sealed partial class FiniteAhead;

[Optimizer<double>, MultiSteps(2), Adam, Linear(0.1, 0.01, 4), Lookahead(3, 0.5, resetState: true)]
public sealed partial class GatheredAhead;

[Optimizer<double>, Adam, Linear(0.1, 0.01, 4), Lookahead(3, 0.5, resetState: true)]
public sealed partial class UngatheredAhead;

[Optimizer<double>, Adam(0.05), ParamsEma(0.9)]
public sealed partial class Debiased;

[Optimizer<double>, Adam(0.05), ParamsEma(0.9, debias: false)]
public sealed partial class Incremental;

[Optimizer<double>, Adam(0.05), ParamsMean(start: 3)]
public sealed partial class Mean;

[Optimizer<double>, Adam(0.05), PeriodicUpdate(3)]
public sealed partial class Target;

[Optimizer, Adam(0.05), ParamsEma(0.99)]
public sealed partial class Debiased32;

[Optimizer<double>, ScheduleFreeSgd(b1: 0.8, weightDecay: 0.05), WarmupConstant(0, 0.2, 4)]
public sealed partial class FreeSgd;

[Optimizer, ScheduleFreeAdamW(0.05)]
public sealed partial class FreeAdamW;

[Optimizer<double>, ClipByGlobalNorm(1), Adam(0.1), Mechanize(sInit: 1e-3)]
public sealed partial class Mechanic;

[Optimizer<double>, ApplyIfFinite(5), MultiSteps(2), Adam(0.1), Mechanize(sInit: 1e-3)]
public sealed partial class GatheredMechanic;

[Optimizer<double>, Adam(0.1), Mechanize(sInit: 1e-3)]
public sealed partial class UngatheredMechanic;

[Optimizer<double>, Normalize, Sgd(0.1)]
public sealed partial class Climb;

[Sam<Fast>(0.1)]
public sealed partial class Sharp;

[Sam<Ahead>(0.1)]
public sealed partial class SharpOfAhead;

[Sam<Fast>(0.1), Lookahead(5, 0.5)]
public sealed partial class AheadOfSharp;

[Sam<Fast, Climb>(3), Lookahead(5, 0.5), ParamsEma(0.9)]
public sealed partial class AheadOfClimb;

[Sam<Fast, Climb>(3, mode: SamMode.Opaque), Lookahead(5, 0.5), ParamsEma(0.9)]
public sealed partial class OpaqueAheadOfClimb;

[ApplyIfFinite(5), MultiSteps(2), Sam<Fast>, Linear(0.1, 0.2, 5), ScheduleFree, Constant(0.05), Mechanize(sInit: 0.5)]
public sealed partial class EverythingOfSharp;

[Optimizer<double>, Sgd(0.5), ParamsEma(0.9), ProjectNonNegative, ProjectL2Ball(2)]
public sealed partial class Projected;

[Optimizer<double>, Sgd(0.5), ProjectNonNegative, ProjectL2Ball(2)]
public sealed partial class ProjectedAlone;

[Optimizer<double>, Sophia(0.1, updateInterval: 2), Lookahead(3, 0.5, resetState: true)]
public sealed partial class SophiaRestarting;
