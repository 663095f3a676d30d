using System.Numerics;
using System.Reflection;
using CsCheck;

namespace SamFast.Tests.Properties;

/// <summary>The fused code of 100 random chains computes the same as their transforms one at a time. SAMFAST_CHAIN_SEED selects other
/// chains.</summary>
public class FusionTests
{
    private const int Chains = 100;
    private const int Steps = 4;

    private static readonly RandomChain[] s_chains = CreateChains();
    private static readonly Assembly s_compiled = ChainBatch.Compile(s_chains.Select(chain => chain.Source));

    private static readonly Gen<int> s_lengths = Gen.OneOf(Gen.Int[0, 70], Gen.Int[0, 70], Gen.Int[4080, 4120], Gen.Int[0, 9000]);

    [Fact]
    public void A_fused_chain_without_measures_equals_its_transforms_bit_for_bit() =>
        Sample([.. s_chains.Where(c => !c.HasMeasures)]);

    [Fact]
    public void A_fused_chain_with_measures_equals_its_transforms_up_to_the_order_of_sums() =>
        Sample([.. s_chains.Where(c => c.HasMeasures)]);

    [Fact]
    public void Every_transform_and_every_projection_is_in_a_chain() =>
        Assert.Empty(Catalog.Transforms.Concat(Catalog.Projections).Except(s_chains.SelectMany(c => c.Program).Select(l => l.Attribute)));

    [Fact]
    public void A_step_of_a_random_chain_allocates_nothing()
    {
        foreach (var chain in s_chains)
            Assert.True((chain.IsDouble ? Allocated<double>(chain) : Allocated<float>(chain)) == 0, chain.Source);
    }

    /// <returns>The managed bytes that two steps allocate, after the first ones.</returns>
    private static long Allocated<T>(RandomChain chain) where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int Length = 4099;
        var optimizer = Activator.CreateInstance(s_compiled.GetType("Random." + chain.Name)!, chain.Layout(Length))!;
        T[] parameters = Values.Random<T>(Length, new Random(1)), gradients = Values.Random<T>(Length, new Random(2));
        for (int step = 0; step < 3; step++)
            Step();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Step();
        Step();
        return GC.GetAllocatedBytesForCurrentThread() - before;

        void Step()
        {
            if (optimizer is ILossOptimizer<T> valued)
                valued.Step(parameters, gradients, 1);
            else
                ((IGradientOptimizer<T>)optimizer).Step(parameters, gradients);
        }
    }

    private static void Sample(RandomChain[] chains)
    {
        int samples = 0, compared = 0;
        Gen.Select(Gen.Int[0, chains.Length - 1], s_lengths, Gen.Int).Sample(
            (chain, length, seed) =>
            {
                samples++;
                compared += chains[chain].IsDouble
                    ? Agreement.Of<double>(chains[chain], s_compiled, length, Steps, new Random(seed))
                    : Agreement.Of<float>(chains[chain], s_compiled, length, Steps, new Random(seed));
            },
            iter: 200, threads: 1, print: input => $"{chains[input.Item1].Source}{input.Item2} parameters, seed {input.Item3}");
        Assert.InRange(compared, 0.95 * Steps * samples, Steps * samples);
    }

    private static RandomChain[] CreateChains()
    {
        var random = new Random(Campaign.Of("SAMFAST_CHAIN_SEED", 1));
        return [.. Enumerable.Range(0, Chains).Select(number => RandomChain.Create(number, random))];
    }
}
