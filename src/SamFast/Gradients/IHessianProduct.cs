namespace SamFast;

/// <summary>Products of the Hessian of a loss with directions. The objective of a method with
/// <see cref="DifferentiableAttribute"/> implements it.</summary>
/// <typeparam name="T">The type of the parameters.</typeparam>
public interface IHessianProduct<T> where T : unmanaged
{
    /// <summary>Writes the product of the Hessian at <paramref name="point"/> with a direction: how the gradient changes along
    /// it.</summary>
    /// <param name="point">The point, as long as the parameters. Valid during the call only.</param>
    /// <param name="direction">The direction; as long as the parameters.</param>
    /// <param name="product">Receives the product, every element of it; holds unspecified values on entry.</param>
    void HessianProduct(ReadOnlySpan<T> point, ReadOnlySpan<T> direction, Span<T> product);
}
