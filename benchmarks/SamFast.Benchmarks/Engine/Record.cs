using System.Numerics;
using System.Text.Json.Serialization;
using SamFast.Benchmarks.Memory;

namespace SamFast.Benchmarks.Engine;

/// <summary>An entry of report.json; the folder's README documents it.</summary>
internal sealed record Record(
    string Workload,
    string Precision,
    int Elements,
    int Tensors,
    bool Mixed,
    int Threads,
    bool Busy,
    string Competitor,
    string Isa,
    double MedianNs,
    double RatioToSamFast,
    double[] Quartiles,
    double AllocatedBytes,
    int BytesPerParameter)
{
    [JsonIgnore]
    public Shape Shape => new(Elements, Tensors, Mixed);

    /// <summary>Parameters that a step updates in a nanosecond.</summary>
    [JsonIgnore]
    public double Speed => Shape.Total / MedianNs;

    public static Record Of<T>(Workload<T> workload, Shape shape, Effort effort, Result result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
        workload.Name, typeof(T) == typeof(double) ? "double" : "float", shape.Elements, shape.Tensors, shape.IsMixed,
        effort.Threads, effort.IsBusy, result.Competitor, Processors.Isa.Current.Name,
        Math.Round(result.MedianNs, 2), Math.Round(result.Ratio, 4),
        [Math.Round(result.FirstQuartile, 4), Math.Round(result.ThirdQuartile, 4)],
        Math.Round(result.AllocatedBytes, 2), result.Bytes);
}
