using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SamFast.Tests;

/// <summary>Losses, projections and sharpness estimates in processes that may use fewer instructions.</summary>
public class VectorWidthTests
{
    private static readonly Lazy<string[]> s_all = new(() => Run(null));

    /// <summary>The disabled instruction sets of a process: AVX-512; AVX2 and FMA; all vectors.</summary>
    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public void Losses_projections_and_sharpness_have_the_same_bits_at_every_vector_width(string denied)
    {
        string[] expected = s_all.Value, actual = Run(denied);
        Assert.True(expected.Length > 100, $"only {expected.Length} lines");
        Assert.Equal(expected.Length, actual.Length);
        string[] different = [.. expected.Zip(actual).Where(pair => pair.First != pair.Second).Select(pair => pair.First)];
        Assert.True(different.Length == 0, $"{different.Length} of {expected.Length} differ:\n{string.Join('\n', different)}");
    }

    /// <summary>The lines of <see cref="BitsProcess"/>.</summary>
    private static string[] Run(string? denied)
    {
        string runtime = RuntimeEnvironment.GetRuntimeDirectory();
        string host = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        var start = new ProcessStartInfo(host, ["exec", typeof(VectorWidthTests).Assembly.Location, BitsProcess.Command])
        {
            RedirectStandardOutput = true,
        };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("DOTNET_Enable", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        if (denied is not null)
            start.Environment[denied] = "0";
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
