using System.Text.RegularExpressions;

namespace SamFast.Generators.Tests;

/// <summary>The page of faults names existing tests.</summary>
public partial class FaultsPageTests
{
    [Fact]
    public void Every_test_on_the_page_of_faults_exists()
    {
        string tests = Path.Combine(Page.Root, "tests");
        string[] files = [.. Directory.GetFiles(tests, "*Tests.cs", SearchOption.AllDirectories).Select(path => path.Replace('\\', '/'))];
        string[] named = [.. Page.Text("tests/FAULTS.md").Split('\n').Where(line => line.StartsWith('|')).Skip(1)
            .SelectMany(line => Code().Matches(line.Split(" | ")[^1]).Select(match => match.Groups[1].Value))];
        string file = "";
        Assert.True(named.Length > 40, $"{named.Length} tests are named");
        Assert.All(named, name =>
        {
            var parts = Test().Match(name).Groups;
            if (parts["class"].Success)
                file = Assert.Single(files, path => path.EndsWith($"/{parts["class"].Value}.cs", StringComparison.Ordinal));
            if (parts["method"] is { Success: true, Value: var method })
                Assert.Matches($@"void {method.Replace("*", @"\w*", StringComparison.Ordinal)}\(", File.ReadAllText(file));
            Assert.True(parts["class"].Success || parts["method"].Success, $"{name} is not a test");
        });
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    /// <summary>A class, with an optional folder and an optional test; or another test of the previous class.</summary>
    [GeneratedRegex(@"^(?:(?<class>(?:[\w.]+/)*\w+Tests)\.?)?(?<method>[A-Z]\w*_[\w*]+)?$")]
    private static partial Regex Test();
}
