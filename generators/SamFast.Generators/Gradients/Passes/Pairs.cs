using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Passes;

/// <summary>Finds calls of one function that do not need each other: two take no longer than one.</summary>
internal static class Pairs
{
    public static void Run(Routine routine)
    {
        Run(routine.Top);
        foreach (var region in routine.Top.All().Where(op => !op.IsVector).SelectMany(op => op.Regions).ToArray())
            Run(region);
    }

    private static void Run(Region region)
    {
        for (int i = 0; i < region.Ops.Count; i++)
        {
            if (!IsSingle(region.Ops[i]))
                continue;
            var first = region.Ops[i];
            var second = region.Ops.Skip(i + 1).FirstOrDefault(op => IsSingle(op) && op.Function == first.Function && op.Result!.Type == first.Result!.Type);
            if (second is not null && Inputs(second, first) is { } inputs)
                Join(first, second, inputs);
        }
    }

    private static bool IsSingle(Op op) => op is { Kind: OpKind.Call, Function.HasPair: true, Pair: null, IsSecond: false };

    /// <summary>The operations after the first call that the second one needs; null if they cannot move before it.</summary>
    private static List<Op>? Inputs(Op second, Op first)
    {
        var ops = first.Home.Ops;
        int start = ops.IndexOf(first), end = ops.IndexOf(second);
        var needed = new HashSet<Op> { second };
        var inputs = new List<Op>();
        for (int i = end; i >= start; i--)
        {
            if (!needed.Contains(ops[i]))
                continue;
            if (i == start || (i < end && !CanMove(ops[i])))
                return null;
            needed.UnionWith(ops[i].Arguments.Select(a => a.Definition).OfType<Op>());
            if (i < end)
                inputs.Insert(0, ops[i]);
        }

        return inputs;
    }

    private static bool CanMove(Op op) => op.Kind is OpKind.Constant or OpKind.Operator or OpKind.Convert or OpKind.Length
        || op is { Kind: OpKind.Load, Array.IsMutable: false };

    private static void Join(Op first, Op second, List<Op> inputs)
    {
        var ops = first.Home.Ops;
        ops.RemoveAll(op => op == second || inputs.Contains(op));
        int place = ops.IndexOf(first);
        ops.InsertRange(place + 1, [second]);
        ops.InsertRange(place, inputs);
        (first.Pair, second.IsSecond) = (second, true);
    }
}
