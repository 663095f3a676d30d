namespace SamFast.Generators.Planning;

/// <summary>What every plan must satisfy; a violation is a mistake in a pass, not in a declaration.</summary>
internal static class Verifier
{
    public static void Verify(Plan plan)
    {
        foreach (var phase in plan.Phases)
        {
            foreach (var path in phase.Paths)
                Verify(plan, phase, path);
        }

        Require(plan.Sweeps.Where(s => !s.IsPrepared).All(s => s.Scalars.All(scalar => scalar.Field is not { IsSteady: true })),
            "a coefficient that is not computed in every step is read where it is known to be there");
        Require(plan.Slots.Concat(plan.OwnSlots).Concat(plan.Vectors).GroupBy(s => s.Constant).All(g => g.Count() == 1), "slot names are distinct");
    }

    private static void Verify(Plan plan, Phase phase, IReadOnlyList<IStep> path)
    {
        var sweeps = path.OfType<Sweep>().ToArray();
        var parts = sweeps.Select(s => s.Part).OfType<Mask>().Distinct().ToArray();
        var lines = parts.Length == 0 ? [sweeps] : parts.Select(part => sweeps.Where(s => s.Part is null || s.Part == part).ToArray()).ToArray();
        foreach (var line in lines)
            Verify(plan, phase, path, line);
        Require(sweeps.All(s => plan.Sweeps.Any(p => p.Number == s.Number && p.Identity == s.Identity)),
            $"every sweep of {phase.Name} is generated");

        foreach (var step in path.OfType<TensorStep>())
        {
            var next = path.SkipWhile(s => s != step).OfType<Sweep>().FirstOrDefault();
            Require((next is null ? plan.Direction : next.Origin) == step.Place,
                $"what follows {step.Name} begins where that left the update");
            Require(step.Slots.All(plan.Slots.Contains), $"{step.Name} uses slots that exist");
        }

        foreach (var sweep in sweeps)
        {
            Require(sweep.Loaded.Concat(sweep.Stored).All(plan.Slots.Contains), $"{sweep.Name} uses slots that exist");
            var ready = path.TakeWhile(s => s != sweep).OfType<Preparation>().Select(p => p.Stage);
            var needed = sweep.Operations.Where(o => o.Kind is not (OperationKind.Measure or OperationKind.Keep) && o.Stage.Model.Wrapper is null).Select(o => o.Stage);
            Require(!needed.Except(ready).Any(), $"{sweep.Name} runs after the scalars of its transforms are known");
            var concluded = path.TakeWhile(s => s != sweep).OfType<Conclusion>().Select(c => c.Stage);
            var waiting = sweep.Operations.Where(o => o.IsConcluded).Select(o => o.Stage);
            Require(!waiting.Except(concluded).Any(), $"{sweep.Name} runs after what it waits for was concluded");
        }

        foreach (var (step, conclusion) in path.Zip(path.Skip(1), (a, b) => (a, b as Conclusion)))
            Require(conclusion is null || step == conclusion.Sweep || step is Conclusion, "what was measured is read at once");
    }

    /// <summary>The sweeps of all tensors, or of those of one part of a partition.</summary>
    private static void Verify(Plan plan, Phase phase, IReadOnlyList<IStep> path, Sweep[] sweeps)
    {
        bool moves = plan.Search is null
            ? sweeps.Count(s => s.Sign is not null) == 1 && sweeps.Last(s => !s.Projects).Sign is not null
            : sweeps.All(s => !s.WritesParameter) && Left(path) == plan.Direction;
        Require(moves || (phase == plan.Guard || phase == plan.Gate || path != phase.Steps) && sweeps.All(s => !s.WritesParameter),
            $"{phase.Name} moves the parameters exactly once, in its last sweep but for projections, unless a gate is closed or "
            + "a line search follows, which finds the update");
        Require(sweeps.SkipWhile(s => s.Sign is null).Skip(1).All(s => s.Projects && s.Operations.Any(o => o.Kind == OperationKind.Project)),
            $"{phase.Name} does nothing but project the parameters it has moved");
        Require(sweeps.Zip(sweeps.Skip(1), (a, b) => a.Scratch is null || b.Origin == a.Scratch).All(ok => ok),
            $"{phase.Name} reads what it stored in scratch in the next sweep");
        Require(sweeps.Zip(sweeps.Skip(1), (a, b) => !a.OverwritesGradient || b.Origin is null).All(ok => ok),
            $"{phase.Name} reads what it left in the gradient's place in the next sweep");
    }

    /// <summary>Where a path leaves the update.</summary>
    private static Slot? Left(IReadOnlyList<IStep> path) =>
        path.OfType<IPass>().Last() is TensorStep step ? step.Place : path.OfType<Sweep>().Last().Scratch;

    private static void Require(bool holds, string invariant)
    {
        if (!holds)
            throw new InvalidOperationException($"The plan is inconsistent: {invariant}.");
    }
}
