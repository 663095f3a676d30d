using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Passes;

/// <summary>Moves loads out of loops that do not change them, so that their adjoints are sums of the loop, and added to the gradient once.</summary>
internal static class Hoisting
{
    public static void Run(Routine routine)
    {
        foreach (var loop in routine.Top.All().Where(op => op.Kind == OpKind.Loop).ToArray())
            Run(loop);
    }

    private static void Run(Op loop)
    {
        var loads = loop.Body.Ops.Where(op => op is { Kind: OpKind.Load, Array.IsMutable: false, Arguments.Length: 1 }
            && Memory.IsOutside(op.Arguments[0], loop)).ToArray();
        if (loads.Length == 0)
            return;
        // Operations are appended to the region of the loop, and then moved before it.
        int place = loop.Home.Ops.IndexOf(loop), end = loop.Home.Ops.Count;
        var builder = new Builder(loop.Home);
        // An empty loop reads nothing.
        var isEntered = builder.Operator("<", loop.Arguments[0], loop.Arguments[1]);
        var moved = new Dictionary<Value, Value>();
        foreach (var load in loads)
        {
            var index = Outside(load.Arguments[0], loop, builder);
            var hoisted = builder.Load(load.Array!, index, isEntered.Number is null ? isEntered : null);
            hoisted.Name = load.Result!.Name;
            moved[load.Result] = hoisted;
            loop.Body.Ops.Remove(load);
        }

        var added = loop.Home.Ops.Skip(end).ToArray();
        loop.Home.Ops.RemoveRange(end, added.Length);
        loop.Home.Ops.InsertRange(place, added);
        Replace(loop, moved);
    }

    private static Value Outside(Value value, Op loop, Builder builder)
    {
        if (value.Number is { } number)
            return builder.Constant(number, value.Type);
        if (!value.Home.IsWithin(loop.Body))
            return value;
        var op = value.Definition!;
        return builder.Append(
            new Op(op.Kind, builder.Region, [.. op.Arguments.Select(a => Outside(a, loop, builder))]) { Text = op.Text, Array = op.Array }, value.Type);
    }

    private static void Replace(Op loop, Dictionary<Value, Value> moved)
    {
        Value Same(Value value) => moved.TryGetValue(value, out var other) ? other : value;
        foreach (var op in loop.Body.All().Append(loop).ToArray())
        {
            for (int i = 0; i < op.Arguments.Length; i++)
                op.Arguments[i] = Same(op.Arguments[i]);
            foreach (var merge in op.Merges)
                (merge.Then, merge.Else) = (Same(merge.Then), Same(merge.Else));
            foreach (var carried in op.Carried)
                carried.Out = Same(carried.Out);
            if (op.Carried.Any(c => moved.ContainsKey(c.Initial)))
            {
                var changed = op.Carried.Select(c => new Carried(Same(c.Initial), c.In, c.Result) { Out = c.Out }).ToArray();
                op.Carried.Clear();
                op.Carried.AddRange(changed);
            }

            if (op.Condition is { } condition)
                op.Condition = Same(condition);
        }
    }
}
