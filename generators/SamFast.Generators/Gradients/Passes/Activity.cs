using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Passes;

/// <summary>Marks the values and arrays that depend on the parameters, and refuses what would hide a dependence.</summary>
internal static class Activity
{
    public static void Run(Routine routine)
    {
        while (Mark(routine.Top))
        {
        }

        foreach (var op in routine.Top.All())
            Check(op);
    }

    /// <returns>True if a mark was added.</returns>
    private static bool Mark(Region region)
    {
        bool isChanged = false;
        foreach (var op in region.Ops)
        {
            foreach (var carried in op.Carried)
                isChanged |= Set(carried.In, carried.Initial.IsActive || carried.Out.IsActive);
            foreach (var inner in op.Regions)
                isChanged |= Mark(inner);
            foreach (var carried in op.Carried)
                isChanged |= Set(carried.Result, carried.Initial.IsActive || carried.Out.IsActive);
            foreach (var merge in op.Merges)
                isChanged |= Set(merge.Result, merge.Then.IsActive || merge.Else.IsActive);
            switch (op.Kind)
            {
                case OpKind.Load:
                    isChanged |= Set(op.Result!, op.Array!.IsActive);
                    break;
                case OpKind.Store or OpKind.AddTo when op.Arguments[1].IsActive && !op.Array!.IsActive:
                    op.Array.IsActive = true;
                    isChanged = true;
                    break;
                case OpKind.Dense when IsActive(op):
                    foreach (var array in op.Written.Where(array => !array.IsActive && array.Type is NumberType.Single or NumberType.Double))
                        isChanged = array.IsActive = true;
                    if (op.Result is { } result)
                        isChanged |= Set(result, true);
                    break;
                case OpKind.Operator or OpKind.Convert or OpKind.Broadcast or OpKind.Element or OpKind.Call when op is not { Kind: OpKind.Call, Function: null }:
                    isChanged |= Set(op.Result!, op.Arguments.Any(a => a.IsActive));
                    break;
            }
        }

        return isChanged;
    }

    /// <summary>True if an input of a call over arrays depends on the parameters.</summary>
    private static bool IsActive(Op op) => op.Arguments.Any(a => a.IsActive) || op.Operation!.Read.Any(array => array.IsActive);

    private static bool Set(Value value, bool isActive)
    {
        if (!isActive || !value.IsReal || value.IsActive)
            return false;
        return value.IsActive = true;
    }

    private static void Check(Op op)
    {
        if (!op.Arguments.Any(a => a.IsActive) && op.Operation?.Read.Any(array => array.IsActive) != true)
            return;
        string? problem = op switch
        {
            { Operation.Rule: { Adjoint: null, IsForeignSource: false } rule } => rule.Objection,
            { Kind: OpKind.Convert, Result.Type: NumberType.Integer } =>
                "a number that depends on the parameters becomes an integer, so its gradient would be 0: write Derivative.Stop(…) around it if that is meant",
            { Kind: OpKind.Call, Function: null } when op.Text != "Stop" =>
                $"'{op.Text}' of a number that depends on the parameters has the gradient 0: write Derivative.Stop(…) around it if that is meant",
            _ => null,
        };
        if (problem is not null)
            throw new Refusal(op.Place ?? op.Arguments.FirstOrDefault()?.Definition?.Place, problem);
    }
}
