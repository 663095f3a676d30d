using SamFast.Benchmarks.Engine;

namespace SamFast.Benchmarks.Report;

/// <summary>The charts: two for each workload.</summary>
internal static class Charts
{
    public static string Speed(IWorkload workload) => $"{workload.Name}-speed.png";

    public static string Ratios(IWorkload workload) => $"{workload.Name}-ratios.png";

    /// <summary>Writes the files and returns each path.</summary>
    public static IEnumerable<string> Save(IReadOnlyList<Record> records, ReportSettings settings)
    {
        Gallery.Output.Typeface.Use();
        foreach (var workload in settings.Workloads)
        {
            Record[] own = [.. records.Where(record => record.Workload == workload.Name)];
            yield return SpeedChart.Save(own, workload.Title, Path.Combine(settings.Folder, Speed(workload)));
            yield return RatioChart.Save(own, workload.Title, Path.Combine(settings.Folder, Ratios(workload)));
        }
    }
}
