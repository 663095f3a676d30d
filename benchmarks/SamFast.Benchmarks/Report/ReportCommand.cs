using System.CommandLine;
using System.Globalization;
using SamFast.Benchmarks.Engine;

namespace SamFast.Benchmarks.Report;

/// <summary>The side-by-side report: measures, then writes report.json, report.md and the charts.</summary>
internal static class ReportCommand
{
    public const string Name = "report";

    public static int Run(IReadOnlyList<string> arguments)
    {
        var options = new ReportOptions();
        var command = new Command(Name, "Compares SamFast with other implementations of the same steps.");
        options.AddTo(command);
        command.SetAction(result => Run(options.Read(result)));
        return new RootCommand("Benchmarks of SamFast.") { command }.Parse(arguments).Invoke();
    }

    private static int Run(ReportSettings settings)
    {
        if (settings.Workloads.Count == 0)
        {
            Console.Error.WriteLine("None of these workloads supports lists of tensors: add a size such as 1K.");
            return 1;
        }

        if (settings.Unsupported is { } isa)
        {
            Console.Error.WriteLine($"This processor does not support {isa.Title}.");
            return 1;
        }

        try
        {
            // Fails before the measurement if the folder cannot be written.
            Directory.CreateDirectory(settings.Folder);
            if (!settings.IsForThisProcess)
                return IsaReport.Run(settings);
            Console.WriteLine(Machine.Line);
            var records = Measure(settings);
            foreach (string file in Files.Save(records, settings))
                Console.WriteLine($"wrote {file}");
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"Cannot write to {settings.Folder}: {e.Message}");
            return 1;
        }
        catch (DisagreementException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static List<Record> Measure(ReportSettings settings)
    {
        var records = new List<Record>();
        int done = 0, all = settings.Workloads.Sum(workload => settings.ShapesOf(workload).Count());
        foreach (var workload in settings.Workloads)
        {
            Console.WriteLine($"{workload.Title}: checking that all competitors compute the same; warming up");
            workload.Rehearse(settings.Effort);
            foreach (var shape in settings.ShapesOf(workload))
            {
                var measured = workload.Measure(shape, settings.Effort);
                records.AddRange(measured);
                Console.WriteLine(
                    $"[{++done}/{all}] {workload.Name} {Sizes.Text(shape)}: " +
                    string.Join(", ", measured.Skip(1).Select(Summary)));

                // Frees the state of these optimizers before that of the next workload is allocated.
                GC.Collect();
            }
        }

        return records;
    }

    private static string Summary(Record record) =>
        string.Create(CultureInfo.InvariantCulture, $"{record.Competitor} {record.RatioToSamFast:0.00}");
}
