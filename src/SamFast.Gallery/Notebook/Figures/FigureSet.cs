using SamFast.Gallery.Output;

namespace SamFast.Gallery.Notebook.Figures;

/// <summary>The notebook's figures: the loss surface, and losses and paths in either mode.</summary>
internal static class FigureSet
{
    /// <summary>Writes the figures and returns the path of each.</summary>
    public static IEnumerable<string> Save(IReadOnlyList<Run> runs, string folder)
    {
        Typeface.Use();
        yield return Surface.Save(Path.Combine(folder, "loss-surface.png"));
        foreach (var mode in new[] { Mode.Transparent, Mode.Opaque })
        {
            var duels = Duel.All(runs, mode);
            yield return LossPanels.Save(duels, mode, Path.Combine(folder, $"losses-{mode.Label()}.png"));
            yield return PathPanels.Save(duels, mode, Path.Combine(folder, $"paths-{mode.Label()}.png"));
        }
    }
}
