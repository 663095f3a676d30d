using SamFast.Gallery.Digits.Data;
using SamFast.Gallery.Digits.Evidence;
using SamFast.Gallery.Digits.Models;
using SamFast.Gallery.Digits.Training;
using SamFast.Gallery.Output;

namespace SamFast.Gallery.Digits;

/// <summary>All trainings.</summary>
internal sealed class Experiment(DataSet data, DigitsSettings settings, IReadOnlyList<Cell> cells)
{
    public static IReadOnlyList<double> NoiseLevels { get; } = [0, 0.2, 0.4, 0.6];

    public DataSet Data { get; } = data;

    public DigitsSettings Settings { get; } = settings;

    /// <summary>One cell per model, level of noise and variant, in this order.</summary>
    public IReadOnlyList<Cell> Cells { get; } = cells;

    public IEnumerable<IReadOnlyList<Cell>> ByModel =>
        Cells.GroupBy(cell => cell.Model).Select(group => (IReadOnlyList<Cell>)[.. group]);

    public IReadOnlyList<Comparison> Comparisons { get; } = Comparison.All(cells);

    public Cell this[ModelKind model, double noise, string variant] =>
        Cells.Single(cell => cell.Model == model && cell.Noise == noise && cell.Variant.Name == variant);

    public static Experiment Run(DataSet data, DigitsSettings settings, Terminal terminal)
    {
        var kinds =
            from model in ModelKind.All
            from noise in NoiseLevels
            from variant in Variant.All
            select (model, noise, variant);
        var cells = kinds.Select(_ => (Cell?)null).ToArray();
        var jobs = kinds.Select((kind, i) => new Job($"{kind.model.Name}, {kind.noise:P0} noise, {kind.variant.Name}", () =>
        {
            var (model, noise, variant) = kind;
            var runs = Enumerable.Range(0, settings.Seeds).Select(seed => Training.Run.Of(
                model, variant, Split.Of(data, settings.Examples, noise, seed), settings.Epochs, seed));
            var cell = cells[i] = new Cell(model, noise, variant, [.. runs]);
            return $"best {cell.Best.Percent}, final {cell.Final.Percent}, {cell.Seconds.Mean:F1} s each";
        }));
        terminal.Work([.. jobs], "digits", Environment.ProcessorCount);
        return new Experiment(data, settings, cells!);
    }

    /// <summary>The split of the runs with a seed.</summary>
    public Split SplitOf(double noise, int seed) => Split.Of(Data, Settings.Examples, noise, seed);
}
