using SamFast.Gallery.Output;

namespace SamFast.Gallery.Options;

/// <summary>The calibration of smiles of volatility, from generated quotes to options.json.</summary>
internal static class OptionsCommand
{
    public static int Run(QuoteSettings settings)
    {
        try
        {
            // Fails before the computation if the folder cannot be written.
            Directory.CreateDirectory(settings.Folder);

            var terminal = new Terminal();
            var calibrations = Calibrate(settings, terminal);
            ResultTable.Print(terminal, calibrations);

            terminal.Line();
            terminal.Line($"wrote {Report.Save(calibrations, settings.Folder)}");
            terminal.Line($"wrote {SmilePanels.Save(calibrations, settings.Folder)}");
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"Cannot write to {settings.Folder}: {e.Message}");
            return 1;
        }
    }

    public static IReadOnlyList<Calibration> Calibrate(QuoteSettings settings, Terminal terminal)
    {
        var calibrations = new List<Calibration>();
        terminal.Work([.. Expiry.Generate(settings.Noise, settings.Seed).Select(expiry => new Job(expiry.Name, () =>
        {
            var calibration = Calibration.Of(expiry);
            calibrations.Add(calibration);
            return $"{calibration.Minimum.Losses.Count - 1} steps, misfit {calibration.Minimum.Loss:F2}";
        }))], "options");
        return calibrations;
    }
}
