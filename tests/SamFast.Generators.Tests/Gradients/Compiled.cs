namespace SamFast.Generators.Tests.Gradients;

/// <summary>A loss with its generated derivatives.</summary>
internal sealed record Compiled<T>(Value<T> Value, Gradient<T> Gradient, Product<T> Product);
