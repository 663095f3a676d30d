using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SamFast.Tests;

/// <summary>Losses, projections and sharpness estimates in processes that may use fewer instructions.</summary>
public class VectorWidthTests
{
    private static readonly Lazy<string[]> s_all = new(() => Run(BitsProcess.Command, null));

    /// <summary>The disabled instruction sets of a process: AVX-512; AVX2 and FMA; all vectors.</summary>
    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public void Losses_projections_and_sharpness_have_the_same_bits_at_every_vector_width(string denied)
    {
        AssertEqual(s_all.Value, Run(BitsProcess.Command, denied), 100);
    }

    /// <summary>Matrix products use fused multiply-add, so that the processors without it have bits of their own.</summary>
    [Theory]
    [InlineData(null, "DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2", "DOTNET_EnableHWIntrinsic")]
    public void Operations_have_the_same_bits_at_every_vector_width_of_a_family(string? some, string more) =>
        AssertEqual(Run(OperationBits.Command, some), Run(OperationBits.Command, more), 40);

    private static void AssertEqual(string[] expected, string[] actual, int atLeast)
    {
        Assert.True(expected.Length > atLeast, $"only {expected.Length} lines");
        Assert.Equal(expected.Length, actual.Length);
        string[] different = [.. expected.Zip(actual).Where(pair => pair.First != pair.Second).Select(pair => pair.First)];
        Assert.True(different.Length == 0, $"{different.Length} of {expected.Length} differ:\n{string.Join('\n', different)}");
    }

    /// <summary>The lines of a process, <see cref="BitsProcess"/> or <see cref="OperationBits"/>.</summary>
    private static string[] Run(string command, string? denied)
    {
        string runtime = RuntimeEnvironment.GetRuntimeDirectory();
        string host = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        var start = new ProcessStartInfo(host, ["exec", typeof(VectorWidthTests).Assembly.Location, command])
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
