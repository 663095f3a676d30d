using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Memory;
using SamFast.Benchmarks.Peers;
using SamFast.Benchmarks.Workloads;

namespace SamFast.Benchmarks.Report;

/// <summary>SamFast's targets on an idle machine.</summary>
internal static class Targets
{
    private const int Kilo = 1 << 10, Mega = 1 << 20;

    private static readonly Shape _manySmall = new(64, 200);

    public static IReadOnlyList<Target> All { get; } =
    [
        .. Rooflines(), .. Compiled(), .. AgainstTensors(), .. Guests(), .. Tiny(), .. Threads(), .. Narrower(),
        new("AdamW, moments in bfloat16, 16M: of AdamW in float", 1.25, [PlainAdamW.Name],
            record => IsSerial(record) && Is(record, "adamw-bf16") && IsAt(record, 16 * Mega)),
    ];

    private static IEnumerable<Target> Rooflines()
    {
        string[] roofline = [Roofline.Name];
        yield return new("16M and 64M, every workload but SAM + AdamW: of its roofline", 0.97, roofline,
            record => IsSerial(record) && IsFrom(record, 16 * Mega) && !Is(record, "sam-adamw"));
        yield return new("16M and 64M, SAM + AdamW: of the 48-byte roofline", 1.10, roofline,
            record => IsSerial(record) && IsFrom(record, 16 * Mega) && Is(record, "sam-adamw"));
        yield return new("SGD with momentum, 16K to 256K: of its roofline", 0.95, roofline,
            record => IsSerial(record) && Is(record, "momentum") && IsFrom(record, 16 * Kilo, 256 * Kilo));
    }

    private static IEnumerable<Target> Compiled()
    {
        foreach (var (name, title) in new[] { ("adamw", "AdamW, aligned"), ("adamw-arrays", "AdamW, plain arrays") })
        {
            yield return InCache(name, title, "gcc exact", Compiler.Exact, 1.0);
            yield return InCache(name, title, "clang -Ofast", Compiler.Fast, 0.97);
        }

        yield return InCache("adamw-fast", "AdamW, fast", "clang -Ofast", Compiler.Fast, 1.1);
    }

    private static Target InCache(string workload, string title, string name, Compiler compiler, double atLeast) => new(
        $"{title}, 1K to 256K: of {name}", atLeast, [compiler.Peer],
        record => IsSerial(record) && Is(record, workload) && IsFrom(record, Kilo, 256 * Kilo));

    private static IEnumerable<Target> AgainstTensors()
    {
        string[] names = ["adamw", "adamw-arrays", "adamw-double", "clip-adamw", "lamb", "sam-adamw", "sam-sgd"];
        return WorkloadList.All.Where(workload => names.Contains(workload.Name)).Select(workload => new Target(
            $"{workload.Title}, every size: against the better of TensorPrimitives' forms", 2,
            ["tensors", "tensors-blocks"], record => IsSerial(record) && Is(record, workload.Name)));
    }

    private static IEnumerable<Target> Guests()
    {
        string[] fused = [GuestNames.LibtorchFused], torchSharp = [GuestNames.TorchSharp];
        yield return new("libtorch's fused AdamW, to 1M", 1.3, fused,
            record => IsAdamW(record) && record.Shape.Total <= Mega);
        yield return new("libtorch's fused AdamW, beyond", 1, fused,
            record => IsAdamW(record) && record.Shape.Total > Mega);
        yield return new($"libtorch's fused AdamW at {Sizes.Text(_manySmall)}", 10, fused,
            record => IsAdamW(record) && record.Shape == _manySmall);
        (Shape Shape, double AtLeast)[] slower =
            [(new(2), 1_500), (new(Kilo), 60), (new(16 * Kilo), 7), (_manySmall, 900)];
        foreach (var (shape, atLeast) in slower)
        {
            yield return new($"TorchSharp's AdamW at {Sizes.Text(shape)}", atLeast, torchSharp,
                record => IsAdamW(record) && record.Shape == shape);
        }

        yield return new("TorchSharp's AdamW, every size", 4.5, torchSharp, IsAdamW);
        foreach (var (name, outer) in new[] { ("sam-adamw", "AdamW"), ("sam-sgd", "SGD") })
        {
            yield return new($"TorchSharp's SAM + {outer}, every size", 5, torchSharp,
                record => IsSerial(record) && Is(record, name));
        }
    }

    private static IEnumerable<Target> Tiny() =>
        new[] { (2, 2.5), (8, 8), (16, 8), (64, 14) }.Select(tiny => new Target(
            $"AdamW at {tiny.Item1}: against scalar C#", tiny.Item2, ["scalar"],
            record => IsAdamW(record) && IsAt(record, tiny.Item1)));

    private static IEnumerable<Target> Threads()
    {
        string[] one = ["samfast-1thread"];
        yield return new("two threads, 256K and 1M: against one", 1.7, one,
            record => record.Threads == 2 && !record.Busy && IsFrom(record, 256 * Kilo, Mega));
        yield return new("two threads, one processor busy: against one, not 2.2 times slower", 1 / 2.2, one,
            record => record.Threads == 2 && record.Busy);
    }

    private static IEnumerable<Target> Narrower()
    {
        string[] wide = ["vector256"], narrow = ["vector128"];
        yield return new("without AVX-512, AdamW from 16K: of a Vector256 loop", 0.95, wide,
            record => record.Isa == "avx2" && IsAdamW(record) && IsFrom(record, 16 * Kilo));
        yield return new("without AVX-512, AdamW at 1K: of a Vector256 loop", 0.85, wide,
            record => record.Isa == "avx2" && IsAdamW(record) && IsAt(record, Kilo));
        yield return new("without AVX2, AdamW from 1K: of a Vector128 loop", 0.9, narrow,
            record => IsAdamW(record) && IsFrom(record, Kilo));
    }

    private static bool Is(Record record, string workload) => record.Workload == workload;

    private static bool IsAdamW(Record record) => IsSerial(record) && Is(record, "adamw");

    private static bool IsSerial(Record record) => record.Threads == 1 && !record.Busy;

    private static bool IsAt(Record record, int elements) => record.Shape == new Shape(elements);

    /// <summary>True for a shape of one vector with a length in the range.</summary>
    private static bool IsFrom(Record record, int least, int most = int.MaxValue) =>
        !record.Shape.IsList && record.Elements >= least && record.Elements <= most;
}
