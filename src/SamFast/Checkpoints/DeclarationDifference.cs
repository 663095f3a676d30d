namespace SamFast;

/// <summary>Differences between two descriptions, which are lines with parts separated by semicolons; see
/// <see cref="OptimizerPlan.Declaration"/> and <see cref="PlannedSchedule.Description"/>.</summary>
internal static class DeclarationDifference
{
    private const string PartEnd = "; ", Equality = " = ";

    /// <summary>The difference in words; empty where there is none.</summary>
    /// <param name="file">The lines of the file.</param>
    /// <param name="here">The lines of the optimizer that loads it.</param>
    internal static string Between(IReadOnlyList<string> file, IReadOnlyList<string> here)
    {
        int same = file.Zip(here).TakeWhile(pair => pair.First == pair.Second).Count();
        int sameEnd = file.Skip(same).Reverse().Zip(here.Skip(same).Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        string[] inFile = [.. file.Skip(same).SkipLast(sameEnd)], inHere = [.. here.Skip(same).SkipLast(sameEnd)];
        if (inFile.Length == 0 && inHere.Length == 0)
            return "";
        bool isOfParts = inFile.Length == inHere.Length && inFile.Zip(inHere).All(pair => Head(pair.First) == Head(pair.Second));
        return isOfParts
            ? string.Join(", ", inFile.Zip(inHere).Where(pair => pair.First != pair.Second).SelectMany(pair => OfParts(pair.First, pair.Second)))
            : $"{Listed(inFile)} in the file, {Listed(inHere)} here";
    }

    private static IEnumerable<string> OfParts(string file, string here)
    {
        string[] parts = file.Split(PartEnd), others = here.Split(PartEnd);
        string owner = Head(file);
        var (inFile, inHere) = (parts.Except(others).ToList(), others.Except(parts).ToList());
        if (inFile.Count == 0 && inHere.Count == 0)
            yield return $"'{file}' in the file, '{here}' here";
        foreach (string part in inFile)
        {
            int equality = part.IndexOf(Equality, StringComparison.Ordinal);
            string? other = equality < 0 ? null : inHere.Find(p => p.StartsWith(part[..(equality + Equality.Length)], StringComparison.Ordinal));
            yield return other is null
                ? $"'{part}' of {owner} in the file, not here"
                : $"{part[..equality]}: {part[(equality + Equality.Length)..]} in the file, {other[(equality + Equality.Length)..]} here ({owner})";
            if (other is not null)
                inHere.Remove(other);
        }

        foreach (string part in inHere)
            yield return $"'{part}' of {owner} here, not in the file";
    }

    private static string Head(string line) => line.Split(PartEnd, 2)[0];

    private static string Listed(string[] lines) => lines.Length == 0 ? "nothing" : string.Join(", ", lines.Select(Head));
}
