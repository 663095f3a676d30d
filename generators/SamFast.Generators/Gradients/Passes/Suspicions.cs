using Microsoft.CodeAnalysis;
using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Passes;

/// <summary>Finds derivatives that are right and hardly meant.</summary>
internal static class Suspicions
{
    /// <returns>The places, and what is suspicious there, with the remedy.</returns>
    public static IEnumerable<(Location? Place, string Problem)> Find(Routine routine)
    {
        if (!routine.Result!.IsActive)
        {
            yield return (null, "the value does not depend on the parameters, so that the gradient is 0: compute it from "
                + $"'{string.Join("', '", routine.Inputs.Select(input => input.Name))}'");
        }

        foreach (var op in routine.Top.All())
        {
            if (op is { Kind: OpKind.Operator, Text: "==" or "!=", Place: not null } && op.Arguments.All(a => a.IsActive) && op.Arguments[0] != op.Arguments[1])
            {
                yield return (op.Place, $"two numbers that depend on the parameters are compared with '{op.Text}', and no derivative sees the change: "
                    + "compare with '<', or with a tolerance");
            }
        }
    }
}
