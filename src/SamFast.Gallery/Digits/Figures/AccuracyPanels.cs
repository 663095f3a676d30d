using SamFast.Gallery.Output;

namespace SamFast.Gallery.Digits.Figures;

/// <summary>Best and final accuracy over the noise, for each model.</summary>
internal static class AccuracyPanels
{
    public static string Save(Experiment experiment, string path)
    {
        var panels = experiment.ByModel.SelectMany(cells => new[]
        {
            NoiseAxis.Panel(
                cells, $"{cells[0].Model.Name}: best epoch, mean of {experiment.Settings.Seeds} seeds", "test accuracy, %",
                cell => 100 * cell.Best.Mean),
            NoiseAxis.Panel(
                cells, $"{cells[0].Model.Name}: last epoch, mean of {experiment.Settings.Seeds} seeds", "test accuracy, %",
                cell => 100 * cell.Final.Mean),
        });
        return Style.Save([.. panels], columns: 2, panelHeight: 330, path);
    }
}
