using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Passes;

/// <summary>Recognizes values that a loop carries only by adding to them.</summary>
internal static class Sums
{
    /// <summary>True if an iteration adds to the value, or leaves it, and does not read it otherwise.</summary>
    public static bool IsSum(Op loop, Carried carried)
    {
        var chain = new HashSet<Value> { carried.In };
        if (!Collect(carried.Out, chain))
            return false;
        foreach (var op in loop.Regions.SelectMany(region => region.All()))
        {
            bool isChain = op.Results.Any(chain.Contains);
            int terms = op.Arguments.Count(chain.Contains);
            if (terms > 0 && !(terms == 1 && isChain && op.Kind == OpKind.Operator))
                return false;
            if (op.Merges.Any(merge => !chain.Contains(merge.Result) && (chain.Contains(merge.Then) || chain.Contains(merge.Else)))
                || op.Carried.Any(c => !chain.Contains(c.Result) && (chain.Contains(c.Initial) || chain.Contains(c.Out))))
            {
                return false;
            }
        }

        return (loop.Condition is null || !chain.Contains(loop.Condition))
            && loop.Carried.All(c => c == carried || !chain.Contains(c.Out));
    }

    /// <summary>True if every carried value is a sum.</summary>
    public static bool All(Op loop) => loop.Carried.All(carried => IsSum(loop, carried));

    private static bool Collect(Value value, HashSet<Value> chain)
    {
        if (chain.Contains(value))
            return true;
        bool isSum = value.Definition switch
        {
            { Kind: OpKind.Operator, Text: "+", Arguments.Length: 2 } sum => Collect(sum.Arguments[0], chain) || Collect(sum.Arguments[1], chain),
            { Kind: OpKind.Operator, Text: "-", Arguments.Length: 2 } difference => Collect(difference.Arguments[0], chain),
            { Kind: OpKind.If } branch => branch.Merges.Single(m => m.Result == value) is var merge
                && Collect(merge.Then, chain) && Collect(merge.Else, chain),
            { IsLoop: true } loop => loop.Carried.Single(c => c.Result == value) is var inner && Collect(inner.Initial, chain)
                && Inner(inner, chain),
            _ => false,
        };
        if (isSum)
            chain.Add(value);
        return isSum;
    }

    private static bool Inner(Carried carried, HashSet<Value> chain)
    {
        chain.Add(carried.In);
        return Collect(carried.Out, chain);
    }
}
