using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Passes;

/// <summary>Questions about the arrays that operations write.</summary>
internal static class Memory
{
    /// <summary>The arrays that are written in a region, or begin their life there.</summary>
    public static IEnumerable<ArrayVariable> Written(Region region) => region.All().SelectMany(op => op.Written);

    /// <summary>True if an operation writes to an array that lives longer than the operation.</summary>
    public static bool WritesOutside(Op op) =>
        op.Written.Any()
        || op.Regions.SelectMany(Written).Any(array => array.Home is not { } home || !op.Regions.Any(home.IsWithin));

    /// <summary>True if each iteration reads and writes elements of its own in the arrays that the loop writes.</summary>
    public static bool IsParallel(Op loop)
    {
        foreach (var array in Written(loop.Body).Distinct())
        {
            if (array.Home is { } home && home.IsWithin(loop.Body))
                continue;
            if (loop.Body.All().Any(op => op.Operation is { } operation && operation.Written.Contains(array)))
                return false;
            Value? index = null;
            foreach (var access in loop.Body.All().Where(op => op.Array == array && op.Kind is OpKind.Load or OpKind.Store or OpKind.AddTo))
            {
                if (access.Array != array)
                    continue;
                if (access.Kind == OpKind.AddTo && loop.Body.All().All(op => op.Array != array || op.Kind == OpKind.AddTo))
                    continue;
                index ??= access.Arguments[0];
                if (access.Home != loop.Body || !IsSame(index, access.Arguments[0]) || !MovesWith(access.Arguments[0], loop))
                    return false;
            }
        }

        return true;
    }

    /// <summary>True if an index is that of the loop plus something that the loop does not change.</summary>
    public static bool MovesWith(Value index, Op loop) => index == loop.Index
        || (index.Definition is { Kind: OpKind.Operator, Text: "+", Arguments: { Length: 2 } terms }
            && ((MovesWith(terms[0], loop) && IsOutside(terms[1], loop)) || (MovesWith(terms[1], loop) && IsOutside(terms[0], loop))))
        || (index.Definition is { Kind: OpKind.Operator, Text: "-", Arguments: { Length: 2 } difference }
            && MovesWith(difference[0], loop) && IsOutside(difference[1], loop));

    /// <summary>True if a value is the same in all iterations.</summary>
    public static bool IsOutside(Value value, Op loop) => value.Number is not null || !value.Home.IsWithin(loop.Body)
        || (value.Definition is { Kind: OpKind.Operator or OpKind.Convert or OpKind.Length or OpKind.Parameter } op
            && op.Arguments.All(a => IsOutside(a, loop)))
        || (value.Definition is { Kind: OpKind.Load, Array.IsMutable: false } load && load.Arguments.All(a => IsOutside(a, loop)));

    /// <summary>True if two values are computed in the same way.</summary>
    public static bool IsSame(Value a, Value b) => a == b || (a.Number is { } number && b.Number == number && a.Type == b.Type)
        || (a.Definition is { Kind: OpKind.Operator or OpKind.Length } x && b.Definition is { } y && x.Kind == y.Kind && x.Text == y.Text
            && x.Array == y.Array && x.Arguments.Length == y.Arguments.Length
            && x.Arguments.Zip(y.Arguments, IsSame).All(same => same));
}
