namespace SamFast.Generators.Tests.Gradients;

/// <summary>A loss of the corpus, a mutation of one, or a random one.</summary>
public delegate T Value<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<int> k, int n, T c);

/// <summary>Its gradient.</summary>
public delegate T Gradient<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<int> k, int n, T c, Span<T> gradient);

/// <summary>The product with its Hessian.</summary>
public delegate void Product<T>(
    ReadOnlySpan<T> p, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<int> k, int n, T c, ReadOnlySpan<T> direction, Span<T> product);
