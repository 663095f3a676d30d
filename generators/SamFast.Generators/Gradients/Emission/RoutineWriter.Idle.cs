using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Emission;

/// <summary>Loops that add multiples of an adjoint, which is often 0: that of a unit that is switched off. It contributes nothing, even if
/// its inputs are not finite.</summary>
internal sealed partial class RoutineWriter
{
    /// <summary>The adjoint without which a loop does nothing; null if it may do something, or if it hardly ever is 0.</summary>
    private Value? Idle(Op loop)
    {
        if (loop.Carried.Count > 0 || loop.Body.All().Any(op => op.Kind == OpKind.Store))
            return null;
        var added = loop.Body.All().Where(op => op.Kind == OpKind.AddTo).Select(op => op.Arguments[1]).ToArray();
        return added.SelectMany(value => Factors(value, loop)).Distinct().FirstOrDefault(
            factor => IsOftenZero(factor) && _names.ContainsKey(factor) && added.All(value => IsMultiple(value, factor)));
    }

    /// <summary>The numbers from outside of a loop among the factors of a value.</summary>
    private static IEnumerable<Value> Factors(Value value, Op loop) => !value.Home.IsWithin(loop.Body) ? [value]
        : value.Definition is { Kind: OpKind.Operator, Text: "*" or "-" or "+" } op ? op.Arguments.SelectMany(a => Factors(a, loop)) : [];

    private static bool IsMultiple(Value value, Value factor) => value == factor || (value.Definition is { Kind: OpKind.Operator } op && op.Text switch
    {
        "*" => op.Arguments.Any(a => IsMultiple(a, factor)),
        "+" or "-" => op.Arguments.All(a => IsMultiple(a, factor)),
        _ => false,
    });

    /// <summary>True for a product with a choice that may be 0.</summary>
    private static bool IsOftenZero(Value value) => value.Definition switch
    {
        { Kind: OpKind.If } branch => branch.Merges.Single(m => m.Result == value) is var merge
            && (merge.Then.Number == 0 || merge.Else.Number == 0 || IsOftenZero(merge.Then) || IsOftenZero(merge.Else)),
        { Kind: OpKind.Operator, Text: "*" } product => product.Arguments.Any(IsOftenZero),
        { Kind: OpKind.Operator, Text: "-", Arguments.Length: 1 } negation => IsOftenZero(negation.Arguments[0]),
        _ => false,
    };
}
