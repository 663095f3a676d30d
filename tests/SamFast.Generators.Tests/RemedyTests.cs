using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Tests;

/// <summary>The remedy that a diagnostic names compiles.</summary>
public class RemedyTests
{
    public static TheoryData<int, string, string> Cases
    {
        get
        {
            var data = new TheoryData<int, string, string>();
            for (int i = 0; i < Remedies.All.Count; i++)
                data.Add(i, Remedies.All[i].Case, Remedies.All[i].Says);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_message_names_the_remedy_and_the_remedy_compiles(int index, string mistake, string says)
    {
        var remedy = Remedies.All[index];
        var faulty = DiagnosticCases.All[mistake];
        var message = Assert.Single(DiagnosticTests.Outcomes[mistake].Mistakes).GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains(says, message, StringComparison.Ordinal);

        var mended = remedy.Run(faulty).IsClean();

        Assert.DoesNotContain(mended.Mistakes, diagnostic => !diagnostic.IsSuppressed);
        Assert.NotEmpty(mended.Generated);
        Assert.Equal(mended.Generated.Count, mended.Compiled.Count);
    }

    [Fact]
    public void Every_diagnostic_has_a_tested_remedy() => Assert.Equal(
        Diagnostics.Descriptors.All.Select(rule => rule.Id).Order(),
        Remedies.All.Select(remedy => DiagnosticCases.All[remedy.Case].Id).Distinct().Order());
}
