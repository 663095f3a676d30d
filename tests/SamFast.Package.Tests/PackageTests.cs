using System.IO.Compression;
using System.Xml.Linq;

namespace SamFast.Package.Tests;

/// <summary>The content of the package.</summary>
public class PackageTests(Package package) : IClassFixture<Package>
{
    [Fact]
    public void The_package_has_the_library_the_generator_the_code_fixes_and_the_documentation_only()
    {
        using var archive = ZipFile.OpenRead(package.Path);
        string[] files =
        [
            .. archive.Entries.Select(entry => entry.FullName)
                .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal)
                    && name != "[Content_Types].xml").Order(StringComparer.Ordinal),
        ];
        Assert.Equal(
            ["PACKAGE.md", "SamFast.nuspec", "analyzers/dotnet/cs/SamFast.CodeFixes.dll", "analyzers/dotnet/cs/SamFast.Generators.dll",
                "build/SamFast.props", "build/SamFast.targets", "buildTransitive/SamFast.props", "buildTransitive/SamFast.targets",
                "docs/diagnostics.md", "icon.png", "lib/net10.0/SamFast.dll", "lib/net10.0/SamFast.xml"],
            files);
        Assert.All(archive.Entries, entry => Assert.True(entry.Length > 0, entry.FullName));
    }

    [Fact]
    public void The_description_shows_the_claims_of_the_gallery()
    {
        using var archive = ZipFile.OpenRead(package.Path);
        using var stream = archive.GetEntry("SamFast.nuspec")!.Open();
        var metadata = XDocument.Load(stream).Root!.Elements().Single();
        string Value(string name) => metadata.Elements().Single(e => e.Name.LocalName == name).Value;

        Assert.Equal("SamFast", Value("id"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("PACKAGE.md", Value("readme"));
        Assert.Equal("icon.png", Value("icon"));
        Assert.NotEmpty(Value("description"));
        Assert.Contains("sharpness-aware-minimization", Value("tags"), StringComparison.Ordinal);
        string[] dependencies =
        [
            .. metadata.Descendants().Where(e => e.Name.LocalName == "dependency").Select(e => e.Attribute("id")!.Value),
        ];
        // The generator does not pass its references to the compiler on to users.
        Assert.DoesNotContain(dependencies, id => id.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
        Assert.All(dependencies, id => Assert.Equal("System.Numerics.Tensors", id));
    }

    [Fact]
    public void The_symbol_package_has_the_symbols_of_the_library()
    {
        using var archive = ZipFile.OpenRead(package.Symbols);
        Assert.Contains(archive.Entries, entry => entry.FullName == "lib/net10.0/SamFast.pdb");
    }
}
