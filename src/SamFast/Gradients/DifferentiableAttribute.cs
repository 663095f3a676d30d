namespace SamFast;

/// <summary>Asks the compiler for the gradient of a static method. Its first parameter is a span of <see cref="float"/> or
/// <see cref="double"/>, the parameters; the others are data. The generated members stand beside the method <c>Loss</c>:
/// <c>LossGradient</c>, <c>LossHessianProduct</c>, and <c>LossObjective</c>, which holds the data and goes wherever an
/// <see cref="IObjective{T}"/> or an <see cref="IGradient{T}"/> is taken.</summary>
/// <remarks>The build refuses code whose gradient it cannot prove right, at the expression and with a remedy. A method of numbers
/// alone is a helper: it may be called by differentiable methods, and has no objective.</remarks>
/// <example><code>
/// public static partial class Decay
/// {
///     [Differentiable]
///     public static double Loss(ReadOnlySpan&lt;double&gt; p, ReadOnlySpan&lt;double&gt; x, ReadOnlySpan&lt;double&gt; y)
///     {
///         double sum = 0;
///         for (int i = 0; i &lt; x.Length; i++)
///         {
///             double error = p[0] * Math.Exp(-p[1] * x[i]) + p[2] - y[i];
///             sum += error * error;
///         }
///
///         return sum / x.Length;
///     }
/// }
/// </code></example>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DifferentiableAttribute : Attribute;
