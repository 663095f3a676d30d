using System.Text.Json;

namespace SamFast.Tests.Conformance;

/// <summary>One entry of the table of schedules.</summary>
internal sealed class ScheduleCase : Case
{
    private readonly Translator _translator = new("float64");
    private readonly IReadOnlyList<string> _schedule;
    private readonly JsonElement _entry;
    private readonly JsonElement _table;

    private ScheduleCase(JsonElement table, JsonElement entry)
    {
        _table = table;
        _entry = entry;
        _schedule = _translator.Schedule(entry.GetProperty("schedule"));
    }

    public static IEnumerable<ScheduleCase> All(string path)
    {
        var table = JsonDocument.Parse(System.IO.File.ReadAllBytes(path)).RootElement;
        return table.GetProperty("schedules").EnumerateArray().Select(entry => new ScheduleCase(table, entry));
    }

    public override string File => $"{GoldenFolder.SchedulesFile}: {Expression}";

    public override string Family => "schedule";

    public override string Expression => _entry.GetProperty("optax").GetString()!;

    public override IReadOnlyCollection<string> Unsupported => _translator.Unsupported;

    public override IReadOnlyCollection<string> Refusals => _translator.Refusals;

    public override string Source(string name) => $"""
        [Optimizer<double>]
        [ScaleBySchedule]
        {string.Join('\n', _schedule.Select(attribute => $"[{attribute}]"))}
        public sealed partial class {name};

        {string.Join("\n\n", _translator.Functions)}
        """.Replace(FunctionSource.Prefix, name, StringComparison.Ordinal);

    // Takes a step at each count, so that generated code evaluates the schedule.
    public override Verdict Verify(CompiledCase compiled)
    {
        double rtol = _table.GetProperty("rtol_float64").GetDouble();
        double atol = _entry.GetProperty("atol").GetDouble() * rtol / _entry.GetProperty("rtol").GetDouble();
        var counts = _table.GetProperty("steps").EnumerateArray().Select(count => count.GetInt32());
        var optimizer = (Optimizer<double>)Activator.CreateInstance(compiled.Type, 1)!;
        var stepCount = typeof(Optimizer<double>).GetProperty(nameof(optimizer.StepCount))!;
        var value = compiled.Type.GetProperty("StepSize")!;
        foreach (var (count, expected) in counts.Zip(Golden.Vector<double>(_entry.GetProperty("float64"))))
        {
            stepCount.SetValue(optimizer, (long)count);
            ((IGradientOptimizer<double>)optimizer).Step([1], [1]);
            double actual = (double)value.GetValue(optimizer)!;
            double tolerance = Comparison.Tolerance(expected, rtol, atol);
            if (!Comparison.Agree(actual, expected, tolerance))
                return new Verdict.Failed(new Mismatch(count, 0, expected, actual, tolerance));
        }

        return new Verdict.Passed();
    }
}
