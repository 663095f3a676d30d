namespace SamFast;

/// <summary>Makes the update of some tensors 0, even if it is NaN, and passes the others unchanged.</summary>
/// <remarks>The same as <c>optax.freeze</c>. The transforms before it still see the gradients of these tensors, count them in
/// their measures and change their state, and those after it may move the tensors again, as weight decay does: at the end of
/// the chain, it stops them. <see cref="OptimizerAttribute.Freeze"/> excludes them from the whole chain.</remarks>
/// <param name="groups">The groups of these tensors, as in <see cref="TransformAttribute.Mask"/>.</param>
[SetToZero]
public sealed class FreezeAttribute([SetsMask("SetToZero")] string groups) : AliasAttribute;
