using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Passes;

internal sealed partial class Reverser
{
    // True in a forward pass that keeps nothing.
    private bool _isPlain;

    /// <summary>Copies an operation of the method.</summary>
    private void Copy(Op op)
    {
        if (op.Regions.Count == 0)
        {
            if (op is { Kind: OpKind.Declare, Saved: { } saved } && !_isPlain)
                Save(op.Array!.Former!, op.Array, _builder.Integer(0), Get(saved));
            foreach (var (part, tape) in _isPlain ? [] : op.Formers)
                Save(tape, part.Array!, Get(op.Arguments[part.First]), Get(op.Arguments[part.First + 1]));
            var copy = Clone(op);
            _builder.Region.Ops.Add(copy);
            if (op.Result is { } result)
                _scope.Set(result, copy.Result = new Value(result.Type, _builder.Region) { Definition = copy, Name = result.Name });
            if (op is { Kind: OpKind.Declare, Array.IsActive: true } && _live.Contains(op.Home))
                _builder.Declare(AdjointOf(op.Array), Get(op.Arguments[0]));
            return;
        }

        var outer = new Op(op.Kind, _builder.Region, [.. op.Arguments.Select(Get)]) { Place = op.Place };
        outer.Regions = [.. op.Regions.Select(_ => new Region(outer))];
        var scopes = new Scope[op.Regions.Count];
        var carried = op.Carried.Select(c => new Carried(
            Get(c.Initial), new Value(c.In.Type, outer.Body) { Name = c.In.Name },
            new Value(c.Result.Type, outer.Home) { Definition = outer, Name = c.Result.Name })).ToArray();
        outer.Carried.AddRange(carried);
        var thens = new List<Value>();
        for (int i = 0; i < scopes.Length; i++)
        {
            using (_builder.Within(outer.Regions[i]))
            using (Enter())
            {
                scopes[i] = _scope;
                if (op.Index is { } index)
                    _scope.Set(index, outer.Index = new Value(NumberType.Integer, outer.Body) { Name = index.Name });
                for (int k = 0; k < carried.Length; k++)
                    _scope.Set(op.Carried[k].In, carried[k].In);
                if (op.IsDivided)
                    CopyPlainly(op);
                else
                    CopyAll(op.Regions[i]);
                if (i == 0 && op.Condition is { } condition)
                    outer.Condition = Get(condition);
                if (op.Regions[i] == op.Body)
                {
                    for (int k = 0; k < carried.Length; k++)
                        carried[k].Out = Get(op.Carried[k].Out);
                }

                foreach (var merge in op.Merges)
                {
                    if (i == 0)
                    {
                        thens.Add(Get(merge.Then));
                        continue;
                    }

                    var result = new Value(merge.Result.Type, outer.Home) { Definition = outer, Name = merge.Result.Name };
                    outer.Merges.Add(new Merge(thens[outer.Merges.Count], Get(merge.Else), result));
                }
            }
        }

        _builder.Region.Ops.Add(outer);
        _forward[op] = new Forward(outer, scopes);
        foreach (var (result, copy) in op.Results.Zip(outer.Results, (a, b) => (a, b)))
            _scope.Set(result, copy);
    }

    private void CopyAll(Region region)
    {
        foreach (var inner in region.Ops)
            Copy(inner);
    }

    /// <summary>Copies a segment that the reverse pass will run again: only the state at its start is kept.</summary>
    private void CopyPlainly(Op segments)
    {
        foreach (var array in Snapshots(segments))
            Save(SnapshotOf(array), array, _builder.Integer(0), LengthOf(array));
        _isPlain = true;
        CopyAll(segments.Body);
        _isPlain = false;
    }

    private Op Clone(Op op) => new(op.Kind, _builder.Region, [.. op.Arguments.Select(Get)])
    {
        Text = op.Text,
        Number = op.Number,
        Function = op.Function,
        Array = op.Array,
        Operation = op.Operation,
        Place = op.Place,
    };

    /// <summary>Keeps the elements of a part of an array that is overwritten.</summary>
    private void Save(ArrayVariable tape, ArrayVariable array, Value start, Value length)
    {
        if (!_routine.Arrays.Contains(tape))
            _routine.Arrays.Add(tape);
        _builder.Region.Ops.Add(new Op(OpKind.Push, _builder.Region, length) { Array = tape });
        Each(length, i => _builder.Store(tape, i, _builder.Load(array, _builder.Operator("+", start, i))));
    }

    /// <summary>The value that stands for one of the method's, here: visible, computed again, or kept.</summary>
    private Value Get(Value value)
    {
        if (_scope.Find(value) is { } visible)
            return visible;
        if (value.Number is { } number)
            return _builder.Constant(number, value.Type);
        var op = value.Definition;
        if (op is null || op.IsLoop || IsKept(op))
            return Kept(value);
        if (op.Kind == OpKind.If)
            return IsRecomputable(op) ? Choose(op, value) : Kept(value);
        var copy = Clone(op);
        _builder.Region.Ops.Add(copy);
        copy.Result = new Value(value.Type, _builder.Region) { Definition = copy, Name = value.Name };
        _scope.Set(value, copy.Result);
        return copy.Result;
    }

    /// <summary>Computes the value of a branch again.</summary>
    private Value Choose(Op op, Value value)
    {
        var merge = op.Merges.Single(m => m.Result == value);
        var branch = new Op(OpKind.If, _builder.Region, Get(op.Arguments[0]));
        branch.Regions = [new Region(branch), new Region(branch)];
        var arms = new[] { merge.Then, merge.Else }.Select((arm, i) =>
        {
            using (_builder.Within(branch.Regions[i]))
            using (Enter())
                return Get(arm);
        }).ToArray();
        var result = new Value(value.Type, _builder.Region) { Definition = branch, Name = value.Name };
        branch.Merges.Add(new Merge(arms[0], arms[1], result));
        _builder.Region.Ops.Add(branch);
        _scope.Set(value, result);
        return result;
    }

    private bool IsRecomputable(Op branch) => branch.Regions.SelectMany(region => region.All()).All(op =>
        !op.IsLoop && !op.Written.Any() && !IsKept(op));

    /// <summary>True for results that the forward pass keeps: elements that change before the reverse pass reads them, and expensive functions
    /// in recurrences.</summary>
    private bool IsKept(Op op)
    {
        if (op.Kind == OpKind.Dense)
            return true;
        if (op.Kind == OpKind.Call && op.Function is { IsExpensive: true })
            return _keeps && Entered(op.Home) is { Owner: { IsLoop: true } loop } && !Sums.All(loop);
        return op is { Kind: OpKind.Load, Array.IsMutable: true } && Entered(op.Home) is { } region && region.All().Any(write =>
            write.Kind != OpKind.AddTo && write.Written.Contains(op.Array));
    }

    /// <summary>The loop's body that the reverse pass enters again and that contains a region; or the outermost branch.</summary>
    private Region? Entered(Region region)
    {
        Region? entered = null;
        for (Region? r = region; r is not null && !_live.Contains(r); r = r.Parent)
        {
            entered = r;
            if (r.Owner is { IsLoop: true })
                break;
        }

        return entered;
    }
}
