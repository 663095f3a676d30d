namespace SamFast.Benchmarks.Gradients;

/// <summary>The ways to compute a gradient, which are the columns of the table.</summary>
internal static class PeerNames
{
    public const string Gradient = "gradient", Primal = "scalar primal", HessianProduct = "Hessian product", Scalar = "hand-written",
        Vectors = "hand-written SIMD", Duals = "forward duals", Gcc = "gcc", TorchSharp = "TorchSharp";
}
