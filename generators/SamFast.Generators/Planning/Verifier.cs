using SamFast.Generators.Program;

namespace SamFast.Generators.Planning;

/// <summary>Checks the invariants of plans. A violation is a mistake in a pass, not in a declaration.</summary>
internal static class Verifier
{
    /// <summary>The plan, if it is consistent.</summary>
    public static Plan Verified(Plan plan)
    {
        foreach (var phase in plan.Phases.All)
        {
            foreach (var path in phase.Paths)
                Verify(plan, phase, path);
        }

        Require(plan.Phases is not { FirstAscent: { } first, NextAscent: { } next }
            || first.Steps.Select(s => s.GetType()).SequenceEqual(next.Steps.Select(s => s.GetType())), "all ascents have the same steps");
        Require(plan.Sweeps.Except(plan.Cache.Sweeps).All(s => !s.Scalars.Intersect(plan.Cache.Coefficients).Any()),
            "cached coefficients are read after the cache is filled");
        Require(plan.Memory.Slots.Concat(plan.Memory.OwnSlots).Concat(plan.Memory.Vectors).GroupBy(s => s.Name).All(g => g.Count() == 1),
            "slot names are distinct");
        return plan;
    }

    private static void Verify(Plan plan, Phase phase, IReadOnlyList<IStep> path)
    {
        Sweep[] sweeps = [.. path.OfType<Sweep>()];
        Mask[] parts = [.. sweeps.Select(s => s.Part).OfType<Mask>().Distinct()];
        Sweep[][] lines = parts.Length == 0
            ? [sweeps]
            : [.. parts.Select(part => sweeps.Where(s => s.Part is null || s.Part.Equals(part)).ToArray())];
        foreach (var line in lines)
            VerifyLine(plan, phase, path, line);
        Require(!sweeps.Except(plan.Sweeps).Any(), $"every sweep of {phase.Kind} is generated");

        foreach (var step in path.OfType<TensorStep>())
        {
            var next = path.SkipWhile(s => s != (IStep)step).OfType<Sweep>().FirstOrDefault();
            Require(Equals(next is null ? plan.Direction : next.Origin, step.Place),
                $"the sweep after {step.Name} reads the update where it is");
            Require(step.Slots.All(plan.Memory.Slots.Contains), $"the slots of {step.Name} exist");
        }

        for (int i = 0; i < path.Count; i++)
        {
            if (path[i] is Sweep sweep)
                VerifySweep(plan, path.Take(i).ToArray(), sweep);
            Require(path[i] is not ConcludeCall || path[i - 1] is ConcludeCall or Sweep, "measures of the new state are read at once");
        }
    }

    /// <param name="before">The steps before the sweep.</param>
    private static void VerifySweep(Plan plan, IReadOnlyList<IStep> before, Sweep sweep)
    {
        Require(sweep.Loaded.Concat(sweep.Stored).All(plan.Memory.Slots.Contains), $"the slots of {sweep.Name} exist");
        var prepared = before.OfType<PrepareCall>().Select(p => p.Link);
        var needed = sweep.Operations
            .Where(o => o.Kind is not (OperationKind.Measure or OperationKind.Keep) && !o.Link.IsWrapper).Select(o => o.Link);
        Require(!needed.Except(prepared).Any(), $"{sweep.Name} runs after the scalars of its transforms are known");
        var concluded = before.OfType<ConcludeCall>().Select(c => c.Link);
        var waiting = sweep.Operations.Where(o => o.IsConcluded).Select(o => o.Link);
        Require(!waiting.Except(concluded).Any(), $"{sweep.Name} runs after the results of Conclude are known");
    }

    /// <summary>Checks the sweeps of all tensors, or of those of one group of a partition.</summary>
    private static void VerifyLine(Plan plan, Phase phase, IReadOnlyList<IStep> path, Sweep[] sweeps)
    {
        bool moves = plan.Program.Search is null
            ? sweeps.Count(s => s.Moves) == 1 && sweeps.Last(s => !s.Projects).Moves
            : sweeps.All(s => !s.WritesParameter) && Equals(LocationOfUpdate(path), plan.Direction);
        bool isDecision = phase.Kind is PhaseKind.Guard or PhaseKind.Gate || !ReferenceEquals(path, phase.Steps);
        Require(moves || (isDecision && sweeps.All(s => !s.WritesParameter)),
            $"{phase.Kind} moves the parameters exactly once, in its last sweep but for projections, unless a gate is closed or "
            + "a line search follows, which finds the update");
        Require(sweeps.SkipWhile(s => !s.Moves).Skip(1).All(s => s.Projects && s.Operations.Any(o => o.Kind == OperationKind.Project)),
            $"{phase.Kind} only projects the parameters it has moved");
        Require(sweeps.Zip(sweeps.Skip(1), (a, b) => a.Scratch is null || a.Scratch.Equals(b.Origin)).All(ok => ok),
            $"in {phase.Kind}, an update in scratch is read by the next sweep");
        Require(sweeps.Zip(sweeps.Skip(1), (a, b) => !a.OverwritesGradient || b.Origin is null).All(ok => ok),
            $"in {phase.Kind}, an update in the gradient's place is read by the next sweep");
    }

    private static Slot? LocationOfUpdate(IReadOnlyList<IStep> path) =>
        path.OfType<IMemoryStep>().Last() is TensorStep step ? step.Place : path.OfType<Sweep>().Last().Scratch;

    private static void Require(bool holds, string invariant)
    {
        if (!holds)
            throw new InvalidOperationException($"The plan is inconsistent: {invariant}.");
    }
}
