using System.Reflection;

namespace SamFast.Generators.Tests.Catalog;

/// <summary>The page about limits of magnitude lists all transforms with squares or products in the parameters' type.</summary>
public class NormTests
{
    /// <summary>Measures of the magnitude of their operand.</summary>
    private static readonly string[] s_linear = ["NotFinite", "Elements", "SumNorm"];

    [Fact]
    public void The_page_names_every_transform_that_sums_squares_or_products()
    {
        string page = File.ReadAllText(Path.Combine(Project.Directory, "..", "..", "src", "SamFast", "Declarations", "README.md"));
        string norms = page[page.IndexOf("**Norms.**", StringComparison.Ordinal)..page.IndexOf("## Options", StringComparison.Ordinal)];
        var summing = Listing.Transforms.Concat(Listing.Projections).Concat(Listing.Wrappers)
            .Where(type => type.GetMethods().Any(m => m.IsDefined(typeof(SumAttribute)) && !s_linear.Contains(m.Name)))
            .Select(type => type.Name[..^nameof(Attribute).Length]).ToArray();
        Assert.True(summing.Length > 20, $"{summing.Length} were found");
        Assert.All(summing, name => Assert.Contains($"`{name}`", norms, StringComparison.Ordinal));
    }
}
