using System.Text.Json.Serialization;

namespace SamFast.Gallery.Notebook;

/// <summary>A claim of the notebook, with the verdict of these runs and their numbers.</summary>
internal sealed record Claim([property: JsonPropertyName("claim")] string Text, bool Holds, string Evidence);
