using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SamFast.Benchmarks.Report;

/// <summary>The machine of the measurement.</summary>
internal static class Machine
{
    public static bool HasVector512 => Vector512.IsHardwareAccelerated;

    public static string Line =>
        $"{Processor}, {Environment.ProcessorCount} processors, vectors of {VectorBits} bits, " +
        $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}";

    private static int VectorBits => HasVector512 ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    private static string Processor
    {
        get
        {
            const string Information = "/proc/cpuinfo", Key = "model name";
            string? line = File.Exists(Information)
                ? File.ReadLines(Information).FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal))
                : null;
            return line?[(line.IndexOf(':') + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
        }
    }
}
