namespace SamFast.Gallery.Notebook.Figures;

/// <summary>A plain optimizer and the same one inside SAM: what each panel compares.</summary>
internal sealed record Duel(Run Plain, Run Sam)
{
    private static readonly (string Plain, string Sam)[] _pairs =
        [("sgd", "sam"), ("momentum", "sam-momentum"), ("adam", "sam-adam")];

    public string PlainTitle => Title(Plain.Optimizer);

    public string SamTitle => Title(Sam.Optimizer);

    public static IReadOnlyList<Duel> All(IReadOnlyList<Run> runs, Mode mode) =>
    [
        .. _pairs.Select(pair => new Duel(
            runs.Single(run => run.Optimizer == pair.Plain),
            runs.Single(run => run.Optimizer == pair.Sam && run.Mode == mode)))
    ];

    private static string Title(string optimizer) => optimizer switch
    {
        "sgd" => "SGD",
        "momentum" => "Momentum",
        "adam" => "Adam",
        "sam" => "SAM",
        "sam-momentum" => "SAM-momentum",
        _ => "SAM-Adam",
    };
}
