using System.Text.Json;
using System.Text.Json.Serialization;

namespace SamFast.Tests.Conformance;

/// <summary>The summary of a run of the suite, as text and as JSON.</summary>
internal sealed class Report(IReadOnlyDictionary<Case, Verdict> verdicts)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public SortedDictionary<string, Counts> Families { get; } = new(
        verdicts.GroupBy(pair => pair.Key.Family, pair => pair.Value).ToDictionary(
            family => family.Key,
            family => new Counts(
                family.OfType<Verdict.Passed>().Count(), family.OfType<Verdict.Failed>().Count(),
                family.OfType<Verdict.Unsupported>().Count())),
        StringComparer.Ordinal);

    /// <summary>The first difference of each file that failed.</summary>
    public IReadOnlyList<object> Failures { get; } =
        [.. Of<Verdict.Failed>(verdicts).Select(pair => new
        {
            pair.File,
            pair.Verdict.Mismatch.Step,
            pair.Verdict.Mismatch.Index,
            pair.Verdict.Mismatch.Expected,
            pair.Verdict.Mismatch.Actual,
            pair.Verdict.Mismatch.Tolerance,
        })];

    /// <summary>The calls that are missing in the catalog, with the number of files that have them.</summary>
    public SortedDictionary<string, int> Unsupported { get; } = new(
        Of<Verdict.Unsupported>(verdicts).SelectMany(pair => pair.Verdict.Calls).GroupBy(call => call)
            .ToDictionary(call => call.Key, call => call.Count()),
        StringComparer.Ordinal);

    public IReadOnlyList<DepartedFile> Departures { get; } =
        [.. Of<Verdict.Departed>(verdicts).Select(pair => new DepartedFile(pair.File, pair.Verdict.Reason))];

    public string ToJson() => JsonSerializer.Serialize(this, Format);

    public override string ToString()
    {
        var counts = Families.Values;
        var all = new Counts(counts.Sum(f => f.Passed), counts.Sum(f => f.Failed), counts.Sum(f => f.Unsupported));
        return $"Conformance with optax: {all}, {Departures.Count} documented departures "
            + $"({string.Join("; ", Families.Select(f => $"{f.Key} {f.Value}"))})";
    }

    private static IEnumerable<(string File, T Verdict)> Of<T>(IReadOnlyDictionary<Case, Verdict> verdicts)
        where T : Verdict =>
        verdicts.Where(pair => pair.Value is T).Select(pair => (pair.Key.File, (T)pair.Value))
            .OrderBy(pair => pair.File, StringComparer.Ordinal);

    internal sealed record Counts(int Passed, int Failed, int Unsupported)
    {
        public override string ToString() => $"{Passed} passed, {Failed} failed, {Unsupported} not yet supported";
    }

    internal sealed record DepartedFile(string File, string Reason);
}
