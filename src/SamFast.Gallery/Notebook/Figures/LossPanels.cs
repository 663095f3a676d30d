using SamFast.Gallery.Output;
using ScottPlot;

namespace SamFast.Gallery.Notebook.Figures;

/// <summary>Six panels of losses: a row for each duel, a column for each unit of the logarithmic axis, which is the same in
/// all panels.</summary>
internal static class LossPanels
{
    // The start of the axis: no optimizer reaches a minimum within ten steps.
    private const double First = 10;

    // The minimum distance of points, about a quarter of a pixel, because Skia draws lines of shorter segments unevenly.
    private const double Spacing = 2e-3;

    public static string Save(IReadOnlyList<Duel> duels, Mode mode, string path)
    {
        double last = duels[0].Plain.Calls.Count;
        var panels = duels.SelectMany(duel => mode == Mode.Transparent
            ? new[] { BySteps(duel, last), ByOuterSteps(duel, last) }
            : [BySteps(duel, last), ByGradients(duel, last)]);
        return Style.Save([.. panels], columns: 2, panelHeight: 235, path);
    }

    /// <summary>The losses at each call of Step, at unperturbed parameters and at the end of each ascent.</summary>
    private static Plot BySteps(Duel duel, double last)
    {
        var plot = NewPlot(duel, "step", last);
        var calls = duel.Sam.Calls;
        if (duel.Sam.Mode == Mode.Transparent)
            Curve(plot, AdversarialLosses(calls), Duel.PerturbedLegend, Style.Adversary, 1);
        Curve(plot, OuterLosses(calls, at: (_, call) => call), Duel.SamLegend, Style.Sam, 2.5f);
        return plot;
    }

    /// <summary>Transparent SAM by outer steps alone.</summary>
    private static Plot ByOuterSteps(Duel duel, double last)
    {
        var plot = NewPlot(duel, "outer step", last);
        Curve(plot, OuterLosses(duel.Sam.Calls, at: (outer, _) => outer), Duel.SamLegend, Style.Sam, 2.5f);
        return plot;
    }

    /// <summary>Opaque SAM by all gradients of its periods.</summary>
    private static Plot ByGradients(Duel duel, double last)
    {
        var calls = duel.Sam.Calls;
        var plot = NewPlot(duel, "gradient evaluation", last);
        Curve(
            plot, OuterLosses(calls, at: (_, call) => call == 0 ? 0 : calls[call - 1].Evaluations), Duel.SamLegend,
            Style.Sam, 2.5f);
        return plot;
    }

    private static Plot NewPlot(Duel duel, string unit, double last)
    {
        var plot = new Plot();
        Style.Panel(plot, $"{duel.Title}, by {unit}s", $"{unit} (logarithmic)", "loss");
        Curve(plot, duel.Plain.Calls.Select((call, i) => new Coordinates(i, call.Loss)), Duel.PlainLegend, Style.Plain, 2.5f);
        double left = Math.Log10(Math.Min(First, last / 10)), right = Math.Log10(last);
        LogAxis.SetTicks(plot.Axes.Bottom, [left, right]);
        plot.Axes.SetLimits(left, right, -1.1, 0.08);
        return plot;
    }

    /// <summary>A curve over the logarithm of a count. The initial point, whose count is 0, is left out.</summary>
    private static void Curve(Plot plot, IEnumerable<Coordinates> points, string legend, Color color, float width)
    {
        var curve = new List<Coordinates>();
        foreach (var point in points.Where(point => point.X > 0))
        {
            double x = Math.Log10(point.X);
            if (curve.Count == 0 || x - curve[^1].X >= Spacing)
                curve.Add(new Coordinates(x, point.Y));
        }

        Style.Curve(plot, curve, legend, color, width);
    }

    /// <summary>The losses at unperturbed parameters, placed by the number of outer steps and calls before.</summary>
    private static IEnumerable<Coordinates> OuterLosses(IReadOnlyList<Call> calls, Func<int, int, double> at)
    {
        int outer = 0;
        for (int i = 0; i < calls.Count; i++)
        {
            if (i == 0 || calls[i - 1].IsOuterStep)
                yield return new Coordinates(at(outer++, i), calls[i].Loss);
        }
    }

    /// <summary>The losses at the end of each ascent, where the outer optimizer takes its gradient.</summary>
    private static IEnumerable<Coordinates> AdversarialLosses(IReadOnlyList<Call> calls) =>
        calls.Index().Where(call => call.Item.IsOuterStep).Select(call => new Coordinates(call.Index, call.Item.Loss));
}
