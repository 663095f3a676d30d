namespace SamFast.Generators.Gradients.Passes;

/// <summary>Passes that change the speed of generated code and not its results. Tests compare the code with and without them.</summary>
/// <param name="Fuses">Computes the values and the adjoints of sums in one loop.</param>
/// <param name="Keeps">Keeps the results of expensive functions for the reverse pass.</param>
/// <param name="Vectorizes">Writes loops in vectors.</param>
/// <param name="Lanes">Differentiates recurrences with few parameters in forward lanes.</param>
internal sealed record Switches(bool Fuses = true, bool Keeps = true, bool Vectorizes = true, bool Lanes = true);
