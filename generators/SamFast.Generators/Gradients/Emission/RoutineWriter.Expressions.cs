using SamFast.Generators.Gradients.Ir;
using SamFast.Generators.Gradients.Passes;

namespace SamFast.Generators.Gradients.Emission;

internal sealed partial class RoutineWriter
{
    private string Text(Value value) => Of(value).Text;

    private Expression Of(Value value)
    {
        if (_names.TryGetValue(value, out string? name))
            return new(name, Expression.Primary);
        if (value.Definition is not { } op)
            throw new InvalidOperationException("A value is used outside of its loop.");
        if (op.Kind != OpKind.If)
            return Compute(op);
        var merge = op.Merges.Single(m => m.Result == value);
        return Choice(Of(op.Arguments[0]), merge);
    }

    private Expression Choice(Expression condition, Merge merge)
    {
        if (merge.Result.Type == NumberType.Boolean)
        {
            if (merge.Else.Number == 0)
                return new($"{condition.Within(Expression.Both)} && {Of(merge.Then).Within(Expression.Both)}", Expression.Both);
            if (merge.Then.Number == 1)
                return new($"{condition.Within(Expression.Either)} || {Of(merge.Else).Within(Expression.Either)}", Expression.Either);
        }

        return new(
            $"{condition.Within(Expression.Either)} ? {Of(merge.Then).Within(Expression.Either)} : {Text(merge.Else)}", Expression.Choice);
    }

    private Expression Compute(Op op)
    {
        switch (op.Kind)
        {
            case OpKind.Constant:
                string number = Texts.Of(op.Number, op.Result!.Type);
                return new(number, number[0] == '-' ? Expression.Prefix : Expression.Primary);
            case OpKind.Parameter: return new(Symbols.Names.Escape(op.Text), Expression.Primary);
            case OpKind.Length: return new(Name(op.Array!) + ".Length", Expression.Primary);
            case OpKind.Convert: return new($"({Texts.Of(op.Result!.Type)}){Of(op.Arguments[0]).Within(Expression.Prefix)}", Expression.Prefix);
            case OpKind.Load: return Loaded(op);
            case OpKind.Call when op.Text == "Stop": return Of(op.Arguments[0]);
            case OpKind.Call:
                string method = op.Function?.Method ?? $"{Texts.Of(op.Arguments[0].Type)}.{op.Text}";
                return new($"{method}({string.Join(", ", op.Arguments.Select(Text))})", Expression.Primary);
            case OpKind.Unit or OpKind.Broadcast or OpKind.Element: return Lane(op);
            case OpKind.Operator when op is { Result.Type: NumberType.Lanes, Text: "+" or "-", Arguments.Length: 2 }: return Sum(op);
            case OpKind.Operator when op.Arguments.Length == 1:
                return op is { Text: "!" } && op.Arguments[0].Definition is { Kind: OpKind.Operator, Arguments.Length: 2 } relation
                    && Opposite(relation) is { } opposite && IsInlined(relation)
                    ? Infix(opposite, relation.Arguments) : new(op.Text + Of(op.Arguments[0]).Within(Expression.Primary), Expression.Prefix);
            case OpKind.Operator: return Infix(op.Text, op.Arguments);
            default: throw new InvalidOperationException($"{op.Kind} is no expression.");
        }
    }

    private static string? Opposite(Op relation) => relation.Arguments[0].IsReal ? null : relation.Text switch
    {
        "==" => "!=",
        "!=" => "==",
        "<" => ">=",
        ">=" => "<",
        ">" => "<=",
        "<=" => ">",
        _ => null,
    };

    private Expression Infix(string symbol, Value[] operands)
    {
        int precedence = Expression.Of(symbol);
        // Floating-point addition is not associative: a right operand of the same precedence has parentheses.
        return new($"{Of(operands[0]).Within(precedence)} {symbol} {Of(operands[1]).Within(precedence + 1)}", precedence);
    }

    private Expression Loaded(Op op)
    {
        string element = $"{Name(op.Array!)}[{Text(op.Arguments[0])}]";
        return op.Arguments.Length == 1 ? new(element, Expression.Primary)
            : new($"{Of(op.Arguments[1]).Within(Expression.Either)} ? {element} : {Texts.Of(0, op.Result!.Type)}", Expression.Choice);
    }

    /// <summary>True if an operation is part of the expressions that use it.</summary>
    private bool IsInlined(Op op)
    {
        if (_inlined.TryGetValue(op, out bool known))
            return known;
        bool isInlined = op.Kind switch
        {
            OpKind.Constant => op.Result!.Type != NumberType.Lanes || op.Number == 0 || !_far.Contains(op.Result),
            OpKind.Parameter or OpKind.Length => true,
            OpKind.Operator or OpKind.Convert or OpKind.Broadcast or OpKind.Element or OpKind.Call => op.Pair is null && !op.IsSecond && IsUsedOnce(op.Result!),
            OpKind.Load => IsUsedOnce(op.Result!) && (!op.Array!.IsMutable || !Memory.Written(Around(op.Home)).Contains(op.Array)),
            OpKind.If => op.Merges.Count > 0 && op.Merges.All(m => IsUsedOnce(m.Result))
                && op.Regions.All(region => region.Ops.All(IsInlined)),
            _ => false,
        };
        return _inlined[op] = isInlined;
    }

    /// <summary>The region without the branches around it, which may be part of an expression after them.</summary>
    private static Region Around(Region region) => region.Owner is { Kind: OpKind.If } branch ? Around(branch.Home) : region;

    private bool IsUsedOnce(Value value) => (value.Name is null || _flows.Contains(value)) && !_far.Contains(value) && (!_uses.TryGetValue(value, out int uses) || uses <= 1);
}
