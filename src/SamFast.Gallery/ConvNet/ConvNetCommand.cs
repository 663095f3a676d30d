using SamFast.Gallery.Digits.Data;
using SamFast.Gallery.Digits.Evidence;
using SamFast.Gallery.Output;

namespace SamFast.Gallery.ConvNet;

/// <summary>A convolutional network on the embedded digits, from the data to convnet.json.</summary>
internal static class ConvNetCommand
{
    public static IReadOnlyList<double> NoiseLevels { get; } = [0, 0.4];

    public static int Run(ConvNetSettings settings)
    {
        try
        {
            // Fails before the computation if the folder cannot be written.
            Directory.CreateDirectory(settings.Folder);

            var terminal = new Terminal();
            var cells = Train(settings, terminal);
            ResultTable.Print(terminal, cells);
            ResultTable.Legend(terminal, settings.Seeds, settings.Epochs);

            terminal.Line();
            terminal.Line($"wrote {Report.Save(cells, settings)}");
            terminal.Line($"wrote {LearningPanels.Save(cells, settings.Folder)}");
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"Cannot write to {settings.Folder}: {e.Message}");
            return 1;
        }
    }

    /// <summary>Trains without and with SAM, without and with wrong labels.</summary>
    public static IReadOnlyList<Cell> Train(ConvNetSettings settings, Terminal terminal)
    {
        var data = HandwrittenDigits.Load().Scaled();
        var kinds =
            from noise in NoiseLevels
            from variant in ConvNetVariants.All
            select (noise, variant);
        var cells = kinds.Select(_ => (Cell?)null).ToArray();
        var jobs = kinds.Select((kind, i) => new Job($"{kind.noise:P0} noise, {kind.variant.Name}", () =>
        {
            var (noise, variant) = kind;
            var runs = Enumerable.Range(0, settings.Seeds).Select(seed => Digits.Training.Run.Of(
                ConvNet.Kind, variant, Split.Of(data, data.Pool.Count, noise, seed), settings.Epochs, seed));
            var cell = cells[i] = new Cell(ConvNet.Kind, noise, variant, [.. runs]);
            return $"best {cell.Best.Percent}, final {cell.Final.Percent}, {cell.Seconds.Mean:F1} s each";
        }));
        terminal.Work([.. jobs], "convnet", Environment.ProcessorCount);
        return cells!;
    }
}
