using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace SamFast.Package.Tests;

/// <summary>Packing a commit is reproducible, and a debugger finds its sources.</summary>
public class ReproducibilityTests(ReproducibilityTests.Clones clones) : IClassFixture<ReproducibilityTests.Clones>
{
    private static readonly Guid _sourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    [Fact]
    public void Clones_in_different_folders_and_time_zones_pack_the_same_bytes()
    {
        AreTheSame(clones.One.Packed, clones.Other.Packed);
        AreTheSame(clones.One.Symbols, clones.Other.Symbols);

        static void AreTheSame(string here, string there)
        {
            var (first, second) = (Read(here), Read(there));
            Assert.NotEmpty(first);
            Assert.Equal(first.Keys, second.Keys);
            Assert.All(first.Keys, name => Assert.True(first[name].AsSpan().SequenceEqual(second[name]), name));
            if (HasFixedNames(here))
                Assert.True(File.ReadAllBytes(here).AsSpan().SequenceEqual(File.ReadAllBytes(there)), here);
        }
    }

    [Fact]
    public void Symbols_lead_to_the_sources_of_the_commit_on_GitHub()
    {
        var (package, symbols) = (Read(clones.One.Packed), Read(clones.One.Symbols));
        MetadataReaderProvider[] all =
        [
            MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols["lib/net10.0/SamFast.pdb"])),
            Embedded(package["analyzers/dotnet/cs/SamFast.Generators.dll"]),
            Embedded(package["analyzers/dotnet/cs/SamFast.CodeFixes.dll"]),
        ];
        foreach (var provider in all)
        {
            using var _ = provider;
            var reader = provider.GetMetadataReader();
            var link = reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation)
                .Single(information => reader.GetGuid(information.Kind) == _sourceLink);
            using var json = JsonDocument.Parse(reader.GetBlobBytes(link.Value));
            var map = Assert.Single(json.RootElement.GetProperty("documents").EnumerateObject());
            Assert.Equal("/_/*", map.Name);
            Assert.Equal($"https://raw.githubusercontent.com/samfast/samfast/{Clone.Commit}/*", map.Value.GetString());

            // The star matches the files of the repository, but not the files that the build writes.
            string[] documents =
                [.. reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name))];
            Assert.NotEmpty(documents);
            Assert.All(documents, document => Assert.StartsWith("/_/", document, StringComparison.Ordinal));
            Assert.All(
                documents.Where(document => !document.Contains("/obj/", StringComparison.Ordinal)),
                document => Assert.True(File.Exists(Path.Combine(Package.Root, document["/_/".Length..])), document));
        }
    }

    [Fact]
    public void The_package_names_its_commit()
    {
        var repository = XDocument.Load(new MemoryStream(Read(clones.One.Packed)["SamFast.nuspec"]))
            .Descendants().Single(element => element.Name.LocalName == "repository");
        Assert.Equal("git", repository.Attribute("type")!.Value);
        Assert.Equal(Clone.Url, repository.Attribute("url")!.Value);
        Assert.Equal(Clone.Commit, repository.Attribute("commit")!.Value);
    }

    [Fact]
    public void The_analyzers_have_the_repository_of_help_links_and_the_page_of_diagnostics()
    {
        var package = Read(clones.One.Packed);
        using PEReader assembly = new(new MemoryStream(package["analyzers/dotnet/cs/SamFast.Generators.dll"]));
        var reader = assembly.GetMetadataReader();
        string[] attributes =
            [.. reader.GetAssemblyDefinition().GetCustomAttributes().Select(handle => Encoding.UTF8.GetString(
                reader.GetBlobBytes(reader.GetCustomAttribute(handle).Value)))];
        Assert.Contains(attributes, value => value.Contains("RepositoryUrl", StringComparison.Ordinal)
            && value.Contains("https://github.com/samfast/samfast", StringComparison.Ordinal));
        Assert.Equal("Diagnostics.md", reader.GetString(reader.GetManifestResource(reader.ManifestResources.Single()).Name));
        Assert.Contains("SF0001", Encoding.UTF8.GetString(package["docs/diagnostics.md"]), StringComparison.Ordinal);
    }

    /// <summary>The files of a package, except two: older SDKs give the file of NuGet's properties a random name, and the file of
    /// relationships has that name.</summary>
    private static SortedDictionary<string, byte[]> Read(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal);
        foreach (var entry in archive.Entries.Where(e => Path.GetExtension(e.FullName) is not (".rels" or ".psmdcp")))
        {
            using var stream = entry.Open();
            using MemoryStream bytes = new();
            stream.CopyTo(bytes);
            files.Add(entry.FullName, bytes.ToArray());
        }

        return files;
    }

    /// <summary>True if the SDK gives the properties a fixed name and all files a fixed date, as SDK 10.0.401 does. The archives
    /// are then identical.</summary>
    private static bool HasFixedNames(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        return archive.GetEntry("package/services/metadata/core-properties/nuget.psmdcp") is not null;
    }

    private static MetadataReaderProvider Embedded(byte[] bytes)
    {
        using PEReader assembly = new(new MemoryStream(bytes));
        return assembly.ReadEmbeddedPortablePdbDebugDirectoryData(
            assembly.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb));
    }

    /// <summary>Two clones of one commit, under names of different lengths.</summary>
    public sealed class Clones : IDisposable
    {
        internal Clone One { get; } = new("one");

        internal Clone Other { get; } = new(Path.Combine("another", "deeper"), ("TZ", "Asia/Tokyo"));

        public void Dispose()
        {
            One.Dispose();
            Other.Dispose();
        }
    }
}
