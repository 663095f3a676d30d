using System.Runtime.InteropServices;
using SamFast.Benchmarks.Processors;

namespace SamFast.Benchmarks.Report;

/// <summary>The machine of the measurement.</summary>
internal static class Machine
{
    public static string Line =>
        $"{Processor}, {Environment.ProcessorCount} processors, vectors of {Isa.Current.Bits} bits ({Isa.Current.Title}), " +
        $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}";

    public static string Processor
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
