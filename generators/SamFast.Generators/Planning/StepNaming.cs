using SamFast.Generators.Program;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Planning;

/// <summary>Names every memory step. Steps that are the same code have one name, from the first phase that has them.</summary>
internal static class StepNaming
{
    public static Phases Run(Phases phases, NameTable names)
    {
        var occurrences = phases.All.SelectMany(phase => phase.MemorySteps.Select(step => (phase.Kind, Step: step)))
            .GroupBy(o => o.Step, (step, all) => (Step: step, Kinds: all.Select(o => o.Kind).ToArray())).ToArray();
        var named = new Dictionary<IMemoryStep, IMemoryStep>();
        foreach (var (step, kinds) in occurrences)
            named[step] = step.Named(names.Unique(Prefix(kinds, phases) + Stem(step)));
        foreach (var sweep in new[] { phases.Observation, phases.Evaluation }.OfType<Sweep>())
            named[sweep] = sweep.Named(names.Unique(Stem(sweep)));
        return phases.Select(step => named[step]);
    }

    /// <param name="kinds">The phases of a step, in order.</param>
    private static string Prefix(PhaseKind[] kinds, Phases phases) => kinds[0] switch
    {
        PhaseKind.Gate => "Gate",
        PhaseKind.FirstAscent => phases.NextAscent is null || kinds.Length > 1 ? "Ascent" : "FirstAscent",
        PhaseKind.NextAscent => "NextAscent",
        PhaseKind.Descent when phases.FirstAscent is not null => "Descent",
        _ => "",
    };

    /// <summary>The name of a step without its phase.</summary>
    private static string Stem(IMemoryStep step) => step switch
    {
        Sweep { Purpose: SweepPurpose.Observe or SweepPurpose.Evaluate } sweep => $"{sweep.Purpose}",
        Sweep { IsBypass: true, Purpose: SweepPurpose.Move } => "Bypass" + Group(step.Part),
        Sweep sweep => $"{(sweep.IsBypass ? "Bypass" : "")}{sweep.Purpose}{Subject(sweep)}{Group(step.Part)}",
        TensorStep tensor => tensor.Link.Model.Name + (tensor.IsAll ? "Vectors" : "Tensor") + Group(step.Part),
        _ => throw new InvalidOperationException($"{step} has no name."),
    };

    private static string Subject(Sweep sweep) => sweep.Purpose == SweepPurpose.Measure ? Casing.Pascal(sweep.Subject) : sweep.Subject;

    private static string Group(Mask? part) => part is null ? "" : Casing.Words(part.Model.Groups[0]);
}
