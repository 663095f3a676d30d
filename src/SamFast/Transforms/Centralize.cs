using System.Numerics;

namespace SamFast;

/// <summary>Subtracts from each row of a tensor its mean: along the first axis, every slice has mean 0 afterwards. Numbers
/// and vectors pass unchanged.</summary>
/// <remarks>Gradient centralization, Yong et al. 2020 (arXiv:2004.01461). The same as <c>optax.centralize</c>. It needs the
/// shapes of the tensors: give the constructor a <see cref="Layout"/>. In a perturbation, before it is normalized, it makes
/// SAM what others call GCSAM.</remarks>
public sealed class CentralizeAttribute : TransformAttribute
{
    /// <summary>u ← u − mean(u), row by row. Means are taken in double.</summary>
    public static void Transform<T>(Span<T> update, TensorShape shape) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (shape.Rank < 2)
            return;
        int length = update.Length / shape.Dimensions[0];
        for (int start = 0; start < update.Length; start += length)
        {
            var row = update.Slice(start, length);
            Blocks.Add(row, T.CreateTruncating(-Blocks.Sum<T>(row) / length));
        }
    }
}
