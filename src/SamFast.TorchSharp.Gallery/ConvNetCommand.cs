using SamFast.Gallery.Digits;
using SamFast.Gallery.Digits.Data;
using SamFast.Gallery.Output;
using SamFast.Gallery.Torch.Evidence;
using SamFast.Gallery.Torch.Figures;
using TorchSharp;

namespace SamFast.Gallery.Torch;

/// <summary>Everything from the data to convnet.json.</summary>
internal static class ConvNetCommand
{
    public static int Run(DigitsSettings settings)
    {
        try
        {
            // Fails before the computation if the folder cannot be written.
            Directory.CreateDirectory(settings.Folder);
            var data = settings.Data is null ? HandwrittenDigits.Load() : MnistFolder.Load(settings.Data);

            // Trainings run beside each other instead.
            torch.set_num_threads(1);
            var terminal = new Terminal();
            var experiment = Experiment.Run(data, settings, terminal);
            ResultTable.Print(terminal, experiment);
            foreach (string finding in Findings.Of(experiment))
                terminal.Line(finding);

            terminal.Line();
            terminal.Line($"wrote {Report.Save(experiment, settings.Folder)}");
            Typeface.Use();
            string curves = Path.Combine(settings.Folder, "convnet-curves.png");
            terminal.Line($"wrote {LearningCurves.Save(experiment, curves)}");
            string seeds = Path.Combine(settings.Folder, "convnet-seeds.png");
            terminal.Line($"wrote {Seeds.Save(experiment, seeds)}");
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }
}
