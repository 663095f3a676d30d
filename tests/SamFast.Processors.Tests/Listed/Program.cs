return;

// Sweeps that the benchmarks' catalog does not have.
namespace SamFast.Processors
{
    [Optimizer, AdamW(1e-3, BFloat16 = "mu, nu", Rounding = StateRounding.Stochastic)]
    internal sealed partial class OfStochasticAdamW;

    [Optimizer, AdamW(1e-3, BFloat16 = "mu, nu")]
    internal sealed partial class OfNearestAdamW;
}
