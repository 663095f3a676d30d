namespace SamFast.Tests.Linesearches;

[Optimizer<double>, Lbfgs]
public sealed partial class Lbfgs64;

[Optimizer, Lbfgs(memorySize: 5)]
public sealed partial class Lbfgs32;

[Optimizer<double>, Lbfgs(0.25, memorySize: 3, linesearch: false)]
public sealed partial class PlainLbfgs;

[Optimizer<double>, Lbfgs(0.25, memorySize: 1, scaleInitPrecond: false, linesearch: false)]
public sealed partial class ShortLbfgs;

[Optimizer, Lbfgs(0.25, memorySize: 3, linesearch: false)]
public sealed partial class PlainLbfgs32;

[Optimizer<double>, Sgd(1), ScaleByBacktrackingLinesearch(15)]
public sealed partial class BacktrackingSgd;

[Optimizer, Sgd(1), ScaleByBacktrackingLinesearch(15, increaseFactor: 2, storeGrad: true)]
public sealed partial class StoringSgd;

[Optimizer<double>, Adam(0.1), ScaleByZoomLinesearch(15)]
public sealed partial class ZoomingAdam;

// An unusual order: the test is about the state between the transforms.
#pragma warning disable SF0053
[Optimizer, ClipByGlobalNorm(1), AdamW(0.1), ScaleByTrustRatio, ScaleByBacktrackingLinesearch(15)]
public sealed partial class BacktrackingLamb;
#pragma warning restore SF0053

[Optimizer, Centralize, Novograd(0.5), ScaleByZoomLinesearch(10, maxLearningRate: 2)]
public sealed partial class ZoomingNovograd;

// An unusual order: the test is about the state between the transforms.
#pragma warning disable SF0052
[Optimizer<double>, Prodigy, PolyakSgd, ScaleByLearningRate(0.1), ScaleByZoomLinesearch(10, initialGuessStrategy: InitialGuess.One)]
public sealed partial class ZoomingProdigy;
#pragma warning restore SF0052

[Optimizer, ScaleByAdam(BFloat16 = "mu, nu", Rounding = StateRounding.Stochastic), Sgd(0.1), ScaleByBacktrackingLinesearch(4)]
public sealed partial class NarrowSearch;

[Optimizer<double>, ScaleByLbfgs(4), Sgd, Linear(0.5, 1, 10), ScaleByBacktrackingLinesearch(20), Linear(0.7, 0.9, 5, Of = "decreaseFactor")]
public sealed partial class ScheduledSearch;

[Optimizer<double>, Scale(1), ScaleByZoomLinesearch(5)]
public sealed partial class Climbing;

[Optimizer<double>, ScaleByLbfgs, ScaleByZoomLinesearch(5)]
public sealed partial class Bare;

[Optimizer<double>(Freeze = "table"), Lbfgs(memorySize: 3)]
internal sealed partial class FrozenLbfgs;

[Optimizer<double>, Lbfgs(memorySize: 3)]
internal sealed partial class ThawedLbfgs;

[Sam<PlainLbfgs>(0.1)]
public sealed partial class SharpLbfgs;

[Optimizer<double>, ScaleByLbfgs, ScaleByLearningRate(1), ScaleByBacktrackingLinesearch(30)]
public sealed partial class BacktrackingLbfgs;

[Optimizer, ScaleByLbfgs, ScaleByLearningRate(1), ScaleByBacktrackingLinesearch(30, storeGrad: true)]
public sealed partial class BacktrackingLbfgs32;

[Optimizer<double>, ScaleByLbfgs(scaleInitPrecond: false), ScaleByLearningRate(1), ScaleByZoomLinesearch(30)]
public sealed partial class IdentityLbfgs;

[Optimizer<double>, Lbfgs(memorySize: 1)]
public sealed partial class ShortZoomingLbfgs;

[Optimizer<double>, Sgd(1), ScaleByBacktrackingLinesearch(30, storeGrad: true)]
public sealed partial class StoringBacktracking;
