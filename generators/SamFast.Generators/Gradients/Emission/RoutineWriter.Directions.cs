using SamFast.Generators.Gradients.Ir;
using SamFast.Generators.Gradients.Passes;

namespace SamFast.Generators.Gradients.Emission;

/// <summary>Derivatives by several parameters, in the lanes of a register.</summary>
internal sealed partial class RoutineWriter
{
    /// <summary>The type parameter of these lanes.</summary>
    public const string Directions = "D";

    private const int SmallestRegister = 16;

    /// <summary>True if the lanes are more than the smallest registers have, so that some processors compute them in several passes.</summary>
    public static bool NeedsPasses(Routine routine) => routine.Directions > 0 && Tangents.Bytes(routine) > SmallestRegister && HasLanes(routine);

    /// <summary>True if a derivative is left: those of a product with the Hessian of a linear function are not.</summary>
    public static bool HasLanes(Routine routine) => routine.Top.All().SelectMany(op => op.Results).Any(value => value.Type == NumberType.Lanes);

    private Expression Lane(Op op)
    {
        string lane = Texts.Of(op.Number, NumberType.Integer) + (NeedsPasses(_routine) ? " - first" : "");
        return new(op.Kind switch
        {
            OpKind.Unit => $"SamFast::Runtime.GradientCall.Unit<{Directions}, {_element}>({lane})",
            OpKind.Broadcast => $"{Directions}.Broadcast({Text(op.Arguments[0])})",
            _ => $"SamFast::Runtime.GradientCall.Element<{Directions}, {_element}>({Text(op.Arguments[0])}, {lane})",
        }, Expression.Primary);
    }

    /// <summary>A sum or a difference, with a product in one rounding.</summary>
    private Expression Sum(Op op)
    {
        var (left, right) = (op.Arguments[0], op.Arguments[1]);
        string sign = op.Text == "-" ? "-" : "";
        if (Factors(right) is { } product)
        {
            string factor = sign + Of(product[0]).Within(sign == "" ? Expression.Choice : Expression.Primary);
            return new($"{Directions}.MultiplyAdd({factor}, {Text(product[1])}, {Text(left)})", Expression.Primary);
        }

        return Factors(left) is { } first
            ? new($"{Directions}.MultiplyAdd({Text(first[0])}, {Text(first[1])}, {sign}{Of(right).Within(Expression.Primary)})", Expression.Primary)
            : Infix(op.Text, op.Arguments);
    }

    /// <summary>The factors of a product that is a part of the expression.</summary>
    private Value[]? Factors(Value value) =>
        value.Definition is { Kind: OpKind.Operator, Text: "*", Arguments.Length: 2 } op && IsInlined(op) ? op.Arguments : null;
}
