using SamFast.Gallery.Digits;
using SamFast.Gallery.Digits.Data;
using SamFast.Gallery.Output;
using SamFast.Gallery.Torch.Evidence;
using SamFast.Gallery.Torch.Training;

namespace SamFast.Gallery.Torch;

/// <summary>All trainings.</summary>
internal sealed record Experiment(DataSet Data, DigitsSettings Settings, Split Split, IReadOnlyList<Cell> Cells)
{
    /// <summary>The fractions of wrong labels.</summary>
    public static IReadOnlyList<double> NoiseLevels { get; } = [0, 0.4];

    public Cell this[double noise, string variant] =>
        Cells.Single(cell => cell.Noise == noise && cell.Variant.Name == variant);

    public IEnumerable<Comparison> Comparisons =>
        from cell in Cells
        where cell.Variant.Base is not null
        select new Comparison(cell, this[cell.Noise, cell.Variant.Base!]);

    public static Experiment Run(DataSet data, DigitsSettings settings, Terminal terminal)
    {
        var kinds =
            (from noise in NoiseLevels
             from variant in Variant.All
             from seed in Enumerable.Range(0, settings.Seeds)
             select (noise, variant, seed)).ToList();
        var runs = new Run[kinds.Count];
        var jobs = kinds.Select((kind, i) =>
        {
            var (noise, variant, seed) = kind;
            return new Job($"{noise:P0} noise, {variant.Name}, seed {seed}", () =>
            {
                var split = Split.Of(data, settings.Examples, noise, seed);
                var run = runs[i] = Training.Run.Of(variant, split, settings.Epochs, seed);
                return $"{100 * run.Final:F1} % right, {run.Seconds:F1} s";
            });
        });
        terminal.Work([.. jobs], "convnet", Environment.ProcessorCount);
        var cells = kinds.Zip(runs)
            .GroupBy(pair => (pair.First.noise, pair.First.variant), pair => pair.Second)
            .Select(group => new Cell(group.Key.noise, group.Key.variant, [.. group]));
        return new Experiment(data, settings, Split.Of(data, settings.Examples, noise: 0, seed: 0), [.. cells]);
    }
}
