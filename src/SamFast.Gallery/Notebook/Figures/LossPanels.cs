using SamFast.Gallery.Output;
using ScottPlot;

namespace SamFast.Gallery.Notebook.Figures;

/// <summary>Six panels of losses: each duel counted in calls of Step, and again on the other scale.</summary>
internal static class LossPanels
{
    public static string Save(IReadOnlyList<Duel> duels, Mode mode, string path)
    {
        var panels = duels.SelectMany(duel => mode == Mode.Transparent
            ? new[] { BySteps(duel), ByOuterSteps(duel) }
            : [BySteps(duel), ByGradients(duel)]);
        return Style.Save([.. panels], columns: 2, panelWidth: 720, panelHeight: 360, path);
    }

    /// <summary>The losses that the calls of Step met: unperturbed, and at the end of each climb.</summary>
    private static Plot BySteps(Duel duel)
    {
        var plot = NewPlot(duel, $"{duel.SamTitle} and {duel.PlainTitle}, by steps", "step", duel.Sam.Calls.Count);
        var calls = duel.Sam.Calls;
        if (duel.Sam.Mode == Mode.Transparent)
            Style.Curve(plot, AdversarialLosses(calls), $"{duel.SamTitle}, perturbed", Style.Adversary, 1);
        Style.Curve(plot, OuterLosses(calls, at: (_, call) => call), duel.SamTitle, Style.Sam, 3);
        return plot;
    }

    /// <summary>Transparent SAM as if only its outer steps had been counted.</summary>
    private static Plot ByOuterSteps(Duel duel)
    {
        var calls = duel.Sam.Calls;
        var plot = NewPlot(
            duel, $"{duel.SamTitle} by outer steps, {duel.PlainTitle} by steps", "outer step", calls.Count);
        Style.Curve(plot, OuterLosses(calls, at: (outer, _) => outer), duel.SamTitle, Style.Sam, 3);
        return plot;
    }

    /// <summary>Opaque SAM with every gradient of its periods counted.</summary>
    private static Plot ByGradients(Duel duel)
    {
        var calls = duel.Sam.Calls;
        var plot = NewPlot(
            duel, $"{duel.SamTitle} and {duel.PlainTitle}, by gradient evaluations", "gradient evaluation",
            calls[^1].Evaluations);
        Style.Curve(plot, OuterLosses(calls, at: (_, call) => call == 0 ? 0 : calls[call - 1].Evaluations),
            duel.SamTitle, Style.Sam, 3);
        return plot;
    }

    private static Plot NewPlot(Duel duel, string title, string unit, int last)
    {
        var plot = new Plot();
        Style.Panel(plot, title, unit, "loss", Alignment.UpperRight);
        var plain = duel.Plain.Calls.Take(last).Select((call, i) => new Coordinates(i, call.Loss));
        Style.Curve(plot, plain, duel.PlainTitle, Style.Plain, 2);
        plot.Axes.SetLimits(-last / 50.0, last * 1.03, -1.1, 0.05);
        return plot;
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

    /// <summary>The losses at the end of each climb, where the outer optimizer takes its gradient.</summary>
    private static IEnumerable<Coordinates> AdversarialLosses(IReadOnlyList<Call> calls) =>
        calls.Index().Where(call => call.Item.IsOuterStep).Select(call => new Coordinates(call.Index, call.Item.Loss));
}
