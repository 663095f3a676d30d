using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Peers;

namespace SamFast.Benchmarks.Report;

/// <summary>What SamFast is to reach, on an otherwise idle machine.</summary>
internal static class Targets
{
    private const int Kilo = 1 << 10, Mega = 1 << 20;

    private static readonly string[] _roofline = [Roofline.Name];
    private static readonly string[] _tensors = ["tensors", "tensors-blocks"];

    public static IReadOnlyList<Target> All { get; } =
    [
        new("16M and 64M, every workload but SAM + AdamW: of its roofline", 0.97, _roofline,
            record => IsSerial(record) && record.Elements >= 16 * Mega && record.Workload != "sam-adamw"),
        new("16M and 64M, SAM + AdamW: of the 48-byte roofline", 1.10, _roofline,
            record => IsSerial(record) && record.Elements >= 16 * Mega && record.Workload == "sam-adamw"),
        .. Against("gcc exact", 1.0, Compiler.Exact),
        .. Against("clang -Ofast", 0.97, Compiler.Fast),
        new("SGD with momentum, 16K to 256K: of its roofline", 0.95, _roofline,
            record => IsSerial(record) && record.Workload == "momentum" && IsFrom(record, 16 * Kilo, 256 * Kilo)),
        .. WorkloadList.All.Where(workload => workload.Name is not ("momentum" or "lion")).Select(AgainstTensors),
        Tiny(2, 2.5), Tiny(8, 8), Tiny(16, 8), Tiny(64, 14),
        .. Guests(),
        new("two threads, 256K and 1M: against one", 1.7, ["samfast-1thread"],
            record => record.Threads == 2 && IsFrom(record, 256 * Kilo, Mega)),
        new("without AVX-512, AdamW from 16K: of a Vector256 loop", 0.95, ["vector256"],
            record => !Machine.HasVector512 && IsSerial(record) && record.Elements >= 16 * Kilo),
        new("without AVX-512, AdamW at 1K: of a Vector256 loop", 0.85, ["vector256"],
            record => !Machine.HasVector512 && IsSerial(record) && record.Elements == Kilo),
    ];

    private static IEnumerable<Target> Against(string name, double atLeast, Compiler compiler) =>
        new[] { ("adamw", "AdamW, aligned"), ("adamw-arrays", "AdamW, plain arrays") }.Select(variant => new Target(
            $"{variant.Item2}, 1K to 256K: of {name}", atLeast, [compiler.Peer],
            record => IsSerial(record) && record.Workload == variant.Item1 && IsFrom(record, Kilo, 256 * Kilo)));

    private static Target AgainstTensors(IWorkload workload) => new(
        $"{workload.Title}, every size: against the better of TensorPrimitives' forms", 2, _tensors,
        record => IsSerial(record) && record.Workload == workload.Name);

    private static Target Tiny(int size, double atLeast) => new(
        $"AdamW at {size}: against scalar C#", atLeast, ["scalar"],
        record => IsSerial(record) && record.Workload == "adamw" && record.Elements == size);

    private static IEnumerable<Target> Guests()
    {
        string[] fused = [GuestNames.LibtorchFused], torchSharp = [GuestNames.TorchSharp];
        yield return new("libtorch's fused AdamW, to 1M", 1.3, fused,
            record => IsAdamW(record) && record.Elements <= Mega);
        yield return new("libtorch's fused AdamW, beyond", 1, fused,
            record => IsAdamW(record) && record.Elements > Mega);
        foreach (var (size, atLeast) in new[] { (2, 1_500.0), (Kilo, 60), (16 * Kilo, 7) })
        {
            yield return new($"TorchSharp's AdamW at {Sizes.Text(size)}", atLeast, torchSharp,
                record => IsAdamW(record) && record.Elements == size);
        }

        yield return new("TorchSharp's AdamW, every size", 4.5, torchSharp, IsAdamW);
        yield return new("TorchSharp's SAM + AdamW, every size", 5, torchSharp,
            record => IsSerial(record) && record.Workload == "sam-adamw");
    }

    private static bool IsAdamW(Record record) => IsSerial(record) && record.Workload == "adamw";

    private static bool IsSerial(Record record) => record.Threads == 1;

    private static bool IsFrom(Record record, int least, int most) =>
        record.Elements >= least && record.Elements <= most;
}
