namespace SamFast;

/// <summary>Names the method that adds the adjoints of a method: its rule in the reverse pass.</summary>
/// <remarks>
/// <para>The rule is a method of the same class. Its parameters are bound by their names, which derive from those of the method
/// that carries the attribute: <c>x</c> is the argument x, <c>xAdjoint</c> the span to which the adjoint of x is added,
/// <c>outputAdjoint</c> the adjoint of the span <c>output</c>, and <c>resultAdjoint</c> that of a returned number. An empty
/// <c>xAdjoint</c> is not wanted.</para>
/// <para>The methods for Hessian-vector products follow the same pattern: <c>xTangent</c> is the derivative of x in the given direction, and
/// an empty one is 0.</para>
/// </remarks>
/// <param name="rule">The name of the rule.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DerivativeAttribute(string rule) : Attribute
{
    /// <summary>The name of the rule.</summary>
    public string Rule { get; } = rule;

    /// <summary>The name of the method that writes the tangent of the output, or null if there is none.</summary>
    public string? Tangent { get; init; }

    /// <summary>The name of the method that adds the tangents of the adjoints, or null if there is none.</summary>
    public string? AdjointTangent { get; init; }
}
