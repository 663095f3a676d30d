using System.Text.Json.Serialization;

namespace SamFast.Gallery.Notebook;

/// <summary>A claim of the notebook, with the verdict and the evidence of these runs.</summary>
internal sealed record Claim([property: JsonPropertyName("claim")] string Text, bool Holds, string Evidence);
