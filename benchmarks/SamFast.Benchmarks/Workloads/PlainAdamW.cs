using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Steps;

namespace SamFast.Benchmarks.Workloads;

/// <summary>SamFast's AdamW without options, as a competitor of AdamW with an option.</summary>
internal static class PlainAdamW
{
    public const string Name = "samfast-plain";

    public static Variant<float> Variant { get; } = new(Name, 28, Declare);

    public static Declared<float> Declare(int[] lengths, Problem<float> problem)
    {
        var optimizer = new FusedAdamW(lengths);
        return new(optimizer, optimizer.Step, optimizer.Step);
    }
}
