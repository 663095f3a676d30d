namespace SamFast.Tests.Conformance;

/// <summary>The folder of the golden files: the repository's copy, or <c>SAMFAST_GOLDENS</c>.</summary>
internal static class GoldenFolder
{
    private static readonly string[] NotRuns = ["index.json", SchedulesFile];

    public const string SchedulesFile = "schedules.json";

    public static string Location { get; } =
        Environment.GetEnvironmentVariable("SAMFAST_GOLDENS") is { Length: > 0 } named
            ? named
            : Path.Combine(AppContext.BaseDirectory, "Conformance", "Goldens");

    /// <summary>The files that record a run, in a fixed order.</summary>
    public static IEnumerable<string> Runs =>
        Directory.EnumerateFiles(Location, "*.json")
            .Where(path => !NotRuns.Contains(Path.GetFileName(path)))
            .Order(StringComparer.Ordinal);

    /// <summary>The table of schedules, if the folder has one.</summary>
    public static string? Schedules =>
        Path.Combine(Location, SchedulesFile) is var path && File.Exists(path) ? path : null;
}
