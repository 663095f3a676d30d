using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SamFast.Generators.Diagnostics;

/// <summary>A location without syntax.</summary>
/// <param name="Path">The file.</param>
/// <param name="Start">Its position there, in characters.</param>
/// <param name="Length">Its length there.</param>
internal sealed record Place(string Path, int Start, int Length, int FirstLine, int FirstColumn, int LastLine, int LastColumn)
{
    public static Place None { get; } = new("", 0, 0, 0, 0, 0, 0);

    public static Place Of(Location location)
    {
        var lines = location.GetLineSpan();
        var (first, last) = (lines.StartLinePosition, lines.EndLinePosition);
        return new Place(
            lines.Path, location.SourceSpan.Start, location.SourceSpan.Length, first.Line, first.Character, last.Line, last.Character);
    }

    public Location ToLocation() => Location.Create(
        Path, new TextSpan(Start, Length), new LinePositionSpan(new(FirstLine, FirstColumn), new(LastLine, LastColumn)));
}
