using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Gradients.Ir;

internal enum OpKind
{
    /// <summary>A number.</summary>
    Constant,

    /// <summary>A parameter that is a number: its name is the text.</summary>
    Parameter,

    /// <summary>The length of an array.</summary>
    Length,

    /// <summary>An operator, whose symbol is the text, with one or two operands.</summary>
    Operator,

    /// <summary>A function of numbers.</summary>
    Call,

    /// <summary>A conversion to the result's type.</summary>
    Convert,

    /// <summary>An element of an array: its index, and a condition without which it is 0 and not read.</summary>
    Load,

    /// <summary>Writes an element: its index and the value.</summary>
    Store,

    /// <summary>Adds to an element: its index, the value, and a condition as of a load.</summary>
    AddTo,

    /// <summary>A local array begins its life, all zero: its length.</summary>
    Declare,

    /// <summary>Takes memory for an array from the tape: its length.</summary>
    Push,

    /// <summary>Returns to the memory that was taken last from the tape: its length.</summary>
    Pop,

    /// <summary>Branches on a condition: two regions, with merged values.</summary>
    If,

    /// <summary>Counts an index from the first to before the second argument: one region, with carried values.</summary>
    Loop,

    /// <summary>A region for the condition and one for the body, with carried values.</summary>
    While,

    /// <summary>Sets a part of an array to 0: its start and its length.</summary>
    Clear,

    /// <summary>Lanes that are 0, but for a 1 in the lane whose index is the number.</summary>
    Unit,

    /// <summary>A number in every lane.</summary>
    Broadcast,

    /// <summary>The number in one lane, whose index is the number.</summary>
    Element,

    /// <summary>Calls a method over arrays. A result is a number.</summary>
    Dense,
}

/// <summary>An operation.</summary>
internal sealed class Op(OpKind kind, Region home, params Value[] arguments)
{
    public OpKind Kind { get; } = kind;

    public Region Home { get; set; } = home;

    public Value[] Arguments { get; } = arguments;

    /// <summary>The result of an operation that has exactly one, and no regions.</summary>
    public Value? Result { get; set; }

    /// <summary>The symbol of an operator, or the name of a parameter.</summary>
    public string Text { get; set; } = "";

    /// <summary>The number of a constant.</summary>
    public double Number { get; set; }

    public Function? Function { get; set; }

    /// <summary>The array that is read or written.</summary>
    public ArrayVariable? Array { get; set; }

    /// <summary>The call of a method over arrays.</summary>
    public Operation? Operation { get; set; }

    /// <summary>The former elements of the parts that a call over arrays writes. The reverse pass restores them.</summary>
    public List<(Operand Part, ArrayVariable Tape)> Formers { get; } = [];

    /// <summary>The arrays that it writes by itself, or whose life it begins.</summary>
    public IEnumerable<ArrayVariable> Written => Operation is { } operation ? operation.Written
        : Kind is OpKind.Store or OpKind.AddTo or OpKind.Declare or OpKind.Clear ? [Array!] : [];

    /// <summary>The arrays that it reads by itself. The rule of a call may read its outputs.</summary>
    public IEnumerable<ArrayVariable> Read => Operation is { } operation
        ? operation.Read.Concat(operation.Operands.Where(o => o.Array is not null && operation.Rule.Adjoint?.Takes(o.Name) == true).Select(o => o.Array!))
        : Kind == OpKind.Load ? [Array!] : [];

    public IReadOnlyList<Region> Regions { get; set; } = [];

    /// <summary>The values that a branch chooses.</summary>
    public List<Merge> Merges { get; } = [];

    /// <summary>The values that a loop carries.</summary>
    public List<Carried> Carried { get; } = [];

    /// <summary>The index of a loop.</summary>
    public Value? Index { get; set; }

    /// <summary>True if a loop counts down.</summary>
    public bool IsReversed { get; set; }

    /// <summary>The condition of a while loop, in its first region.</summary>
    public Value? Condition { get; set; }

    /// <summary>The number of iterations of a while loop, for the reverse pass.</summary>
    public Value? Count { get; set; }

    /// <summary>True for a loop over segments of a recurrence, which the reverse pass runs again.</summary>
    public bool IsDivided { get; set; }

    /// <summary>True if a loop runs in vectors.</summary>
    public bool IsVector { get; set; }

    /// <summary>The reason why a loop does not run in vectors, as a clause.</summary>
    public string? Objection { get; set; }

    /// <summary>The next call of the same function, which is computed together with this one.</summary>
    public Op? Pair { get; set; }

    /// <summary>True for the second call of a pair.</summary>
    public bool IsSecond { get; set; }

    /// <summary>The role of a loop, for the reader of the generated code.</summary>
    public string? Comment { get; set; }

    /// <summary>Of a store, the element that it overwrites; of a declaration, the length that it clears. The reverse pass restores them.</summary>
    public Value? Saved { get; set; }

    /// <summary>The place in the user's source, for diagnostics.</summary>
    public Location? Place { get; set; }

    public bool IsLoop => Kind is OpKind.Loop or OpKind.While;

    /// <summary>The body of a loop.</summary>
    public Region Body => Regions[Regions.Count - 1];

    /// <summary>The values it defines in its home region.</summary>
    public IEnumerable<Value> Results => Kind switch
    {
        OpKind.If => Merges.Select(merge => merge.Result),
        OpKind.Loop or OpKind.While => Carried.Select(carried => carried.Result),
        _ => Result is { } result ? [result] : [],
    };

    /// <summary>The values it reads, those that its inner regions yield included.</summary>
    public IEnumerable<Value> Uses => Arguments
        .Concat(Merges.SelectMany(merge => new[] { merge.Then, merge.Else }))
        .Concat(Carried.SelectMany(carried => new[] { carried.Initial, carried.Out }))
        .Concat(Condition is { } condition ? [condition] : []);
}

/// <summary>A value that a branch chooses.</summary>
internal sealed class Merge(Value then, Value @else, Value result)
{
    public Value Then { get; set; } = then;

    public Value Else { get; set; } = @else;

    public Value Result { get; } = result;
}

/// <summary>A value that a loop carries from one iteration to the next.</summary>
/// <param name="initial">Its value before the loop.</param>
/// <param name="in">Its value at the start of an iteration.</param>
/// <param name="result">Its value after the loop.</param>
internal sealed class Carried(Value initial, Value @in, Value result)
{
    public Value Initial { get; } = initial;

    public Value In { get; } = @in;

    /// <summary>Its value at the end of an iteration.</summary>
    public Value Out { get; set; } = @in;

    public Value Result { get; } = result;
}
