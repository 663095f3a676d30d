namespace SamFast.Gallery.Notebook.Figures;

/// <summary>An optimizer without and with SAM, as one panel compares them.</summary>
internal sealed record Duel(string Title, Run Plain, Run Sam)
{
    public const string PlainLegend = "without SAM", SamLegend = "with SAM", PerturbedLegend = "with SAM, perturbed parameters";

    private static readonly (string Title, string Plain, string Sam)[] _pairs =
        [("SGD", "sgd", "sam"), ("Momentum", "momentum", "sam-momentum"), ("Adam", "adam", "sam-adam")];

    public static IReadOnlyList<Duel> All(IReadOnlyList<Run> runs, Mode mode) =>
    [
        .. _pairs.Select(pair => new Duel(
            pair.Title,
            runs.Single(run => run.Optimizer == pair.Plain),
            runs.Single(run => run.Optimizer == pair.Sam && run.Mode == mode)))
    ];
}
