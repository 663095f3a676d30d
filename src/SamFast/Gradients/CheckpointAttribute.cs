namespace SamFast;

/// <summary>Reduces the memory that the gradient of a <see cref="DifferentiableAttribute"/> method takes for recurrences.</summary>
/// <remarks>Without it, the forward pass of a loop whose iterations depend on each other keeps values of all n iterations for the reverse
/// pass. With it, the loop is divided into segments: the values at the start of each segment are kept, and those within one while it is
/// reversed. The memory falls from n to n ÷ <paramref name="every"/> + <paramref name="every"/> iterations, and each iteration is computed
/// twice. The square root of n takes the least memory. Loops within the outermost one, and <c>while</c> loops, are not divided.</remarks>
/// <param name="every">Iterations in a segment, at least 1.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CheckpointAttribute(int every) : Attribute
{
    /// <summary>Iterations in a segment.</summary>
    public int Every { get; } = every;
}
