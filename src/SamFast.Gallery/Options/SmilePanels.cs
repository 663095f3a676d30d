using SamFast.Gallery.Output;
using ScottPlot;

namespace SamFast.Gallery.Options;

/// <summary>A panel for each expiry: quotes, the smile that generated them, and the calibrated smile.</summary>
internal static class SmilePanels
{
    private const int Points = 200;

    /// <summary>Writes the figure and returns its path.</summary>
    public static string Save(IReadOnlyList<Calibration> calibrations, string folder)
    {
        Typeface.Use();
        return Style.Save([.. calibrations.Select(Panel)], columns: 2, panelHeight: 270, Path.Combine(folder, "options.png"));
    }

    private static Plot Panel(Calibration calibration)
    {
        var plot = new Plot();
        var expiry = calibration.Expiry;
        var truth = expiry.Truth;
        Style.Curve(
            plot, Curve(strike => Smile.Volatility(truth[0], truth[1], truth[2], strike, expiry.Forward, expiry.Time, Expiry.Beta)),
            "truth", Style.Adversary, 5);
        Style.Curve(plot, Curve(calibration.Volatility), "calibrated", Style.Sam, 2);
        var quotes = plot.Add.ScatterPoints(
            expiry.Strikes.Select(Percent).ToArray(), expiry.Quotes.Select(Percent).ToArray(), Colors.Black);
        quotes.MarkerSize = 5;
        quotes.LegendText = "quotes";
        Style.Panel(plot, expiry.Name, "strike, %", "implied volatility, %");
        return plot;

        IEnumerable<Coordinates> Curve(Func<double, double> volatility)
        {
            double low = expiry.Strikes[0], width = expiry.Strikes[^1] - low;
            return Enumerable.Range(0, Points + 1).Select(i => low + (i * width / Points))
                .Select(strike => new Coordinates(Percent(strike), Percent(volatility(strike))));
        }
    }

    private static double Percent(double value) => 100 * value;
}
