using SamFast.Generators.Program;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Planning;

/// <summary>Names every pass. Passes that are the same code have one name, from the first phase that has them.</summary>
internal static class PassNaming
{
    public static Phases Run(Phases phases, NameTable names)
    {
        var occurrences = phases.All.SelectMany(phase => phase.Passes.Select(pass => (phase.Kind, Pass: pass)))
            .GroupBy(o => o.Pass, (pass, all) => (Pass: pass, Kinds: all.Select(o => o.Kind).ToArray())).ToArray();
        var named = new Dictionary<IPass, IPass>();
        foreach (var (pass, kinds) in occurrences)
            named[pass] = pass.Named(names.Unique(Prefix(kinds, phases) + Stem(pass)));
        foreach (var sweep in new[] { phases.Observation, phases.Evaluation }.OfType<Sweep>())
            named[sweep] = sweep.Named(names.Unique(Stem(sweep)));
        return phases.Select(pass => named[pass]);
    }

    /// <param name="kinds">The phases of a pass, in order.</param>
    private static string Prefix(PhaseKind[] kinds, Phases phases) => kinds[0] switch
    {
        PhaseKind.Gate => "Gate",
        PhaseKind.FirstAscent => phases.NextAscent is null || kinds.Length > 1 ? "Ascent" : "FirstAscent",
        PhaseKind.NextAscent => "NextAscent",
        PhaseKind.Descent when phases.FirstAscent is not null => "Descent",
        _ => "",
    };

    /// <summary>The name of a pass without its phase.</summary>
    private static string Stem(IPass pass) => pass switch
    {
        Sweep { Purpose: SweepPurpose.Observe or SweepPurpose.Evaluate } sweep => $"{sweep.Purpose}",
        Sweep { IsBypass: true, Purpose: SweepPurpose.Move } => "Bypass" + Group(pass.Part),
        Sweep sweep => $"{(sweep.IsBypass ? "Bypass" : "")}{sweep.Purpose}{Subject(sweep)}{Group(pass.Part)}",
        TensorStep step => step.Link.Model.Name + (step.IsAll ? "Vectors" : "Tensor") + Group(pass.Part),
        _ => throw new InvalidOperationException($"{pass} has no name."),
    };

    private static string Subject(Sweep sweep) => sweep.Purpose == SweepPurpose.Measure ? Casing.Pascal(sweep.Subject) : sweep.Subject;

    private static string Group(Mask? part) => part is null ? "" : Casing.Words(part.Model.Groups[0]);
}
