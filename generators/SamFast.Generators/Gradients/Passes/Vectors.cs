using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Passes;

/// <summary>Decides which loops run in vectors, and says why the others do not.</summary>
internal static class Vectors
{
    /// <summary>The fewest iterations that are worth a vector.</summary>
    private const int Fewest = 4;

    public static void Run(Routine routine)
    {
        foreach (var loop in routine.Top.All().Where(op => op.IsLoop).ToArray())
        {
            if (loop.Kind == OpKind.Loop)
                SumForm(loop);
            string? objection = Objection(loop, routine.Element);
            loop.IsVector = objection is null;
            loop.Objection = objection;
        }
    }

    /// <summary>Writes sums in branches as one sum: of what the taken branch adds.</summary>
    private static void SumForm(Op loop)
    {
        var builder = new Builder(loop.Body);
        foreach (var carried in loop.Carried)
        {
            if (carried.Out.Definition is { Kind: OpKind.If } && loop.Body.Ops.Contains(carried.Out.Definition)
                && Sums.IsSum(loop, carried) && Added(carried.Out, carried.In) is { } added)
            {
                carried.Out = builder.Operator("+", carried.In, added);
            }
        }
    }

    /// <summary>What a branch adds to a carried value, as a new result of the branch; null if it is no plain sum.</summary>
    private static Value? Added(Value value, Value sum)
    {
        var branch = value.Definition!;
        var merge = branch.Merges.Single(m => m.Result == value);
        var arms = new[] { merge.Then, merge.Else }.Select((arm, i) =>
        {
            var builder = new Builder(branch.Regions[i]);
            return arm == sum ? builder.Constant(0, sum.Type)
                : arm.Definition is { Kind: OpKind.Operator, Text: "+" or "-", Arguments: { Length: 2 } terms } op && terms[0] == sum
                    ? op.Text == "+" ? terms[1] : builder.Negate(terms[1]) : null;
        }).ToArray();
        if (arms[0] is null || arms[1] is null)
            return null;
        var result = new Value(value.Type, branch.Home) { Definition = branch };
        branch.Merges.Add(new Merge(arms[0]!, arms[1]!, result));
        return result;
    }

    private static string? Objection(Op loop, NumberType element)
    {
        if (loop.Kind == OpKind.While)
            return "its number of iterations is not known beforehand";
        if (loop.IsReversed)
            return "an iteration depends on the one after it";
        if (loop.Body.All().FirstOrDefault(op => op.IsLoop || op.Kind is OpKind.Push or OpKind.Pop or OpKind.Declare) is not null)
            return "it has an inner loop";
        if (loop.Arguments.All(a => a.Number is not null) && loop.Arguments[1].Number - loop.Arguments[0].Number < Fewest)
            return "it is too short";
        if (loop.Carried.FirstOrDefault(c => !Sums.IsSum(loop, c)) is { } carried)
            return $"an iteration depends on {carried.In.Name ?? "the result of"} of the one before it";
        if (loop.Carried.Any(c => !c.In.IsReal || c.Out.Definition is not { Kind: OpKind.Operator, Text: "+" or "-" } sum || sum.Arguments[0] != c.In))
            return "it carries more than sums";
        var types = loop.Body.All().SelectMany(op => op.Results).Concat(loop.Body.All().SelectMany(op => op.Arguments)).Concat(loop.Carried.Select(c => c.In))
            .Where(value => value.IsReal).Select(value => value.Type).Distinct().ToArray();
        if (types.Length != 1)
            return types.Length == 0 ? "it computes integers" : "it mixes float and double";
        if (types[0] != element)
            return "its numbers have another type than the parameters";
        if (!Memory.IsParallel(loop))
            return "iterations may write the same element";
        return loop.Body.Ops.Select(op => Objection(op, loop, types[0])).FirstOrDefault(objection => objection is not null);
    }

    private static string? Objection(Op op, Op loop, NumberType type)
    {
        switch (op.Kind)
        {
            case OpKind.Constant or OpKind.Length: return null;
            case OpKind.Operator when op.Result!.IsReal: return null;
            case OpKind.Operator when op.Result.Type == NumberType.Boolean:
                return IsCondition(op) || op.Arguments.All(a => Memory.IsOutside(a, loop)) ? null : "a condition is no comparison of numbers";
            case OpKind.Operator: return null;
            case OpKind.Call: return op.Text == "Stop" || op.Function?.Lanes is not null ? null : $"{op.Text} has no vector form";
            case OpKind.If:
                return op.Merges.Any(m => !m.Result.IsReal) || !IsCondition(op.Arguments[0].Definition) ? "a condition is no comparison of numbers"
                    : op.Regions.SelectMany(r => r.Ops).Any(inner => inner.Kind is OpKind.Store or OpKind.AddTo) ? "a branch writes"
                    : op.Regions.SelectMany(r => r.Ops).Select(inner => Objection(inner, loop, type)).FirstOrDefault(o => o is not null);
            case OpKind.Load or OpKind.Store or OpKind.AddTo when op.Array!.Storage == Storage(type) && Conditions(op) == 0:
                return Memory.MovesWith(op.Arguments[0], loop) || (op.Kind == OpKind.Load && Memory.IsOutside(op.Arguments[0], loop))
                    ? null : $"elements of {op.Array.Name} are not neighbours";
            case OpKind.Load or OpKind.Store or OpKind.AddTo: return $"{op.Array!.Name} has another type";
            case OpKind.Convert when Memory.IsOutside(op.Arguments[0], loop): return null;
            case OpKind.Convert: return "it converts numbers";
            default: return "it is no arithmetic";
        }
    }

    private static int Conditions(Op op) => op.Arguments.Length - (op.Kind == OpKind.Load ? 1 : 2);

    private static string Storage(NumberType type) => type == NumberType.Single ? "float" : "double";

    /// <summary>True for a comparison of numbers.</summary>
    private static bool IsCondition(Op? op) => op is { Kind: OpKind.Operator, Text: "<" or ">" or "==" or "<=" or ">=" or "!=" } && op.Arguments[0].IsReal;
}
