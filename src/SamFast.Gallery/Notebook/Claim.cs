using System.Text.Json.Serialization;

namespace SamFast.Gallery.Notebook;

/// <summary>Something the notebook says, whether these runs bear it out, and by what numbers.</summary>
internal sealed record Claim([property: JsonPropertyName("claim")] string Text, bool Holds, string Evidence);
