namespace SamFast.Benchmarks.Engine;

/// <summary>The result of a competitor. Ratios are its time ÷ SamFast's, per round.</summary>
internal sealed record Result(
    string Competitor, int Bytes, double MedianNs, double Ratio, double FirstQuartile, double ThirdQuartile,
    double AllocatedBytes);
