using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Passes;

/// <summary>Divides recurrences into segments. The forward pass keeps the values at the start of each segment, and the reverse pass runs a
/// segment again before it reverses it.</summary>
internal static class Checkpoints
{
    /// <param name="routine">The method.</param>
    /// <param name="every">Iterations in a segment.</param>
    public static void Run(Routine routine, int every)
    {
        foreach (var loop in routine.Top.Ops.Where(op => op.Kind == OpKind.Loop && IsRecurrence(op)).ToArray())
            Divide(loop, every);
    }

    private static bool IsRecurrence(Op loop) => loop.Carried.Any(c => c.Result.IsActive && !Sums.IsSum(loop, c))
        || (Memory.WritesOutside(loop) && !Memory.IsParallel(loop));

    private static void Divide(Op loop, int every)
    {
        var home = loop.Home;
        int place = home.Ops.IndexOf(loop), end = home.Ops.Count;
        var builder = new Builder(home);
        var (from, to) = (loop.Arguments[0], loop.Arguments[1]);
        var size = builder.Integer(every);
        var segments = builder.Operator("/", builder.Operator("+", builder.Operator("-", to, from), builder.Integer(every - 1)), size);
        var outer = new Op(OpKind.Loop, home, builder.Integer(0), segments) { IsDivided = true, Place = loop.Place };
        outer.Regions = [new Region(outer)];
        outer.Index = new Value(NumberType.Integer, outer.Body) { Name = "segment" };
        var added = home.Ops.Skip(end).ToArray();
        home.Ops.RemoveRange(end, added.Length);
        home.Ops.RemoveAt(place);
        home.Ops.InsertRange(place, added.Append(outer));

        var body = new Builder(outer.Body);
        var first = body.Operator("+", from, body.Operator("*", outer.Index, size));
        var last = body.Operator("+", first, size);
        loop.Arguments[0] = first;
        loop.Arguments[1] = body.Select(body.Operator("<", last, to), last, to);
        loop.Home = outer.Body;
        outer.Body.Ops.Add(loop);
        for (int i = 0; i < loop.Carried.Count; i++)
            loop.Carried[i] = Around(outer, loop, loop.Carried[i]);
    }

    /// <summary>Carries a value through the segments.</summary>
    /// <returns>The same value within a segment.</returns>
    private static Carried Around(Op outer, Op loop, Carried inner)
    {
        var carried = new Carried(
            inner.Initial, new Value(inner.In.Type, outer.Body) { Name = inner.In.Name, IsActive = inner.In.IsActive }, inner.Result);
        inner.Result.Definition = outer;
        carried.Out = new Value(inner.In.Type, outer.Body) { Name = inner.Result.Name, IsActive = inner.Result.IsActive, Definition = loop };
        outer.Carried.Add(carried);
        return new Carried(carried.In, inner.In, carried.Out) { Out = inner.Out };
    }
}
