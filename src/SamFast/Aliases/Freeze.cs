namespace SamFast;

/// <summary>Makes the update of some tensors 0, whatever it was, and passes the others through.</summary>
/// <remarks>The same as <c>optax.freeze</c>. The transforms before it still see the gradients of these tensors, count them in
/// their measures and change their state, and those after it may move the tensors again, as weight decay does: last in the
/// chain, the tensors stand still. <see cref="OptimizerAttribute.Freeze"/> leaves them out of the whole chain.</remarks>
/// <param name="groups">The groups of these tensors, as in <see cref="TransformAttribute.Mask"/>.</param>
[SetToZero]
public sealed class FreezeAttribute([SetsMask("SetToZero")] string groups) : AliasAttribute;
