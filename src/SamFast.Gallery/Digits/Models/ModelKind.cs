namespace SamFast.Gallery.Digits.Models;

/// <summary>A kind of model.</summary>
/// <param name="Name">The name in tables and in digits.json.</param>
/// <param name="New">Creates a model for a number of features.</param>
internal sealed record ModelKind(string Name, Func<int, Model> New)
{
    public static ModelKind Linear { get; } = new("linear", features => new LinearModel(features));

    public static ModelKind TwoLayers { get; } = new("two-layer", features => new Perceptron(features));

    public static IReadOnlyList<ModelKind> All { get; } = [Linear, TwoLayers];
}
