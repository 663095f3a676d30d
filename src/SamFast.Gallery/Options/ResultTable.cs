using System.Globalization;
using SamFast.Gallery.Output;
using Spectre.Console;

namespace SamFast.Gallery.Options;

/// <summary>The calibrated parameters beside the true ones.</summary>
internal static class ResultTable
{
    public static void Print(Terminal terminal, IReadOnlyList<Calibration> calibrations)
    {
        var table = terminal.NewTable(
            title: null, ["expiry", "parameter"], ["estimate", "deviation", "truth", "difference,\ndeviations", "misfit", "quotes"]);
        foreach (var calibration in calibrations)
        {
            if (calibration != calibrations[0])
                table.AddEmptyRow();
            foreach (var (i, e) in calibration.Estimates.Index())
            {
                bool isFirst = i == 0;
                table.AddRow(
                    isFirst ? calibration.Expiry.Name : "", e.Name, Text(e.Value), Text(e.Deviation), Text(e.Reference),
                    e.Pull.ToString("F1", CultureInfo.InvariantCulture), isFirst ? Text(calibration.Minimum.Loss) : "",
                    isFirst ? Text(calibration.Expiry.Quotes.Length) : "");
            }
        }

        terminal.Line();
        terminal.Write(table);
        terminal.Line($"SABR with β = {Text(Expiry.Beta)}; quotes with normal errors of {Text(calibrations[0].Expiry.Noise)}.");
        terminal.Line("Deviations are those of the exact Hessian. Difference: estimate − truth. Misfit: the sum of squared errors in");
        terminal.Line("units of the noise; on average the number of quotes less three.");
    }

    private static string Text(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
