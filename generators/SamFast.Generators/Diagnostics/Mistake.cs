namespace SamFast.Generators.Diagnostics;

/// <summary>A diagnostic that holds nothing of a compilation.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Message">What it says.</param>
/// <param name="Path">The file.</param>
/// <param name="Start">Where it begins there, in characters.</param>
/// <param name="Length">How long it is.</param>
internal sealed record Mistake(
    string Id, string Message, string Path, int Start, int Length, int FirstLine, int FirstColumn, int LastLine, int LastColumn);
