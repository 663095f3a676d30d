using Xunit.Abstractions;
using Xunit.Sdk;

namespace SamFast.Tests.Conformance;

/// <summary>All cases of the folder, compiled once and judged when first asked for.</summary>
/// <param name="console">What is said here is seen in the output of a plain <c>dotnet test</c>.</param>
public sealed class Suite(IMessageSink console)
{
    private readonly Lazy<Batch> _batch =
        new(() => Batch.Compile([.. Cases.Where(@case => @case.IsSupported)]));

    private readonly Dictionary<Case, Verdict> _verdicts = [];

    /// <summary>Every golden file, and every entry of the table of schedules.</summary>
    internal static IReadOnlyList<Case> Cases { get; } =
    [
        .. GoldenFolder.Runs.Select(path => new GoldenCase(new Golden(path))),
        .. GoldenFolder.Schedules is { } path ? ScheduleCase.All(path) : [],
    ];

    /// <summary>Why nothing could be compared, or null.</summary>
    internal string? Errors => _batch.Value.Errors;

    internal IReadOnlyDictionary<Case, Verdict> Verdicts => Cases.ToDictionary(@case => @case, VerdictOn);

    internal void Announce(Report report) => console.OnMessage(new DiagnosticMessage(report.ToString()));

    internal Verdict VerdictOn(Case @case)
    {
        if (!_verdicts.TryGetValue(@case, out var verdict))
            _verdicts[@case] = verdict = @case.IsSupported ? Judge(@case) : new Verdict.Unsupported(@case.Unsupported);
        return verdict;
    }

    private Verdict Judge(Case @case)
    {
        if (!_batch.Value.Cases.TryGetValue(@case, out var compiled))
            return new Verdict.Failed("It was not run: the declarations do not compile.");
        string refusals = string.Join("; ", compiled.Refusals);
        if (@case.Refusals.Count > 0)
        {
            return compiled.Refusals.Count > 0
                ? new Verdict.Departed($"{string.Join(' ', @case.Refusals)} {refusals}")
                : new Verdict.Failed($"The build accepts it, although: {string.Join(' ', @case.Refusals)}");
        }

        return compiled.Refusals.Count > 0
            ? new Verdict.Failed($"The build refuses it: {refusals}")
            : Run(@case, compiled);
    }

    // Whatever an optimizer throws is its own failure; the others are still judged and counted.
    private static Verdict Run(Case @case, CompiledCase compiled)
    {
        try
        {
            return @case.Verify(compiled);
        }
        catch (Exception exception)
        {
            return new Verdict.Failed(exception.ToString());
        }
    }
}
