namespace SamFast.Package.Tests;

/// <summary>The sources of the package, in a folder that looks like a clone from GitHub, and the package
/// packed there as for a release.</summary>
internal sealed class Clone : IDisposable
{
    public const string Url = "https://github.com/samfast/samfast.git";
    public const string Commit = "5a3fa5700123456789abcdef0123456789abcdef";

    private static readonly string[] _sources = [Path.Combine("src", "SamFast"), "generators"];

    private readonly string _folder = Directory.CreateTempSubdirectory("samfast-clone-").FullName;

    /// <param name="name">The name of the clone's folder.</param>
    public Clone(string name, params (string Name, string Value)[] environment)
    {
        string root = Path.Combine(_folder, name);
        Copy(root);
        Pretend(root);
        string[] pack =
        [
            "pack", _sources[0], "-c", "Release", "-o", "out", "-p:ContinuousIntegrationBuild=true",
            // Errors of the build are found by other builds. This one leaves no process behind.
            "-p:RunAnalyzers=false", "-p:NuGetAudit=false", "--disable-build-servers",
        ];
        Package.Run("dotnet", pack, root, environment);
        Packed = Directory.GetFiles(Path.Combine(root, "out"), "*.nupkg").Single();
        Symbols = Directory.GetFiles(Path.Combine(root, "out"), "*.snupkg").Single();
    }

    public string Packed { get; }

    public string Symbols { get; }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Copy(string root)
    {
        string from = Package.Root;
        // In a worktree, .git is a file.
        var files = Directory.EnumerateFiles(from).Where(file => Path.GetFileName(file) != ".git")
            .Concat(_sources.SelectMany(folder => Sources(Path.Combine(from, folder))));
        foreach (string file in files)
        {
            string to = Path.Combine(root, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(folder).Concat(
            Directory.EnumerateDirectories(folder).Where(inner => Path.GetFileName(inner) is not ("bin" or "obj"))
                .SelectMany(Sources));

    /// <summary>The parts of a repository that the SDK reads. The SDK does not need git.</summary>
    private static void Pretend(string root)
    {
        string git = Path.Combine(root, ".git"), heads = Path.Combine(git, "refs", "heads");
        Directory.CreateDirectory(heads);
        Directory.CreateDirectory(Path.Combine(git, "objects"));
        File.WriteAllText(Path.Combine(git, "HEAD"), "ref: refs/heads/main\n");
        File.WriteAllText(Path.Combine(heads, "main"), Commit + "\n");
        File.WriteAllText(Path.Combine(git, "config"), $"[remote \"origin\"]\n\turl = {Url}\n");
    }
}
