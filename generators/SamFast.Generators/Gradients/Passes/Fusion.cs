using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Passes;

/// <summary>Finds loops whose sums have adjoints that are known before the loop runs: all that follows a sum is linear in it. The values
/// and the adjoints of an iteration are then computed together, and nothing is kept.</summary>
internal static class Fusion
{
    /// <summary>The fused loops of a method, those within fused loops included.</summary>
    public static HashSet<Op> Find(Routine routine)
    {
        var fused = new HashSet<Op>();
        Find(routine.Top, fused);
        return fused;
    }

    /// <summary>Loops of one sum whose adjoint is known only later, and which add nothing to arrays. All that they contribute is a multiple
    /// of that adjoint: they are computed with the adjoint 1, and multiplied afterwards. Loops within them are fused.</summary>
    public static HashSet<Op> FindScaled(Routine routine, HashSet<Op> fused)
    {
        var scaled = new HashSet<Op>();
        foreach (var region in fused.Select(loop => loop.Body).Append(routine.Top).ToArray())
        {
            foreach (var loop in region.Ops.Where(op => !fused.Contains(op) && IsScaled(op)).ToArray())
            {
                scaled.Add(loop);
                Find(loop.Body, fused);
            }
        }

        return scaled;
    }

    private static bool IsScaled(Op op) => IsCandidate(op) && op.Carried.Count(c => c.Result.IsActive) == 1
        && op.Body.All().All(inner => !inner.Written.Any() && inner.Kind != OpKind.Dense && inner is not { Kind: OpKind.Load, Array.IsActive: true });

    /// <summary>The values in a region that depend on the results of its fused loops.</summary>
    public static HashSet<Value> Late(Region region, IReadOnlyCollection<Op> fused)
    {
        var late = new HashSet<Value>();
        foreach (var op in region.Ops)
        {
            if (fused.Contains(op) || Reads(op).Any(late.Contains))
                late.UnionWith(op.Results);
        }

        return late;
    }

    private static void Find(Region region, HashSet<Op> fused)
    {
        var candidates = region.Ops.Where(IsCandidate).ToList();
        while (candidates.Count > 0 && !IsPossible(region, candidates))
            candidates.RemoveAt(0);
        foreach (var loop in candidates)
        {
            fused.Add(loop);
            Find(loop.Body, fused);
        }
    }

    private static bool IsCandidate(Op op) => op.Kind == OpKind.Loop && op.Carried.Any(c => c.Result.IsActive)
        && !Memory.WritesOutside(op) && Sums.All(op);

    private static bool IsPossible(Region region, IReadOnlyCollection<Op> fused)
    {
        var late = Late(region, fused);
        // A fused loop runs after everything that it does not feed.
        return fused.All(loop => IsUndisturbed(region, loop)) && region.Ops.Where(op => Reads(op).Any(late.Contains)).All(op =>
            !fused.Contains(op) && !Memory.WritesOutside(op) && !Needs(op).Any(late.Contains));
    }

    /// <summary>True if nothing after a loop writes what the loop reads.</summary>
    private static bool IsUndisturbed(Region region, Op loop)
    {
        var read = new HashSet<ArrayVariable>(loop.Body.All().SelectMany(op => op.Read));
        return region.Ops.Skip(region.Ops.IndexOf(loop) + 1)
            .SelectMany(op => op.Regions.SelectMany(Memory.Written).Concat(op.Written))
            .All(array => !read.Contains(array));
    }

    /// <summary>The values that the adjoints of an operation depend on.</summary>
    private static IEnumerable<Value> Needs(Op op)
    {
        if (!op.Results.Any(result => result.IsActive))
            return [];
        return op switch
        {
            { Kind: OpKind.Operator, Text: "+" or "-" } or { Kind: OpKind.Convert } => [],
            { Kind: OpKind.Operator, Text: "*" } => op.Arguments.Where((_, i) => op.Arguments[1 - i].IsActive),
            { Kind: OpKind.Operator, Text: "/" } => op.Arguments[1].IsActive ? [.. op.Arguments, .. op.Results] : [op.Arguments[1]],
            _ => [.. Reads(op), .. op.Results],
        };
    }

    /// <summary>All values from outside that an operation and its regions read.</summary>
    private static IEnumerable<Value> Reads(Op op) => op.Uses.Concat(op.Regions.SelectMany(region => region.All()).SelectMany(o => o.Uses));
}
