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
            var loads = order.Keys.Where(op => op.Read.Contains(array)).ToArray();
            var writes = order.Keys.Where(op => op.Written.Contains(array)).OrderBy(op => order[op]).ToArray();
            if (!loads.Any(load => writes.Any(write => MayFollow(write, load))))
                continue;
            foreach (var write in writes)
                Save(write, array);
        }

        bool MayFollow(Op write, Op load) => order[write] > order[load] || Loops(write).Intersect(Loops(load)).Any(loop => !fused.Contains(loop));
    }

    private static void Save(Op write, ArrayVariable array)
    {
        if (write.Operation is { } operation)
        {
            foreach (var part in operation.Operands.Where(o => o.Array == array && o.Access == Access.Write))
                write.Formers.Add((part, array.Former ??= Former(array)));
            return;
        }

        if (write.Kind == OpKind.Declare)
        {
            // The first life of an array follows none.
            if (Loops(write).Any())
            {
                write.Saved = write.Arguments[0];
                array.Former ??= Former(array);
            }

            return;
        }

        var load = new Op(OpKind.Load, write.Home, write.Arguments[0]) { Array = array };
        load.Result = new Value(array.Type, write.Home) { Definition = load, IsActive = false };
        write.Home.Ops.Insert(write.Home.Ops.IndexOf(write), load);
        write.Saved = load.Result;
    }

    /// <summary>The type of a number in memory.</summary>
    public static string Storage(NumberType type) =>
        type switch { NumberType.Single => "float", NumberType.Double => "double", NumberType.Integer => "int", _ => "bool" };

    private static ArrayVariable Former(ArrayVariable array) => new(
        "former" + char.ToUpperInvariant(array.Name[0]) + array.Name.Substring(1), array.Type, array.Storage, ArrayRole.Tape);

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
