using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Passes;

internal sealed partial class Reverser
{
    private readonly Dictionary<Op, Reentry> _reentries = [];
    private readonly Dictionary<Value, Value> _exported = [];
    private readonly HashSet<(Op Loop, Op Push)> _ownPushes = [];

    // The numbers of operations at the start of a reversed iteration that return what the iteration kept last.
    private readonly Dictionary<Region, int> _openings = [];

    /// <summary>A loop and its reverse, while that is built.</summary>
    /// <param name="Loop">The loop.</param>
    /// <param name="Forward">The copy of the loop.</param>
    /// <param name="Reverse">The loop that reverses it.</param>
    /// <param name="Scope">The scope of its body.</param>
    /// <param name="Before">The operation before it; null if it is the first of its region.</param>
    private sealed record Reentry(Op Loop, Op Forward, Op Reverse, Scope Scope, Op? Before);

    /// <summary>Builds a loop whose iterations compute values and adjoints together.</summary>
    private void Fused(Op op, Adjoints adjoints)
    {
        var seeds = op.Carried.ToDictionary(c => c, c => c.Result.IsActive ? adjoints.Take(c.Result) : null);
        var loop = new Op(OpKind.Loop, _builder.Region, Get(op.Arguments[0]), Get(op.Arguments[1]))
        {
            Place = op.Place,
            Comment = "Values and adjoints together",
        };
        loop.Regions = [new Region(loop)];
        loop.Index = new Value(NumberType.Integer, loop.Body) { Name = op.Index!.Name };
        var inner = new Adjoints();
        foreach (var c in op.Carried)
        {
            loop.Carried.Add(new Carried(
                Get(c.Initial), new Value(c.In.Type, loop.Body) { Name = c.In.Name },
                new Value(c.In.Type, loop.Home) { Definition = loop, Name = c.Result.Name }));
        }

        using (_builder.Within(loop.Body))
        using (Enter())
        {
            _scope.Set(op.Index, loop.Index);
            for (int i = 0; i < op.Carried.Count; i++)
                _scope.Set(op.Carried[i].In, loop.Carried[i].In);
            Live(op.Body, inner, body =>
            {
                foreach (var c in op.Carried.Where(c => seeds[c] is not null && c.Out.IsActive))
                    body.Add(_builder, c.Out, seeds[c]!);
            });
            for (int i = 0; i < op.Carried.Count; i++)
            {
                loop.Carried[i].Out = Get(op.Carried[i].Out);
                inner.Take(op.Carried[i].In);
            }

            Export(loop, inner);
        }

        Finish(loop, adjoints);
        for (int i = 0; i < op.Carried.Count; i++)
        {
            var c = op.Carried[i];
            _scope.Set(c.Result, loop.Carried[i].Result);
            if (c.Initial.IsActive && seeds[c] is { } seed)
                adjoints.Add(_builder, c.Initial, seed);
        }
    }

    // The contributions of scaled loops, for the adjoint 1.
    private readonly Dictionary<Op, Adjoints> _unscaled = [];

    private void Scaled(Op op)
    {
        var sum = op.Carried.Single(c => c.Result.IsActive).Result;
        var unscaled = _unscaled[op] = new Adjoints();
        unscaled.Add(_builder, sum, _builder.Constant(1, sum.Type));
        Fused(op, unscaled);
    }

    private void ReverseScaled(Op op, Adjoints adjoints)
    {
        if (adjoints.Take(op.Carried.Single(c => c.Result.IsActive).Result) is not { } adjoint)
            return;
        foreach (var value in _unscaled[op].Open.ToArray())
            adjoints.Add(_builder, value, _builder.Multiply(adjoint, _unscaled[op].Take(value))!);
    }

    /// <summary>The adjoints of outer values, which loops sum up, by loop.</summary>
    private readonly Dictionary<Op, List<(Value Value, Carried Sum)>> _sums = [];

    private void Export(Op loop, Adjoints inner)
    {
        var sums = _sums[loop] = [];
        foreach (var value in inner.Open.ToArray())
        {
            var zero = new Builder(loop.Home).Constant(0, value.Type);
            string? name = value.Name is { } known ? Adjoints.NameOf(known) : null;
            var sum = new Carried(
                zero, new Value(value.Type, loop.Body) { Name = name }, new Value(value.Type, loop.Home) { Definition = loop, Name = name });
            sum.Out = _builder.Add(sum.In, inner.Take(value)!)!;
            loop.Carried.Add(sum);
            sums.Add((value, sum));
        }
    }

    private void Finish(Op loop, Adjoints adjoints)
    {
        _builder.Region.Ops.Add(loop);
        foreach (var (value, sum) in _sums[loop])
            adjoints.Add(_builder, value, sum.Result);
    }

    private void ReverseLoop(Op op, Adjoints adjoints)
    {
        var active = op.Carried.Where(c => c.Result.IsActive).ToArray();
        var seeds = active.ToDictionary(c => c, c => adjoints.Take(c.Result));
        if (seeds.Values.All(seed => seed is null) && !op.Regions.SelectMany(region => region.All()).Any(IsReversed))
            return;
        var loop = op.Kind == OpKind.Loop
            ? new Op(OpKind.Loop, _builder.Region, Get(op.Arguments[0]), Get(op.Arguments[1]))
            : new Op(OpKind.Loop, _builder.Region, _builder.Integer(0), Get(op.Count!));
        (loop.Place, loop.Comment) = (op.Place, "Adjoints");
        loop.Regions = [new Region(loop)];
        loop.Index = new Value(NumberType.Integer, loop.Body) { Name = op.Index?.Name };
        var inner = new Adjoints();
        var carried = new Dictionary<Carried, Carried>();
        foreach (var c in active.Where(c => !Sums.IsSum(op, c)))
        {
            string? name = c.In.Name is { } known ? Adjoints.NameOf(known) : null;
            carried[c] = new Carried(
                seeds[c] ?? _builder.Constant(0, c.In.Type), new Value(c.In.Type, loop.Body) { Name = name },
                new Value(c.In.Type, loop.Home) { Definition = loop, Name = name });
        }

        loop.Carried.AddRange(active.Where(carried.ContainsKey).Select(c => carried[c]));
        var before = _builder.Region.Ops.LastOrDefault();
        using (_builder.Within(loop.Body))
        using (Enter())
        {
            if (op.Index is { } index)
                _scope.Set(index, loop.Index);
            _reentries[op] = new Reentry(op, _forward[op].Op, loop, _scope, before);
            if (op.IsDivided)
            {
                RunAgain(op, inner, Seed);
            }
            else
            {
                Seed(inner);
                DeclareAdjoints(op.Body);
                Reverse(op.Body, inner);
            }

            foreach (var c in active)
            {
                var total = inner.Take(c.In);
                if (carried.TryGetValue(c, out var adjoint))
                    adjoint.Out = total ?? _builder.Constant(0, c.In.Type);
            }

            Export(loop, inner);
        }

        loop.IsReversed = carried.Count > 0 || !Memory.IsParallel(op) || loop.Body.All().Any(o => o.Kind == OpKind.Pop);
        Finish(loop, adjoints);
        foreach (var c in active.Where(c => c.Initial.IsActive))
        {
            if (carried.TryGetValue(c, out var adjoint))
                adjoints.Add(_builder, c.Initial, adjoint.Result);
            else if (seeds[c] is { } seed)
                adjoints.Add(_builder, c.Initial, seed);
        }

        void Seed(Adjoints body)
        {
            foreach (var c in active)
            {
                var seed = carried.TryGetValue(c, out var adjoint) ? adjoint.In : seeds[c];
                if (seed is not null && c.Out.IsActive)
                    body.Add(_builder, c.Out, seed);
            }
        }
    }

    /// <summary>Runs a segment from the values at its start, and reverses it.</summary>
    private void RunAgain(Op segments, Adjoints inner, Action<Adjoints> seed)
    {
        foreach (var c in segments.Carried)
            _scope.Set(c.In, Kept(c.In));
        foreach (var array in Enumerable.Reverse(Snapshots(segments)))
            Restore(SnapshotOf(array), array, _builder.Integer(0), LengthOf(array));
        Live(segments.Body, inner, seed);
    }

    /// <summary>The arrays that a segment changes.</summary>
    private static ArrayVariable[] Snapshots(Op segments) =>
        [.. Memory.Written(segments.Body).Where(a => a.Role == ArrayRole.Local && a.Home?.IsWithin(segments.Body) != true).Distinct()];

    private readonly Dictionary<ArrayVariable, ArrayVariable> _snapshots = [];

    private ArrayVariable SnapshotOf(ArrayVariable array)
    {
        if (!_snapshots.TryGetValue(array, out var snapshot))
        {
            snapshot = new ArrayVariable(Unique(array.Name + "AtStart"), array.Type, array.Storage, ArrayRole.Tape);
            _snapshots[array] = snapshot;
        }

        return snapshot;
    }

    private Value LengthOf(ArrayVariable array) => array.Length is { } length ? Get(length) : _builder.Length(array);

    private static bool IsReversed(Op op) => op.Saved is not null || op.Formers.Count > 0
        || (op.Kind is OpKind.Store or OpKind.Dense && op.Written.Any(array => array.IsActive));

    /// <summary>Takes a value of the forward pass to its reverse: out of branches, and through the tape of a loop.</summary>
    private Value Kept(Value value)
    {
        var region = value.Home;
        var current = region.Owner is { } first && !_live.Contains(region) ? Inside(first, region).Find(value)! : value;
        while (!_live.Contains(region))
        {
            var owner = region.Owner!;
            if (owner.IsLoop)
            {
                var kept = Keep(_reentries[owner], current, value.Name);
                _reentries[owner].Scope.Set(value, kept);
                return kept;
            }

            current = Exported(value, owner, region, current);
            region = owner.Home;
        }

        return current;
    }

    private Scope Inside(Op owner, Region region) => _forward[owner].Scopes[owner.Regions.Select((r, i) => (r, i)).Single(pair => pair.r == region).i];

    /// <summary>A value of a branch, as a result of the branch; 0 if the other one is taken.</summary>
    private Value Exported(Value value, Op owner, Region region, Value current)
    {
        if (_exported.TryGetValue(value, out var seen) && seen.Home == _forward[owner].Op.Home)
            return seen;
        var branch = _forward[owner].Op;
        int arm = owner.Regions[0] == region ? 0 : 1;
        var zero = new Builder(branch.Regions[1 - arm]).Constant(0, current.Type);
        var result = new Value(current.Type, branch.Home) { Definition = branch, Name = value.Name };
        branch.Merges.Add(arm == 0 ? new Merge(current, zero, result) : new Merge(zero, current, result));
        return _exported[value] = result;
    }

    /// <summary>Stores a value in each iteration of the forward loop, and loads it in the reverse.</summary>
    private Value Keep(Reentry reentry, Value current, string? name)
    {
        var (_, forward, reverse, _, anchor) = reentry;
        string variable = Unique("kept" + (name is null ? "" : char.ToUpperInvariant(name[0]) + name.Substring(1)));
        var tape = new ArrayVariable(variable, current.Type, Saving.Storage(current.Type), ArrayRole.Tape);
        _routine.Arrays.Add(tape);
        var before = new List<Op>();
        Value index;
        // Memory for all iterations is taken before the loop, unless iterations take some themselves: the last taken is the first returned.
        if (forward.Kind == OpKind.While || _nested.Contains(reentry.Loop))
        {
            var end = new Builder(forward.Body);
            var push = new Op(OpKind.Push, forward.Body, end.Integer(1)) { Array = tape };
            end.Region.Ops.Add(push);
            _ownPushes.Add((reentry.Loop, push));
            end.Store(tape, end.Integer(0), current);
            var pop = new Op(OpKind.Constant, reverse.Body) { Number = 1 };
            pop.Result = new Value(NumberType.Integer, reverse.Body) { Definition = pop };
            before.Add(pop);
            before.Add(new Op(OpKind.Pop, reverse.Body, pop.Result) { Array = tape });
            var zero = new Op(OpKind.Constant, reverse.Body);
            zero.Result = new Value(NumberType.Integer, reverse.Body) { Definition = zero };
            before.Add(zero);
            index = zero.Result;
        }
        else
        {
            int place = forward.Home.Ops.IndexOf(forward);
            forward.Home.Ops.InsertRange(place, Sized(forward, OpKind.Push, forward.Home, tape));
            var end = new Builder(forward.Body);
            end.Store(tape, end.Operator("-", forward.Index!, forward.Arguments[0]), current);
            int start = anchor is not null ? reverse.Home.Ops.IndexOf(anchor) + 1 : _openings.TryGetValue(reverse.Home, out int opening) ? opening : 0;
            reverse.Home.Ops.InsertRange(start, Sized(reverse, OpKind.Pop, reverse.Home, tape));
            var offset = new Builder(new Region(reverse)).Operator("-", reverse.Index!, reverse.Arguments[0]);
            index = offset;
            if (offset != reverse.Index)
            {
                var op = new Op(OpKind.Operator, reverse.Body, reverse.Index!, reverse.Arguments[0]) { Text = "-" };
                index = op.Result = new Value(NumberType.Integer, reverse.Body) { Definition = op };
                before.Add(op);
            }
        }

        var load = new Op(OpKind.Load, reverse.Body, index) { Array = tape };
        load.Result = new Value(current.Type, reverse.Body) { Definition = load, Name = name };
        before.Add(load);
        reverse.Body.Ops.InsertRange(0, before);
        _openings[reverse.Body] = before.Count + (_openings.TryGetValue(reverse.Body, out int count) ? count : 0);
        return load.Result;
    }

    /// <summary>Memory of the tape for one value of each iteration.</summary>
    private static List<Op> Sized(Op loop, OpKind kind, Region home, ArrayVariable tape)
    {
        var length = loop.Arguments[1];
        var ops = new List<Op>();
        if (loop.Arguments[0].Number != 0)
        {
            var count = new Op(OpKind.Operator, home, length, loop.Arguments[0]) { Text = "-" };
            length = count.Result = new Value(NumberType.Integer, home) { Definition = count };
            ops.Add(count);
        }

        ops.Add(new Op(kind, home, length) { Array = tape });
        return ops;
    }

    private string Unique(string name)
    {
        string unique = name;
        for (int number = 2; _routine.Arrays.Any(a => a.Name == unique); number++)
            unique = name + number;
        return unique;
    }
}
