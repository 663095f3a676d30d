namespace SamFast.Gallery.Digits.Data;

/// <summary>The training and test sets of a run: a function of the seed, so that runs of the same seed can be compared.</summary>
/// <param name="Train">The training set; some labels are wrong.</param>
/// <param name="Test">The test set; its labels are right.</param>
internal sealed record Split(Examples Train, Examples Test)
{
    /// <param name="data">The data.</param>
    /// <param name="examples">The maximum number of training examples.</param>
    /// <param name="noise">The fraction of the training set whose labels are replaced by one of the other classes, with equal
    /// probability. With the same seed, the labels changed by less noise are a subset of those changed by more.</param>
    /// <param name="seed">The seed of the random choice of examples and labels.</param>
    public static Split Of(DataSet data, int examples, double noise, int seed)
    {
        int[] rows = Shuffled(data.Pool.Count, Chance.Of(seed, Chance.Use.Split));
        int count = Math.Min(examples, data.Test is null ? rows.Length * 2 / 3 : rows.Length);
        var train = data.Pool.Choose(rows.AsSpan(0, count));
        var test = data.Test ?? data.Pool.Choose(rows.AsSpan(count));
        return new Split(train.With(Noisy(train.Labels, noise, Chance.Of(seed, Chance.Use.Noise))), test);
    }

    private static int[] Noisy(int[] labels, double noise, Random random)
    {
        int[] noisy = [.. labels], order = Shuffled(labels.Length, random);
        int count = (int)Math.Round(noise * labels.Length);
        foreach (int i in order.AsSpan(0, count))
            noisy[i] = (labels[i] + random.Next(1, DataSet.Classes)) % DataSet.Classes;
        return noisy;
    }

    private static int[] Shuffled(int count, Random random)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        random.Shuffle(order);
        return order;
    }
}
