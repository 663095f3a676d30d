namespace SamFast.Generators.Diagnostics;

/// <summary>A diagnostic without symbols or syntax.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Message">The message.</param>
/// <param name="Path">The file.</param>
/// <param name="Start">Its position there, in characters.</param>
/// <param name="Length">Its length there.</param>
internal sealed record Mistake(
    string Id, string Message, string Path, int Start, int Length, int FirstLine, int FirstColumn, int LastLine, int LastColumn);
