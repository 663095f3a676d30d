using System.Diagnostics;
using System.Text.RegularExpressions;
using SamFast.Benchmarks.Processors;

namespace SamFast.Benchmarks.Peers;

/// <summary>A C compiler of this machine, and its options for the loops.</summary>
/// <param name="Name">The command, with or without a version after a hyphen.</param>
/// <param name="Peer">The name of its loops in the report.</param>
/// <param name="Flags">The options for optimization, besides the instruction set.</param>
internal sealed partial record Compiler(string Name, string Peer, string Flags)
{
    /// <summary>Options that keep the results exact. Square roots need not set errno.</summary>
    public static Compiler Exact { get; } =
        new("gcc", "gcc-exact", "-O3 -mprefer-vector-width=512 -fno-math-errno");

    public static Compiler Fast { get; } = new("clang", "clang-fast", "-Ofast");

    /// <summary>Options for gradients, whose sums are vectors only if additions may be reordered.</summary>
    public static Compiler Gradients { get; } = new("gcc", "gcc-fast", "-O3 -ffast-math -mprefer-vector-width=512");

    /// <summary>Compiles and links all sources, or returns the reason for a failure.</summary>
    public string? Build(string sources, string folder, string real, string library)
    {
        if (Find() is not { } path)
            return $"{Name} is not in the PATH";
        foreach (string source in Directory.GetFiles(sources, "*.c"))
        {
            string output = Path.Combine(folder, Path.GetFileNameWithoutExtension(source) + ".o");
            if (Run(path, [.. Flags.Split(' '), .. Isa.Current.CompilerFlags.Split(' '), "-fPIC", $"-DREAL={real}", "-c", source, "-o", output]) is { } error)
                return error;
        }

        // Links without -Ofast, because loading the library would otherwise make the whole process flush subnormals.
        return Run(path, ["-shared", "-o", library, .. Directory.GetFiles(folder, "*.o"), "-lm"]);
    }

    /// <summary>The compiler in the PATH, or else the latest one whose name has a version.</summary>
    private string? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFiles(folder, $"{Name}*"))
            .Select(file => (File: file, Match: Numbered().Match(Path.GetFileName(file))))
            .Where(found => found.Match.Success && found.Match.Groups[1].Value == Name)
            .OrderByDescending(found =>
                found.Match.Groups[2] is { Success: true } number ? int.Parse(number.Value) : int.MaxValue)
            .Select(found => found.File).FirstOrDefault();

    private static string? Run(string path, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(path, arguments) { RedirectStandardError = true })!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : $"{Path.GetFileName(path)} failed: {error.Trim()}";
    }

    [GeneratedRegex(@"^([a-z]+)(?:-(\d{1,3}))?(?:\.exe)?$")]
    private static partial Regex Numbered();
}
