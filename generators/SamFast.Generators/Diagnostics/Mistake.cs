namespace SamFast.Generators.Diagnostics;

/// <summary>A diagnostic without symbols or syntax.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Message">The message.</param>
/// <param name="Place">The text at which it is shown.</param>
internal sealed record Mistake(string Id, string Message, Place Place);
