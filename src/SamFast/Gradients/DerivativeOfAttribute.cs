namespace SamFast;

/// <summary>Declares a static method as the rule of a method of another class, which may be in another assembly.</summary>
/// <remarks>The rule is bound as that of a <see cref="DerivativeAttribute"/>. It holds in its own project and in those that reference it.
/// If several methods have the name, the rule is for the one whose parameters have the names and types of the rule's.</remarks>
/// <example><code>
/// [DerivativeOf(typeof(Special), nameof(Special.Erf))]
/// private static void ErfRule(double x, out double dx) =&gt; dx = 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x);
/// </code></example>
/// <param name="type">The class of the method.</param>
/// <param name="method">The name of the method.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class DerivativeOfAttribute(Type type, string method) : Attribute
{
    /// <summary>The class of the method.</summary>
    public Type Type { get; } = type;

    /// <summary>The name of the method.</summary>
    public string Method { get; } = method;

    /// <summary>The name of the method that writes the tangent of the output, or null if there is none.</summary>
    public string? Tangent { get; init; }

    /// <summary>The name of the method that adds the tangents of the adjoints, or null if there is none.</summary>
    public string? AdjointTangent { get; init; }
}
