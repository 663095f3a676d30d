namespace SamFast.Gallery.Fitting;

/// <summary>The optimizer of all fits.</summary>
[Optimizer<double>, Lbfgs]
internal sealed partial class QuasiNewton;
