namespace SamFast;

/// <summary>Names the rule of a method: the method that computes its derivative in the reverse pass. The body of a method with a rule is not
/// read, and may contain anything.</summary>
/// <remarks>
/// <para>The rule is a static method of the same class, unless another is named. Its parameters are bound by their names.</para>
/// <para>The rule of a function of numbers computes the partial derivatives: <c>out double dx</c> is that by the argument <c>x</c>. It may take
/// the arguments, and the value as <c>result</c>. It is itself differentiated for products with the Hessian.</para>
/// <para>The rule of a method over spans adds the adjoints of the inputs: <c>x</c> is the argument x, <c>xAdjoint</c> the span to which
/// the adjoint of x is added, <c>outputAdjoint</c> the adjoint of the span <c>output</c>, and <c>resultAdjoint</c> that of a returned number.
/// The adjoint of a number <c>x</c> is added to <c>ref double xAdjoint</c>. An empty <c>xAdjoint</c> is not wanted. The method overwrites the
/// whole of each <c>Span</c> that it takes, and reads none of them.</para>
/// <para>The methods for products with the Hessian follow the same pattern: <c>xTangent</c> is the derivative of x in the given direction,
/// and an empty one is 0.</para>
/// </remarks>
/// <example><code>
/// [Derivative(nameof(ErfRule))]
/// private static double Erf(double x) =&gt; Special.Erf(x);
///
/// private static void ErfRule(double x, out double dx) =&gt; dx = 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x);
/// </code></example>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DerivativeAttribute : Attribute
{
    /// <summary>Names a rule in the class of the method.</summary>
    /// <param name="rule">The name of the rule.</param>
    public DerivativeAttribute(string rule) => Rule = rule;

    /// <summary>Names a rule in another class, which also has the methods for products with the Hessian.</summary>
    /// <param name="type">The class.</param>
    /// <param name="rule">The name of the rule.</param>
    public DerivativeAttribute(Type type, string rule) => (Type, Rule) = (type, rule);

    /// <summary>The class of the rule, or null if it is that of the method.</summary>
    public Type? Type { get; }

    /// <summary>The name of the rule.</summary>
    public string Rule { get; }

    /// <summary>The name of the method that writes the tangent of the output, or null if there is none.</summary>
    public string? Tangent { get; init; }

    /// <summary>The name of the method that adds the tangents of the adjoints, or null if there is none.</summary>
    public string? AdjointTangent { get; init; }
}
