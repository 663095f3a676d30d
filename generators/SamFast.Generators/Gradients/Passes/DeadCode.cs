using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Passes;

/// <summary>Removes operations, carried values and merges that neither the result nor a result array depends on.</summary>
internal sealed class DeadCode
{
    private readonly HashSet<Op> _ops = [];
    private readonly HashSet<Value> _values = [];
    private readonly HashSet<ArrayVariable> _arrays = [];
    private readonly Dictionary<Value, (Op Loop, Carried Carried)> _carried = [];
    private readonly ILookup<ArrayVariable, Op> _writers;
    private readonly Stack<Value> _open = new();

    private DeadCode(Routine routine)
    {
        var all = routine.Top.All().ToArray();
        foreach (var loop in all.Where(op => op.IsLoop))
        {
            foreach (var carried in loop.Carried)
                _carried[carried.In] = _carried[carried.Result] = (loop, carried);
        }

        _writers = all.SelectMany(op => (op.Kind is OpKind.Push or OpKind.Pop ? [op.Array!] : op.Written).Select(array => (op, array)))
            .ToLookup(pair => pair.array, pair => pair.op);
    }

    public static void Run(Routine routine)
    {
        var pass = new DeadCode(routine);
        if (routine.Result is { } result)
            pass.Mark(result);
        foreach (var array in routine.Arrays.Where(a => a.Role == ArrayRole.Result))
            pass.Mark(array);
        while (pass._open.Count > 0)
            pass.Follow(pass._open.Pop());
        pass.Sweep(routine.Top);
        routine.Arrays.RemoveAll(a => a.Role is ArrayRole.Local or ArrayRole.Tape && !pass._arrays.Contains(a) && !a.IsParameter);
    }

    private void Mark(Value value)
    {
        if (_values.Add(value))
            _open.Push(value);
    }

    private void Follow(Value value)
    {
        if (_carried.TryGetValue(value, out var found))
        {
            Mark(found.Carried.Initial);
            Mark(found.Carried.In);
            Mark(found.Carried.Out);
            Mark(found.Carried.Result);
            Mark(found.Loop);
        }
        else if (value.Definition is { Kind: OpKind.If } branch)
        {
            var merge = branch.Merges.Single(m => m.Result == value);
            Mark(merge.Then);
            Mark(merge.Else);
            Mark(branch);
        }
        else if (value.Definition is { } op)
        {
            Mark(op);
        }
        else if (value.Home.Owner is { } loop)
        {
            Mark(loop);
        }
    }

    private void Mark(Op op)
    {
        if (!_ops.Add(op))
            return;
        foreach (var argument in op.Arguments)
            Mark(argument);
        if (op.Condition is { } condition)
            Mark(condition);
        if (op.Array is { } array)
            Mark(array);
        // An adjoint that nobody reads is not wanted.
        foreach (var operand in op.Operation?.Operands ?? [])
        {
            if (operand.Array is { } part && (operand.Access != Access.Add || operand.IsReference))
                Mark(part);
        }

        if (op.Home.Owner is { } owner)
            Mark(owner);
    }

    private void Mark(ArrayVariable array)
    {
        if (!_arrays.Add(array))
            return;
        if (array.Length is { } length)
            Mark(length);
        foreach (var writer in _writers[array])
            Mark(writer);
    }

    private void Sweep(Region region)
    {
        region.Ops.RemoveAll(op => !_ops.Contains(op));
        foreach (var op in region.Ops)
        {
            op.Carried.RemoveAll(c => !_values.Contains(c.Result));
            op.Merges.RemoveAll(m => !_values.Contains(m.Result));
            if (op.Operation is { } operation)
                op.Operation = operation with { Operands = [.. operation.Operands.Where(o => o.Array is null || _arrays.Contains(o.Array))] };
            foreach (var inner in op.Regions)
                Sweep(inner);
        }
    }
}
