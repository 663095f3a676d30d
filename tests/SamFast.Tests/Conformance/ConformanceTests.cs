using Xunit.Abstractions;

namespace SamFast.Tests.Conformance;

/// <summary>Our optimizers follow recorded runs of optax.</summary>
[Trait("Category", "Conformance")]
public sealed class ConformanceTests(Suite suite, ITestOutputHelper output) : IClassFixture<Suite>
{
    public static TheoryData<string> Supported =>
        new(Suite.Cases.Where(@case => @case.IsSupported).Select(@case => @case.File));

    [Theory]
    [MemberData(nameof(Supported))]
    public void An_optimizer_follows_its_recorded_run(string file)
    {
        switch (suite.VerdictOn(Suite.Cases.Single(@case => @case.File == file)))
        {
            case Verdict.Failed failed:
                Assert.Fail(failed.Mismatch.ToString());
                break;
            case Verdict.Departed departed:
                output.WriteLine(departed.Reason);
                break;
            case var verdict:
                Assert.IsType<Verdict.Passed>(verdict);
                break;
        }
    }

    [Fact]
    public void All_translated_declarations_compile() =>
        Assert.True(suite.Errors is null, suite.Errors);

    [Fact]
    public void The_summary_counts_every_file_once()
    {
        var report = new Report(suite.Verdicts);
        output.WriteLine(report.ToString());
        suite.Announce(report);
        if (Environment.GetEnvironmentVariable("SAMFAST_CONFORMANCE_REPORT") is { Length: > 0 } path)
            File.WriteAllText(path, report.ToJson());

        int counted = report.Families.Values.Sum(f => f.Passed + f.Failed + f.Unsupported) + report.Departures.Count;
        Assert.NotEmpty(Suite.Cases);
        Assert.Equal(Suite.Cases.Count, counted);
    }

    [Fact]
    public void No_call_is_unsupported() =>
        Assert.Empty(Suite.Cases.SelectMany(@case => @case.Unsupported).Distinct());
}
