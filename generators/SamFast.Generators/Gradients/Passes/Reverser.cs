using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Passes;

/// <summary>Builds the reverse of a method: a routine that computes its value and adds the gradient.</summary>
/// <remarks>
/// <para>A region is <em>live</em> while its values are visible to its reverse: the method itself, and the bodies of fused loops. The
/// reverse of any other region computes arithmetic again, and takes from the tape what the forward pass kept there.</para>
/// </remarks>
internal sealed partial class Reverser
{
    private readonly Routine _routine;
    private readonly HashSet<Op> _fused;
    private readonly HashSet<Op> _scaled;
    private readonly HashSet<Region> _live = [];
    private readonly Dictionary<ArrayVariable, ArrayVariable> _adjoints = [];
    private readonly Dictionary<Op, Forward> _forward = [];
    private readonly Builder _builder;
    private Scope _scope;

    // Loops whose iterations take memory of the tape in inner loops.
    private readonly HashSet<Op> _nested;
    private readonly bool _keeps;

    private Reverser(Routine primal, HashSet<Op> fused, HashSet<Op> scaled, HashSet<Op> nested, bool keeps)
    {
        _routine = new Routine(primal.Method) { Element = primal.Element };
        _routine.Arrays.AddRange(primal.Arrays);
        (_fused, _scaled, _nested, _keeps) = (fused, scaled, nested, keeps);
        _builder = new Builder(_routine.Top);
        _scope = new Scope(null, _routine.Top);
    }

    /// <summary>Builds the routine.</summary>
    /// <param name="nameOf">The name of the array that receives the derivatives by an input.</param>
    /// <param name="switches">The passes that run.</param>
    /// <param name="seed">The name of a parameter for the adjoint of the value, which is then not computed; null for 1.</param>
    public static Routine Run(Routine primal, Func<string, string> nameOf, Switches switches, string? seed = null)
    {
        var fused = switches.Fuses ? Fusion.Find(primal) : [];
        var scaled = switches.Fuses ? Fusion.FindScaled(primal, fused) : [];
        Saving.Run(primal, [.. fused, .. scaled]);
        // The first attempt finds out which loops take memory of the tape.
        var loops = new HashSet<Op>(primal.Top.All().Where(op => op.IsLoop));
        var attempt = new Reverser(primal, fused, scaled, loops, switches.Keeps);
        attempt.Build(primal, nameOf, seed);
        loops.RemoveWhere(loop => !attempt._forward.TryGetValue(loop, out var forward)
            || !forward.Op.Body.All().Any(op => op.Kind == OpKind.Push && !attempt._ownPushes.Contains((loop, op))));
        var reverser = new Reverser(primal, fused, scaled, loops, switches.Keeps);
        reverser.Build(primal, nameOf, seed);
        return reverser._routine;
    }

    private void Build(Routine primal, Func<string, string> nameOf, string? seed)
    {
        foreach (var input in primal.Inputs)
            _adjoints[input] = _routine.Derivatives[input] = new ArrayVariable(nameOf(input.Name), input.Type, input.Storage, ArrayRole.Result);
        foreach (var number in primal.Top.Ops.Where(op => op is { Kind: OpKind.Parameter, Result.IsActive: true }))
            _routine.Derivatives[number.Text] = new ArrayVariable(nameOf(number.Text), number.Result!.Type, Saving.Storage(number.Result.Type), ArrayRole.Result);
        foreach (var workspace in primal.Arrays.Where(a => a is { Role: ArrayRole.Local, Home: null, IsActive: true }))
            _builder.Declare(AdjointOf(workspace), _builder.Length(workspace));
        Live(primal.Top, new Adjoints(), adjoints => adjoints.Add(_builder, primal.Result!, Seed(seed, primal.Result!.Type)));
        if (seed is null)
            _routine.Result = Get(primal.Result!);
        _routine.Arrays.AddRange(_routine.Derivatives.Values);
    }

    private Value Seed(string? name, NumberType type)
    {
        if (name is null)
            return _builder.Constant(1, type);
        var seed = _builder.Parameter(name, type);
        seed.IsActive = true;
        return seed;
    }

    /// <summary>What the forward pass made of an operation with regions.</summary>
    private sealed record Forward(Op Op, Scope[] Scopes);

    /// <summary>Builds a region and its reverse, one after the other.</summary>
    private void Live(Region region, Adjoints adjoints, Action<Adjoints> seed)
    {
        _live.Add(region);
        Op[] fused = [.. region.Ops.Where(_fused.Contains)];
        var late = Fusion.Late(region, fused);
        bool IsLate(Op op) => op.Results.Any(late.Contains);
        foreach (var op in region.Ops.Where(op => !IsLate(op)))
        {
            if (_scaled.Contains(op))
                Scaled(op);
            else
                Copy(op);
        }

        seed(adjoints);
        Reverse(region, adjoints);
        foreach (var op in region.Ops.Where(op => IsLate(op) && !_fused.Contains(op)))
            Copy(op);
        _live.Remove(region);
    }

    /// <summary>Reverses the operations of a region.</summary>
    private void Reverse(Region region, Adjoints adjoints)
    {
        for (int i = region.Ops.Count - 1; i >= 0; i--)
        {
            var op = region.Ops[i];
            if (_fused.Contains(op))
                Fused(op, adjoints);
            else if (_scaled.Contains(op))
                ReverseScaled(op, adjoints);
            else if (op.Kind == OpKind.Loop || op.Kind == OpKind.While)
                ReverseLoop(op, adjoints);
            else if (op.Kind == OpKind.If)
                ReverseIf(op, adjoints);
            else
                ReverseOp(op, adjoints);
        }
    }

    private void ReverseOp(Op op, Adjoints adjoints)
    {
        switch (op.Kind)
        {
            case OpKind.Store: ReverseStore(op, adjoints); return;
            case OpKind.Declare when op.Saved is { } saved: Restore(op.Array!.Former!, op.Array, _builder.Integer(0), Get(saved)); return;
            case OpKind.Dense: ReverseCall(op, adjoints); return;
        }

        if (op.Result is not { IsActive: true } result || adjoints.Take(result) is not { } adjoint)
            return;
        if (adjoint.Name is null && result.Name is { } name && adjoint.Definition is { Kind: not OpKind.Constant })
            adjoint.Name = Adjoints.NameOf(name);
        void Add(int argument, Value? value)
        {
            if (value is not null && op.Arguments[argument].IsActive)
                adjoints.Add(_builder, op.Arguments[argument], value);
        }

        switch (op)
        {
            case { Kind: OpKind.Parameter }:
                _builder.AddTo(_routine.Derivatives[op.Text], _builder.Integer(0), adjoint);
                break;
            case { Kind: OpKind.Load }:
                _builder.AddTo(AdjointOf(op.Array!), Get(op.Arguments[0]), adjoint, op.Arguments.Length > 1 ? Get(op.Arguments[1]) : null);
                break;
            case { Kind: OpKind.Convert }:
                Add(0, _builder.Convert(adjoint, op.Arguments[0].Type));
                break;
            case { Kind: OpKind.Operator, Arguments.Length: 1 }:
                Add(0, _builder.Negate(adjoint));
                break;
            case { Kind: OpKind.Operator, Text: "+" }:
                Add(0, adjoint);
                Add(1, adjoint);
                break;
            case { Kind: OpKind.Operator, Text: "-" }:
                Add(0, adjoint);
                if (op.Arguments[1].IsActive)
                    Add(1, _builder.Negate(adjoint));
                break;
            case { Kind: OpKind.Operator, Text: "*" } when op.Arguments[0] == op.Arguments[1]:
                Add(0, _builder.Multiply(_builder.Multiply(_builder.Constant(2, result.Type), adjoint), Get(op.Arguments[0])));
                break;
            case { Kind: OpKind.Operator, Text: "*" }:
                if (op.Arguments[0].IsActive)
                    Add(0, _builder.Multiply(adjoint, Get(op.Arguments[1])));
                if (op.Arguments[1].IsActive)
                    Add(1, _builder.Multiply(adjoint, Get(op.Arguments[0])));
                break;
            case { Kind: OpKind.Operator, Text: "/" }:
                var quotient = _builder.Divide(adjoint, Get(op.Arguments[1]))!;
                Add(0, quotient);
                if (op.Arguments[1].IsActive)
                    Add(1, _builder.Negate(_builder.Multiply(quotient, Get(result))));
                break;
            case { Kind: OpKind.Call, Function: { } function }:
                var arguments = op.Arguments.Select(Get).ToArray();
                for (int i = 0; i < arguments.Length; i++)
                {
                    if (op.Arguments[i].IsActive)
                        Add(i, _builder.Multiply(adjoint, function.Partial(_builder, arguments, Get(result), i)));
                }

                break;
            default:
                throw new Refusal(op.Place, $"'{op.Text}' has no derivative rule: write it with other operations");
        }
    }

    private void ReverseStore(Op op, Adjoints adjoints)
    {
        var index = Get(op.Arguments[0]);
        if (op.Array!.IsActive)
        {
            var array = AdjointOf(op.Array);
            if (op.Arguments[1].IsActive)
            {
                var adjoint = _builder.Load(array, index);
                adjoints.Add(_builder, op.Arguments[1], adjoint);
            }

            _builder.Store(array, index, _builder.Constant(0, array.Type));
        }

        if (op.Saved is { } saved)
            _builder.Store(op.Array, index, Get(saved));
    }

    /// <summary>Restores the elements of a part of an array that was overwritten.</summary>
    private void Restore(ArrayVariable tape, ArrayVariable array, Value start, Value length)
    {
        _builder.Region.Ops.Add(new Op(OpKind.Pop, _builder.Region, length) { Array = tape });
        Each(length, i => _builder.Store(array, _builder.Operator("+", start, i), _builder.Load(tape, i)));
    }

    private void Each(Value length, Action<Value> body)
    {
        var op = new Op(OpKind.Loop, _builder.Region, _builder.Integer(0), length);
        op.Regions = [new Region(op)];
        op.Index = new Value(NumberType.Integer, op.Body);
        using (_builder.Within(op.Body))
            body(op.Index);
        _builder.Region.Ops.Add(op);
    }

    private void ReverseIf(Op op, Adjoints adjoints)
    {
        var seeds = op.Merges.Where(m => m.Result.IsActive).Select(m => (Merge: m, Adjoint: adjoints.Take(m.Result))).Where(s => s.Adjoint is not null).ToArray();
        if (seeds.Length == 0 && !op.Regions.SelectMany(Memory.Written).Any())
            return;
        var branch = new Op(OpKind.If, _builder.Region, Get(op.Arguments[0]));
        branch.Regions = [new Region(branch), new Region(branch)];
        var exports = new Adjoints[2];
        for (int i = 0; i < 2; i++)
        {
            exports[i] = new Adjoints();
            using (_builder.Within(branch.Regions[i]))
            using (Enter())
            {
                foreach (var (merge, adjoint) in seeds)
                {
                    var target = i == 0 ? merge.Then : merge.Else;
                    if (target.IsActive)
                        exports[i].Add(_builder, target, adjoint!);
                }

                DeclareAdjoints(op.Regions[i]);
                Reverse(op.Regions[i], exports[i]);
            }
        }

        _builder.Region.Ops.Add(branch);
        foreach (var value in exports[0].Open.Union(exports[1].Open).ToArray())
        {
            var then = exports[0].Take(value) ?? Zero(value, branch.Regions[0]);
            var otherwise = exports[1].Take(value) ?? Zero(value, branch.Regions[1]);
            if (then == otherwise)
            {
                adjoints.Add(_builder, value, then);
                continue;
            }

            var result = new Value(value.Type, _builder.Region) { Definition = branch };
            branch.Merges.Add(new Merge(then, otherwise, result));
            adjoints.Add(_builder, value, result);
        }
    }

    private Value Zero(Value like, Region region)
    {
        using (_builder.Within(region))
            return _builder.Constant(0, like.Type);
    }

    /// <summary>Local arrays whose life is reversed in a region have adjoints there.</summary>
    private void DeclareAdjoints(Region region)
    {
        foreach (var op in region.Ops.Where(op => op is { Kind: OpKind.Declare, Array.IsActive: true }))
            _builder.Declare(AdjointOf(op.Array!), Get(op.Arguments[0]));
    }

    private ArrayVariable AdjointOf(ArrayVariable array)
    {
        if (!_adjoints.TryGetValue(array, out var adjoint))
        {
            adjoint = new ArrayVariable(Adjoints.NameOf(array.Name), array.Type, array.Storage, ArrayRole.Local) { IsActive = true };
            _adjoints[array] = adjoint;
            _routine.Arrays.Add(adjoint);
        }

        return adjoint;
    }

    private Leaving Enter()
    {
        var outer = _scope;
        _scope = new Scope(outer, _builder.Region);
        return new Leaving(() => _scope = outer);
    }

    private sealed class Leaving(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
