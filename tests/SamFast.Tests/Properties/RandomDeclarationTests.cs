using System.Globalization;
using System.Reflection;
using Xunit.Abstractions;

namespace SamFast.Tests.Properties;

/// <summary>Random declarations: chains of up to eight transforms in every order, with wrappers, masks, frozen tensors, partitions and
/// projections, in both precisions, and sharpness-aware optimizers composed of them.</summary>
/// <remarks>SAMFAST_DECLARATION_SEED selects other declarations; SAMFAST_DECLARATION_BATCHES sets the number of batches of 170.</remarks>
public class RandomDeclarationTests(ITestOutputHelper output)
{
    private const int DefaultBatches = 4;
    private const int Chains = 140;
    private const int Nests = 30;
    private const int Longest = 8;

    [Fact]
    public void Random_declarations_compile_without_warnings_and_equal_their_transforms_in_sequence()
    {
        int seed = Campaign.Of("SAMFAST_DECLARATION_SEED", 1), batches = Campaign.Of("SAMFAST_DECLARATION_BATCHES", DefaultBatches);
        int[] counts = new int[5];
        var failures = new List<string>();
        Parallel.For(0, batches, new ParallelOptions { MaxDegreeOfParallelism = 2 }, batch =>
        {
            var random = new Random(unchecked((seed * 1_000_003) + batch));
            // Most chains are short: a long one takes as long to compile as several short ones.
            RandomChain[] chains = [.. Enumerable.Range(0, Chains).Select(i => RandomChain.Create((batch * Chains) + i, random, 1 + random.Next(Longest)))];
            RandomNest[] nests = [.. Enumerable.Range(0, Nests).Select(i => RandomNest.Create((batch * Nests) + i, chains, random))];
            var compiled = ChainBatch.Compile([.. chains.Select(c => c.Source), .. nests.Select(n => n.Source)]);
            foreach (var chain in chains)
                Try(chain.Source, () => Compare(chain, compiled, random));
            foreach (var nest in nests)
                Try(nest.Source + nest.Outer.Source + nest.Adversary.Source, () => Compare(nest, compiled, random));
            lock (failures)
            {
                counts[0] += chains.Length;
                counts[1] += nests.Count(n => !n.IsOpaque);
                counts[2] += nests.Count(n => n.IsOpaque);
                counts[3] += chains.Count(c => c.IsDouble) + nests.Count(n => n.IsDouble);
                counts[4] += chains.Sum(c => c.Parts.Count);
            }
        });

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"seed {seed}: {counts[0]} chains, {counts[1]} transparent and {counts[2]} opaque nests compiled, {counts[3]} of them in double, "
            + $"and {counts[4]} parts, all without warnings and equal to their transforms in sequence"));
        Assert.True(failures.Count == 0, $"{failures.Count} failed; the first:\n{string.Join("\n", failures.Take(10))}");

        void Try(string source, Action compare)
        {
            try
            {
                compare();
            }
            catch (Exception exception)
            {
                lock (failures)
                    failures.Add($"{source}{exception.Message}\n");
            }
        }
    }

    private static void Compare(RandomChain chain, Assembly compiled, Random random)
    {
        int length = Length(random), seed = random.Next();
        if (chain.IsDouble)
            Agreement.Of<double>(chain, compiled, length, 3, new Random(seed));
        else
            Agreement.Of<float>(chain, compiled, length, 3, new Random(seed));
    }

    private static void Compare(RandomNest nest, Assembly compiled, Random random)
    {
        int length = Length(random), seed = random.Next();
        if (nest.IsDouble)
            Agreement.Of<double>(nest, compiled, length, 2, new Random(seed));
        else
            Agreement.Of<float>(nest, compiled, length, 2, new Random(seed));
    }

    // Most vectors are shorter than 70; some have about the length of a tile.
    private static int Length(Random random) => random.Next(12) == 0 ? 4080 + random.Next(40) : random.Next(70);
}
