using System.Numerics;

namespace SamFast;

/// <summary>Masks for <see cref="SparseAscentAttribute"/>: which parameters SAM perturbs.</summary>
/// <remarks>Mi et al. 2022 (arXiv:2210.05177). Of all parameters together, as in the authors' program; of equal
/// numbers, the first ones count as larger. Between steps, every few epochs: both methods sort, and allocate.</remarks>
public static class SparseMask
{
    /// <summary>SSAM-F: the parameters with the largest numbers are perturbed.</summary>
    /// <remarks>The paper's numbers are the diagonal of the empirical Fisher information: squares of the gradients of
    /// single examples, summed over 1024 of them, every five epochs.</remarks>
    /// <param name="scores">A number for each parameter; not NaN.</param>
    /// <param name="sparsity">The share of parameters that are not perturbed, from 0 to 1; in the program, 0.2. The
    /// number of the others is rounded, in the program down.</param>
    /// <param name="mask">Becomes 1 for those and 0 elsewhere.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of range; nothing was modified.</exception>
    /// <exception cref="ArgumentException">The lengths differ, or a number is NaN; nothing was modified.</exception>
    public static void KeepLargest<T>(ReadOnlySpan<T> scores, double sparsity, Span<T> mask)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckShare(sparsity, nameof(sparsity));
        CheckScores(scores, mask);
        var largest = Largest(scores, [.. Enumerable.Range(0, mask.Length)]);
        mask.Clear();
        foreach (int i in largest.AsSpan(0, (int)Math.Round(mask.Length * (1 - sparsity))))
            mask[i] = T.One;
    }

    /// <summary>SSAM-D: of the perturbed parameters, those with the smallest gradients are dropped, and as many of the
    /// others are taken up at random.</summary>
    /// <remarks>The paper begins with a random mask (<see cref="Random{T}"/>), and the share falls from 0.5 along a
    /// cosine, <c>0.25 * (1 + Math.Cos(Math.PI * epoch / epochs))</c>. Departure: as many are taken up as are dropped,
    /// where the program rounds two numbers down.</remarks>
    /// <param name="gradients">The gradient: its magnitudes count; not NaN.</param>
    /// <param name="share">The share of perturbed parameters that are dropped, from 0 to 1; no more than there are
    /// others.</param>
    /// <param name="random">The source of the random choices.</param>
    /// <param name="mask">0 where a parameter is not perturbed; of the others, becomes 1.</param>
    /// <exception cref="ArgumentNullException">The source of random numbers is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of range; nothing was modified.</exception>
    /// <exception cref="ArgumentException">The lengths differ, or a number is NaN; nothing was modified.</exception>
    public static void DropAndGrow<T>(ReadOnlySpan<T> gradients, double share, Random random, Span<T> mask)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(random);
        CheckShare(share, nameof(share));
        CheckScores(gradients, mask);
        var magnitudes = new T[gradients.Length];
        List<int> perturbed = [], others = [];
        for (int i = 0; i < mask.Length; i++)
        {
            magnitudes[i] = T.Abs(gradients[i]);
            (T.IsZero(mask[i]) ? others : perturbed).Add(i);
        }

        int changed = Math.Min((int)Math.Round(perturbed.Count * share), others.Count);
        int[] largest = Largest<T>(magnitudes, [.. perturbed]), grown = [.. others];
        random.Shuffle(grown);
        mask.Clear();
        foreach (int i in largest.AsSpan(0, largest.Length - changed))
            mask[i] = T.One;
        foreach (int i in grown.AsSpan(0, changed))
            mask[i] = T.One;
    }

    /// <summary>Perturbs parameters that are chosen at random.</summary>
    /// <param name="sparsity">The share of parameters that are not perturbed, from 0 to 1. The number of the others is
    /// rounded.</param>
    /// <param name="random">Chooses them.</param>
    /// <param name="mask">Becomes 1 for those and 0 elsewhere.</param>
    /// <exception cref="ArgumentNullException">The source of random numbers is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of range; nothing was modified.</exception>
    public static void Random<T>(double sparsity, Random random, Span<T> mask) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(random);
        CheckShare(sparsity, nameof(sparsity));
        mask.Clear();
        mask[..(int)Math.Round(mask.Length * (1 - sparsity))].Fill(T.One);
        random.Shuffle(mask);
    }

    /// <summary>Sorts places by the numbers there, the largest first.</summary>
    private static int[] Largest<T>(ReadOnlySpan<T> scores, int[] places) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var keys = new (T Negative, int Place)[places.Length];
        for (int i = 0; i < keys.Length; i++)
            keys[i] = (-scores[places[i]], places[i]);
        Array.Sort(keys, places);
        return places;
    }

    private static void CheckShare(double share, string name)
    {
        if (share is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(name, share, "A share must be in [0, 1].");
    }

    private static void CheckScores<T>(ReadOnlySpan<T> scores, Span<T> mask) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (scores.Length != mask.Length)
        {
            throw new ArgumentException(
                $"There are {scores.Length} numbers, but the mask has {mask.Length} elements. Pass one number per parameter.",
                nameof(mask));
        }

        for (int i = 0; i < scores.Length; i++)
        {
            if (T.IsNaN(scores[i]))
                throw new ArgumentException($"Number {i} is NaN, which is neither larger nor smaller than others.", nameof(scores));
        }
    }
}
