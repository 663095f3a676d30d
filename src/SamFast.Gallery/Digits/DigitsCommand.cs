using SamFast.Gallery.Digits.Data;
using SamFast.Gallery.Digits.Evidence;
using SamFast.Gallery.Digits.Figures;
using SamFast.Gallery.Output;

namespace SamFast.Gallery.Digits;

/// <summary>The comparison of training with and without SAM on handwritten digits, from the data to digits.json.</summary>
internal static class DigitsCommand
{
    public static int Run(DigitsSettings settings)
    {
        try
        {
            // Fails before the computation if the folder cannot be written.
            Directory.CreateDirectory(settings.Folder);
            var data = (settings.Data is null ? HandwrittenDigits.Load() : MnistFolder.Load(settings.Data)).Scaled();

            var terminal = new Terminal();
            var experiment = Experiment.Run(data, settings, terminal);
            foreach (var part in experiment.ByModel)
                ResultTable.Print(terminal, part);
            ResultTable.Legend(terminal, settings.Seeds, settings.Epochs);
            ComparisonTable.Print(terminal, experiment.Comparisons);

            terminal.Line();
            terminal.Line($"wrote {Report.Save(experiment, settings.Folder)}");
            foreach (string file in FigureSet.Save(experiment, settings.Folder))
                terminal.Line($"wrote {file}");
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }
}
