namespace SamFast;

/// <summary>
/// Declares a partial class as the tensors of a model in one flat vector of <see cref="float"/>: each is a partial
/// property with <see cref="TensorAttribute"/>, and the vector has them in the order of the source.
/// </summary>
/// <remarks>
/// <para>The class becomes a <see cref="Parameters{T}"/>. It gets a constructor that allocates the vector and one that
/// lays the tensors over memory of the caller's, a static <c>Layout</c>, and the properties' other halves. One object
/// holds parameters, another one their gradients.</para>
/// <para>An optimizer with <c>[Optimizer(Layout = typeof(Network))]</c> is made without arguments, and steps these
/// objects. The groups that its declaration names are checked when it is compiled.</para>
/// </remarks>
/// <example><code>
/// [Layout]
/// public sealed partial class Network
/// {
///     [Tensor(64, 32, Group = "weights")] public partial TensorSpan&lt;float&gt; W1 { get; }
///     [Tensor(32)] public partial Span&lt;float&gt; B1 { get; }
/// }
/// </code></example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LayoutAttribute : Attribute;

/// <summary>Declares a partial class as the tensors of a model in one flat vector of
/// <typeparamref name="T"/>.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <inheritdoc cref="LayoutAttribute" path="/remarks"/>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LayoutAttribute<T> : Attribute where T : unmanaged;
