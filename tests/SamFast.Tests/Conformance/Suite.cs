using Xunit.Abstractions;
using Xunit.Sdk;

namespace SamFast.Tests.Conformance;

/// <summary>All cases of the folder, compiled once and judged on first use.</summary>
/// <param name="console">Messages for the output of a plain <c>dotnet test</c>.</param>
public sealed class Suite(IMessageSink console)
{
    private readonly Lazy<Batch> _batch =
        new(() => Batch.Compile([.. Cases.Where(@case => @case.IsSupported)]));

    private readonly Dictionary<Case, Verdict> _verdicts = [];

    /// <summary>A case for each golden file and for each entry of the table of schedules.</summary>
    internal static IReadOnlyList<Case> Cases { get; } =
    [
        .. GoldenFolder.Runs.Select(path => new GoldenCase(new Golden(path))),
        .. GoldenFolder.Schedules is { } path ? ScheduleCase.All(path) : [],
    ];

    /// <summary>The reason if nothing could be compared; otherwise null.</summary>
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
            return new Verdict.Failed("Not run: the declarations do not compile.");
        string refusals = string.Join("; ", compiled.Refusals);
        if (@case.Refusals.Count > 0)
        {
            return compiled.Refusals.Count > 0
                ? new Verdict.Departed($"{string.Join(' ', @case.Refusals)} {refusals}")
                : new Verdict.Failed($"The build accepts the declaration, and should refuse it: {string.Join(' ', @case.Refusals)}");
        }

        return compiled.Refusals.Count > 0
            ? new Verdict.Failed($"The build refuses the declaration: {refusals}")
            : Run(@case, compiled);
    }

    // An exception fails its own case only.
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
