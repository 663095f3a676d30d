namespace SamFast.Tests.Conformance.Python;

/// <summary>A Python expression of the kinds that goldens have.</summary>
internal abstract record Expression
{
    /// <summary>A number, a string, a truth value or <c>None</c>: <see cref="double"/>, <see cref="string"/>,
    /// <see cref="bool"/> or null.</summary>
    public sealed record Constant(object? Value) : Expression;

    public sealed record Name(string Identifier) : Expression;

    /// <summary>An operator before its operand: <c>-</c>, <c>+</c>, <c>~</c> or <c>not</c>.</summary>
    public sealed record Unary(string Operator, Expression Operand) : Expression;

    /// <summary>An operator between two operands, <c>and</c> and <c>or</c> among them.</summary>
    public sealed record Binary(string Operator, Expression Left, Expression Right) : Expression;

    /// <summary>Comparisons in a row: <c>2 &lt;= step &lt; 5</c>.</summary>
    public sealed record Comparison(Expression First, IReadOnlyList<(string Operator, Expression Operand)> Rest) : Expression;

    public sealed record Conditional(Expression Then, Expression Condition, Expression Else) : Expression;

    public sealed record Attribute(Expression Of, string Identifier) : Expression;

    public sealed record Subscript(Expression Of, Expression Index) : Expression;

    public sealed record Call(Expression Function, IReadOnlyList<Expression> Arguments, IReadOnlyList<(string Name, Expression Value)> Named)
        : Expression;

    public sealed record Lambda(IReadOnlyList<string> Parameters, Expression Body) : Expression;

    /// <summary>A list or a tuple.</summary>
    public sealed record Sequence(IReadOnlyList<Expression> Items) : Expression;

    public sealed record Dictionary(IReadOnlyList<(Expression Key, Expression Value)> Entries) : Expression;

    /// <summary>A list comprehension, or a dictionary comprehension if it has a key.</summary>
    public sealed record Comprehension(Expression? Key, Expression Value, IReadOnlyList<Loop> Loops) : Expression;

    /// <summary><c>for target in source if condition …</c></summary>
    public sealed record Loop(IReadOnlyList<string> Targets, Expression Source, IReadOnlyList<Expression> Conditions);

    /// <summary>The dotted name of a function, such as <c>jnp.where</c>, or null.</summary>
    public string? Path => this switch
    {
        Name name => name.Identifier,
        Attribute { Of.Path: { } path } attribute => $"{path}.{attribute.Identifier}",
        _ => null,
    };
}
