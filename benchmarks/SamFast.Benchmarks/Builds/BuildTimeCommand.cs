using System.Diagnostics;
using System.Globalization;
using SamFast.Benchmarks.Engine;

namespace SamFast.Benchmarks.Builds;

/// <summary>Time that optimizers add to <c>dotnet build</c>: <c>build-time [FOLDER]</c>. FOLDER is another build of this program.</summary>
/// <remarks>Builds a project without optimizers and one with four copies of the catalog in turn, with the compiler's server, which is
/// warm after the first round, and without.</remarks>
internal static class BuildTimeCommand
{
    public const string Name = "build-time";

    private const int Copies = 4, Rounds = 7;

    private const string Usings = "global using SamFast;\nglobal using SamFast.Authoring;\n";

    public static int Run(string[] args)
    {
        string library = Path.GetFullPath(args.Length > 1 ? args[1] : AppContext.BaseDirectory);
        string catalog = Catalog();
        int optimizers = Copies * catalog.Split("[Optimizer").Skip(1).Count();
        var folder = Directory.CreateTempSubdirectory("samfast-build-time");
        try
        {
            string none = Project(folder, "None", library, ""), many = Project(folder, "Many", library, catalog);
            Console.WriteLine("Seconds of dotnet build, medians:");
            Console.WriteLine($"{"compiler",-12} {"no optimizer",14} {$"{optimizers} optimizers",16} {"difference",12}");
            foreach (bool isShared in new[] { false, true })
                Compare(none, many, isShared);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static void Compare(string none, string many, bool isShared)
    {
        Build(none, isShared);
        Build(many, isShared);
        var rounds = Enumerable.Range(0, Rounds).Select(_ => (None: Build(none, isShared), Many: Build(many, isShared))).ToArray();
        double Median(Func<(double None, double Many), double> value) => Quantiles.Of(rounds.Select(value), 0.5);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{(isShared ? "server, warm" : "own process"),-12} {Median(r => r.None),14:0.0} {Median(r => r.Many),16:0.0} {Median(r => r.Many - r.None),12:0.0}"));
    }

    /// <summary>The declarations of the catalog, as C#.</summary>
    private static string Catalog()
    {
        using var stream = typeof(BuildTimeCommand).Assembly.GetManifestResourceStream("Catalog.cs")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Writes and restores a project.</summary>
    /// <returns>Its file.</returns>
    private static string Project(DirectoryInfo parent, string name, string library, string catalog)
    {
        string folder = parent.CreateSubdirectory(name).FullName, file = Path.Combine(folder, name + ".csproj");
        string generator = Path.Combine(library, "Generators", "SamFast.Generators.dll");
        File.WriteAllText(file, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="SamFast" HintPath="{Path.Combine(library, "SamFast.dll")}" />
                <Analyzer Include="{generator}" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(folder, "Usings.cs"), Usings);
        for (int copy = 0; copy < Copies; copy++)
        {
            string space = $"namespace {name}.Copy{copy};";
            File.WriteAllText(Path.Combine(folder, $"Copy{copy}.cs"), catalog.Replace("namespace SamFast.Benchmarks.Catalog;", space));
        }

        DotNet("restore", file);
        return file;
    }

    /// <summary>Builds a project whose sources have changed.</summary>
    /// <returns>Seconds.</returns>
    private static double Build(string project, bool isShared)
    {
        File.SetLastWriteTimeUtc(Path.Combine(Path.GetDirectoryName(project)!, "Usings.cs"), DateTime.UtcNow);
        long start = Stopwatch.GetTimestamp();
        DotNet("build", "--no-restore", "-c", "Release", $"-p:UseSharedCompilation={isShared}", project);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void DotNet(params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", args) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(output);
    }
}
