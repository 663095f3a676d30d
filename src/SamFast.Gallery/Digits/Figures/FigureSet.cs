using SamFast.Gallery.Output;

namespace SamFast.Gallery.Digits.Figures;

/// <summary>The figures of <c>digits</c>.</summary>
internal static class FigureSet
{
    /// <summary>Writes the figures and returns the path of each.</summary>
    public static IEnumerable<string> Save(Experiment experiment, string folder)
    {
        Typeface.Use();
        yield return AccuracyPanels.Save(experiment, Path.Combine(folder, "digits-accuracy.png"));
        yield return DifferencePanels.Save(experiment, Path.Combine(folder, "digits-differences.png"));
        yield return VariantPanels.Save(experiment, Path.Combine(folder, "digits-variants.png"));
        yield return LearningCurves.Save(experiment, Path.Combine(folder, "digits-curves.png"));
        yield return SharpnessPanels.Save(experiment, Path.Combine(folder, "digits-sharpness.png"));
        yield return RescalingPanels.Save(experiment, Path.Combine(folder, "digits-rescaling.png"));
        yield return MeterPanels.Save(experiment, Path.Combine(folder, "digits-meter.png"));
    }
}
