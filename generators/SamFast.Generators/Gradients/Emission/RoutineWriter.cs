using SamFast.Generators.Emission;
using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Emission;

/// <summary>Writes the operations of a routine as C# statements. A value that is used once is written where it is used.</summary>
internal sealed partial class RoutineWriter
{
    private readonly CodeWriter _writer;
    private readonly Routine _routine;
    private readonly Dictionary<Value, int> _uses = [];
    private readonly Dictionary<Value, string> _names = [];
    private readonly Dictionary<Op, bool> _inlined = [];
    private readonly HashSet<string> _taken;
    private readonly Dictionary<ArrayVariable, string> _renamed = [];
    private readonly HashSet<ArrayVariable> _declared = [];
    private readonly HashSet<Value> _far = [];

    // Values that become a variable of their own name in the next iteration, or after a branch.
    private readonly HashSet<Value> _flows = [];

    private readonly string _name;
    private readonly string _element;

    private RoutineWriter(CodeWriter writer, Routine routine, string name, IEnumerable<string> taken)
    {
        (_writer, _name, _element) = (writer, name, Texts.Of(routine.Element));
        _routine = routine;
        _taken = [.. taken, .. routine.Arrays.Select(a => a.Name), "tape"];
        // A local array of the user's may have the name of a generated parameter, of an adjoint or of a tangent.
        var names = new HashSet<string>(taken.Concat(routine.Arrays.Where(IsPassed).Select(a => a.Name)));
        foreach (var array in routine.Arrays.Where(a => !IsPassed(a) && !names.Add(a.Name)))
            _renamed[array] = Fresh(array.Name);
        foreach (var op in routine.Top.All())
        {
            if (op.Kind == OpKind.Parameter)
                _taken.Add(op.Text);
            if (op.Kind == OpKind.Declare)
                _lengths[op.Array!] = op.Arguments[0];
            foreach (var value in Reads(op))
                Count(value, op.Home);
            foreach (var value in op.Merges.SelectMany(m => new[] { m.Then, m.Else }).Concat(op.Condition is { } c ? [c] : []))
                Flow(value, op.Home);
            foreach (var carried in op.Carried)
            {
                Count(carried.Initial, op.Home);
                Flow(carried.Out, op.Body);
            }
        }

        if (routine.Result is { } result)
            Count(result, routine.Top);
    }

    /// <summary>Writes the statements of a routine in braces, and then the methods of its loops in vectors.</summary>
    /// <param name="name">The name of the methods of loops, without their number.</param>
    /// <param name="result">The variable that receives the result.</param>
    /// <param name="taken">The names of parameters.</param>
    public static void Write(CodeWriter writer, Routine routine, string name, string result, IEnumerable<string> taken)
    {
        var routineWriter = new RoutineWriter(writer, routine, name, taken);
        using (writer.Braces())
        {
            routineWriter.Region(routine.Top);
            if (routine.Result is { } value)
                writer.Statement($"{result} = {routineWriter.Text(value)};");
        }

        foreach (var loop in routineWriter._methods)
        {
            writer.Line();
            loop();
        }
    }

    private static bool IsPassed(ArrayVariable array) => array.IsParameter || array.Role == ArrayRole.Result;

    /// <summary>True if a routine takes memory of the tape.</summary>
    public static bool NeedsTape(Routine routine) =>
        routine.Top.All().Any(op => op.Kind is OpKind.Push or OpKind.Declare);

    private static IEnumerable<Value> Reads(Op op) => op.Kind == OpKind.If && op.Merges.Count > 1
        ? Enumerable.Repeat(op.Arguments[0], op.Merges.Count) : op.Arguments;

    private void Count(Value value, Region user)
    {
        _uses[value] = (_uses.TryGetValue(value, out int count) ? count : 0) + 1;
        // In an inner loop it would be computed again and again.
        for (var region = user; region is not null && region != value.Home; region = region.Parent)
        {
            if (region.Owner is { IsLoop: true })
                _far.Add(value);
        }
    }

    private void Flow(Value value, Region user)
    {
        _flows.Add(value);
        Count(value, user);
    }

    private void Region(Region region)
    {
        foreach (var op in region.Ops)
        {
            if (region == _routine.Top)
                Allocate(op);
            if (!IsInlined(op))
                Statement(op);
        }
    }

    /// <summary>Takes memory for the local arrays of an operation before it, once.</summary>
    private void Allocate(Op op)
    {
        foreach (var declaration in op.Regions.SelectMany(r => r.All()).Append(op).Where(o => o.Kind == OpKind.Declare))
        {
            var array = declaration.Array!;
            if (array.IsParameter || !_declared.Add(array))
                continue;
            _writer.Statement($"System::Span<{array.Storage}> {Name(array)} = tape.Take<{array.Storage}>({Text(declaration.Arguments[0])});");
        }
    }

    private void Statement(Op op)
    {
        switch (op.Kind)
        {
            case OpKind.Declare:
                _writer.Statement($"{Name(op.Array!)}.Clear();");
                break;
            case OpKind.Store:
                _writer.Statement($"{Name(op.Array!)}[{Text(op.Arguments[0])}] = {Stored(op)};");
                break;
            case OpKind.AddTo when op.Arguments.Length > 2:
                _writer.Statement($"if ({Text(op.Arguments[2])})");
                _writer.Statement($"    {Accumulation(op)}");
                break;
            case OpKind.AddTo:
                _writer.Line(Accumulation(op));
                break;
            case OpKind.Push or OpKind.Pop:
                string target = !IsVisible(op) ? $"System::Span<{op.Array!.Storage}> " : "";
                _writer.Statement($"{target}{Name(op.Array!)} = tape.{op.Kind}<{op.Array!.Storage}>({Text(op.Arguments[0])});");
                break;
            case OpKind.Clear:
                _writer.Statement($"{Part(op.Array!, op.Arguments[0], op.Arguments[1])}.Clear();");
                break;
            case OpKind.Dense: Call(op.Operation!, op); break;
            case OpKind.If: Branch(op); break;
            case OpKind.Loop: Loop(op); break;
            case OpKind.While: While(op); break;
            case OpKind.Call when op.Pair is { } second:
                string type = Texts.Of(op.Result!.Type), numbers = $"{Text(op.Arguments[0])}, {Text(second.Arguments[0])}";
                _writer.Line($"({type} {Declare(op.Result)}, {type} {Declare(second.Result!)}) = {op.Function!.Method}({numbers});");
                break;
            case OpKind.Call when op.IsSecond: break;
            default:
                if (_uses.ContainsKey(op.Result!))
                    _writer.Statement($"{Texts.Of(op.Result!.Type)} {Declare(op.Result)} = {Compute(op).Text};");
                break;
        }
    }

    private readonly Dictionary<ArrayVariable, Region> _homes = [];

    /// <summary>True if the span of a tape array was declared in a region around the operation.</summary>
    private bool IsVisible(Op op)
    {
        bool isVisible = _homes.TryGetValue(op.Array!, out var home) && op.Home.IsWithin(home);
        if (!isVisible)
            _homes[op.Array!] = op.Home;
        return isVisible;
    }

    private string Stored(Op op) => Text(op.Arguments[1]);

    private string Accumulation(Op op)
    {
        var (array, value) = (op.Array!, op.Arguments[1]);
        string target = $"{Name(array)}[{Text(op.Arguments[0])}]";
        return Signed(value, out string text) ? $"{target} -= {text};" : $"{target} += {text};";
    }

    /// <summary>True if a value is the negative of the text.</summary>
    private bool Signed(Value value, out string text)
    {
        if (value.Definition is { Kind: OpKind.Operator, Text: "-", Arguments.Length: 1 } negated && IsInlined(negated))
        {
            text = Of(negated.Arguments[0]).Within(Expression.Sum + 1);
            return true;
        }

        text = Text(value);
        return false;
    }

    private void Branch(Op op)
    {
        foreach (var merge in op.Merges)
            _writer.Statement($"{Texts.Of(merge.Result.Type)} {Declare(merge.Result)};");
        using (_writer.Block($"if ({Text(op.Arguments[0])})"))
            Arm(0, merge => merge.Then);
        if (op.Merges.Count == 0 && op.Regions[1].Ops.All(IsInlined))
            return;
        using (_writer.Block("else"))
            Arm(1, merge => merge.Else);

        void Arm(int number, Func<Merge, Value> value)
        {
            Region(op.Regions[number]);
            foreach (var merge in op.Merges)
                _writer.Statement($"{_names[merge.Result]} = {Text(value(merge))};");
        }
    }

    private void Loop(Op op)
    {
        Explain(op);
        if (op.IsVector)
        {
            VectorLoop(op);
            return;
        }

        Open(op);
        string index = Declare(op.Index!);
        var (from, to) = (Of(op.Arguments[0]), Of(op.Arguments[1]));
        string header = op.IsReversed
            ? $"for (int {index} = {to.Within(Expression.Sum)} - 1; {index} >= {from.Within(Expression.Shift)}; {index}--)"
            : $"for (int {index} = {from.Text}; {index} < {to.Within(Expression.Shift)}; {index}++)";
        using (_writer.Block(header))
        {
            Region(op.Body);
            Close(op);
        }
    }

    private void While(Op op)
    {
        Explain(op);
        Open(op);
        bool isSimple = op.Regions[0].Ops.All(IsInlined);
        using (_writer.Block(isSimple ? $"while ({Text(op.Condition!)})" : "while (true)"))
        {
            if (!isSimple)
            {
                Region(op.Regions[0]);
                _writer.Statement($"if (!{Of(op.Condition!).Within(Expression.Prefix)})");
                _writer.Line("    break;");
            }

            Region(op.Body);
            Close(op);
        }
    }

    /// <summary>Says what a loop does, and why it does not run in vectors.</summary>
    private void Explain(Op op)
    {
        _writer.Line();
        string role = op.Comment ?? "Values";
        _writer.Comment(op.IsVector ? $"{role}, in vectors." : op.Objection is { } objection ? $"{role}, one by one: {objection}." : role + ".");
    }

    private void Open(Op op)
    {
        foreach (var carried in op.Carried)
        {
            string name = Declare(carried.In);
            _names[carried.Result] = name;
            _writer.Statement($"{Texts.Of(carried.In.Type)} {name} = {Text(carried.Initial)};");
        }
    }

    /// <summary>Assigns the carried values for the next iteration, all from those of this one.</summary>
    private void Close(Op op)
    {
        Carried[] changed = [.. op.Carried.Where(c => c.Out != c.In)];
        var assigned = new HashSet<Value>();
        var copies = new HashSet<Carried>();
        foreach (var carried in changed)
        {
            if (Inputs(carried.Out).Any(assigned.Contains))
                copies.Add(carried);
            assigned.Add(carried.In);
        }

        var texts = new Dictionary<Carried, string>();
        foreach (var carried in changed.Where(copies.Contains))
        {
            string name = Fresh("next" + char.ToUpperInvariant(_names[carried.In].TrimStart('@')[0]) + _names[carried.In].TrimStart('@').Substring(1));
            _writer.Statement($"{Texts.Of(carried.In.Type)} {name} = {Text(carried.Out)};");
            texts[carried] = name;
        }

        foreach (var carried in changed)
        {
            string name = _names[carried.In];
            if (texts.TryGetValue(carried, out string? copy))
                _writer.Statement($"{name} = {copy};");
            else
                _writer.Line(Step(name, carried));
        }
    }

    private string Step(string name, Carried carried)
    {
        if (carried.Out.Definition is { Kind: OpKind.Operator, Text: "+" or "-", Arguments: { Length: 2 } terms } sum && IsInlined(sum)
            && terms[0] == carried.In)
        {
            if (sum.Text == "+" && Signed(terms[1], out string negative))
                return $"{name} -= {negative};";
            return $"{name} {sum.Text}= {Of(terms[1]).Text};";
        }

        return $"{name} = {Text(carried.Out)};";
    }

    /// <summary>The variables in the expression of a value.</summary>
    private IEnumerable<Value> Inputs(Value value)
    {
        if (value.Definition is not { } op || !IsInlined(op) || op.IsLoop)
            return [value];
        var inner = op.Kind == OpKind.If ? op.Merges.Where(m => m.Result == value).SelectMany(m => new[] { m.Then, m.Else }) : [];
        return op.Arguments.Concat(inner).SelectMany(Inputs);
    }

    private string Declare(Value value)
    {
        string suggestion = value.Name ?? value.Definition switch
        {
            { Kind: OpKind.Call } call => char.ToLowerInvariant(call.Text[0]) + call.Text.Substring(1),
            { Kind: OpKind.Load } load => load.Array!.Name + Place(load.Arguments[0]),
            null when value.Home.Owner is { Kind: OpKind.Loop } && value.Type == NumberType.Integer => "i",
            _ => "t",
        };
        return _names[value] = Fresh(suggestion);
    }

    /// <summary>An index as a part of a name.</summary>
    private string Place(Value index) => index.Number is { } number && number >= 0 ? Texts.Of(number, NumberType.Integer)
        : _names.TryGetValue(index, out string? name) && name.Length <= 3 ? char.ToUpperInvariant(name[0]) + name.Substring(1) : "At";

    private string Fresh(string suggestion)
    {
        string name = suggestion;
        for (int number = 2; !_taken.Add(name); number++)
            name = suggestion + number;
        return Symbols.Names.Escape(name);
    }

    private string Name(ArrayVariable array) => _renamed.TryGetValue(array, out string? name) ? name : Symbols.Names.Escape(array.Name);
}
