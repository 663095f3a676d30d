namespace SamFast.Generators.Tests.Gradients;

/// <summary>Losses as users write them.</summary>
internal static class Corpus
{
    /// <summary>The number of parameters of each loss.</summary>
    public const int Parameters = 6;
}
