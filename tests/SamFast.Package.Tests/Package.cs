using System.Diagnostics;
using System.Reflection;

namespace SamFast.Package.Tests;

/// <summary>The package, packed from the build, and a program that references it alone.</summary>
public sealed class Package : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("samfast-package-").FullName;

    public Package()
    {
        // NuGet caches packages by version, so the version is unique. Disposal removes it from the cache.
        Version = "0.1.0-test." + Guid.NewGuid().ToString("N")[..12];
        Run("dotnet", [
            "pack", System.IO.Path.Combine(Root, "src", "SamFast"), "--no-build", "-c", Configuration, "-o", _folder,
            "-p:PackageVersion=" + Version], Root);
    }

    public static string Root { get; } = Metadata("Root");

    public static string Configuration { get; } = Metadata("Configuration");

    public string Version { get; }

    public string Path => System.IO.Path.Combine(_folder, $"SamFast.{Version}.nupkg");

    public string Symbols => System.IO.Path.Combine(_folder, $"SamFast.{Version}.snupkg");

    /// <summary>Copies the program to a new folder.</summary>
    public string Consumer()
    {
        string consumer = Folder();
        foreach (string file in Directory.GetFiles(System.IO.Path.Combine(Root, "tests", "SamFast.Package.Tests", "Consumer")))
            File.Copy(file, System.IO.Path.Combine(consumer, System.IO.Path.GetFileName(file)));
        return consumer;
    }

    /// <summary>Makes a folder whose projects find this version of the package only.</summary>
    public string Folder()
    {
        string folder = Directory.CreateDirectory(System.IO.Path.Combine(_folder, Guid.NewGuid().ToString("N")[..8])).FullName;
        File.WriteAllText(System.IO.Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="here" value="{_folder}" />
              </packageSources>
            </configuration>
            """);
        return folder;
    }

    /// <returns>The output.</returns>
    public static string Run(string program, string[] arguments, string folder, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The settings of the outer build do not apply to the inner one.
        foreach (string name in start.Environment.Keys.Where(n => n.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed:\n{output}\n{errors.Result}");
        return output;
    }

    public void Dispose()
    {
        string cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string cached = System.IO.Path.Combine(cache, "samfast", Version);
        if (Directory.Exists(cached))
            Directory.Delete(cached, recursive: true);
        Directory.Delete(_folder, recursive: true);
    }

    private static string Metadata(string key) =>
        typeof(Package).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
