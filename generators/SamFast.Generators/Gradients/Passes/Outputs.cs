using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Passes;

/// <summary>Refuses reads of an array that a call writes without a derivative, such as the gradient of a loss.</summary>
internal static class Outputs
{
    public static void Check(Routine routine)
    {
        var all = routine.Top.All().ToArray();
        foreach (var call in all.Where(op => op.Operation is not null))
        {
            var rule = call.Operation!.Rule;
            foreach (var output in call.Operation.Operands.Where(o => o is { Access: Access.Write, Array.IsActive: true } && !rule.Differentiates(o.Name)))
            {
                if (call.Operation.Operands.FirstOrDefault(o => o.Array == output.Array && o.Access == Access.Read) is { } input)
                    throw new Refusal(call.Place, $"'{output.Name}' and '{input.Name}' of '{rule.Method}' are parts of one array: pass a separate array as '{output.Name}'");
                if (all.FirstOrDefault(op => Reads(op, output.Array!)) is { } reader)
                {
                    throw new Refusal(
                        reader.Place ?? call.Place,
                        $"'{output.Array!.Name}' is read here, and '{rule.Method}' writes it without a derivative: pass an array to '{rule.Method}' that nothing else reads");
                }
            }
        }
    }

    private static bool Reads(Op op, ArrayVariable array) => op.Kind == OpKind.Load ? op.Array == array
        : op.Operation?.Operands.Any(o => o.Array == array && o.Access == Access.Read) == true;
}
