namespace SamFast.Benchmarks.Engine;

/// <summary>What became of a competitor. Ratios are its time over SamFast's, round by round.</summary>
internal sealed record Result(
    string Competitor, int Bytes, double MedianNs, double Ratio, double FirstQuartile, double ThirdQuartile,
    double AllocatedBytes);
