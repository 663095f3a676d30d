using System.Numerics;

namespace SamFast.Benchmarks.Engine;

/// <summary>An entry of report.json; the folder's README documents it.</summary>
internal sealed record Record(
    string Workload,
    string Precision,
    int Elements,
    int Tensors,
    int Threads,
    string Competitor,
    double MedianNs,
    double RatioToSamFast,
    double[] Quartiles,
    double AllocatedBytes,
    int BytesPerParameter)
{
    public static Record Of<T>(Workload<T> workload, int size, int threads, Result result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
        workload.Name, typeof(T) == typeof(double) ? "double" : "float", size, Tensors: 1, threads, result.Competitor,
        Math.Round(result.MedianNs, 2), Math.Round(result.Ratio, 4),
        [Math.Round(result.FirstQuartile, 4), Math.Round(result.ThirdQuartile, 4)],
        Math.Round(result.AllocatedBytes, 2), result.Bytes);
}
