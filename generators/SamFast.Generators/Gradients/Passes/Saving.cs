using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Passes;

/// <summary>Prepares a routine for its reverse: an element that is overwritten although the reverse pass may read it is saved first, and
/// loops of unknown length count their iterations.</summary>
internal static class Saving
{
    public static void Run(Routine routine, HashSet<Op> fused)
    {
        foreach (var loop in routine.Top.All().Where(op => op.Kind == OpKind.While).ToArray())
            Count(loop);
        var order = routine.Top.All().Select((op, i) => (op, i)).ToDictionary(pair => pair.op, pair => pair.i);
        foreach (var array in routine.Arrays.Where(a => a.Role == ArrayRole.Local))
        {
            var accesses = order.Keys.Where(op => op.Array == array).OrderBy(op => order[op]).ToArray();
            var loads = accesses.Where(op => op.Kind == OpKind.Load).ToArray();
            var writes = accesses.Where(op => op.Kind is OpKind.Store or OpKind.Declare).ToArray();
            if (!loads.Any(load => writes.Any(write => MayFollow(write, load))))
                continue;
            foreach (var write in writes)
                Save(write);
        }

        bool MayFollow(Op write, Op load) => order[write] > order[load] || Loops(write).Intersect(Loops(load)).Any(loop => !fused.Contains(loop));
    }

    private static void Save(Op write)
    {
        if (write.Kind == OpKind.Declare)
        {
            // The first life of an array follows none.
            if (Loops(write).Any())
            {
                write.Saved = write.Arguments[0];
                var array = write.Array!;
                array.Former = new ArrayVariable(
                    "former" + char.ToUpperInvariant(array.Name[0]) + array.Name.Substring(1), array.Type, array.Storage, ArrayRole.Tape);
            }

            return;
        }

        var load = new Op(OpKind.Load, write.Home, write.Arguments[0]) { Array = write.Array };
        load.Result = new Value(write.Array!.Type, write.Home) { Definition = load, IsActive = false };
        write.Home.Ops.Insert(write.Home.Ops.IndexOf(write), load);
        write.Saved = load.Result;
    }

    private static void Count(Op loop)
    {
        var initial = new Op(OpKind.Constant, loop.Home);
        initial.Result = new Value(NumberType.Integer, loop.Home) { Definition = initial };
        loop.Home.Ops.Insert(loop.Home.Ops.IndexOf(loop), initial);
        var count = new Carried(
            initial.Result, new Value(NumberType.Integer, loop.Body) { Name = "count" },
            new Value(NumberType.Integer, loop.Home) { Definition = loop, Name = "count" });
        var body = new Builder(loop.Body);
        count.Out = body.Operator("+", count.In, body.Integer(1));
        loop.Carried.Add(count);
        loop.Count = count.Result;
    }

    private static IEnumerable<Op> Loops(Op op)
    {
        for (var region = op.Home; region?.Owner is { } owner; region = owner.Home)
        {
            if (owner.IsLoop)
                yield return owner;
        }
    }
}
