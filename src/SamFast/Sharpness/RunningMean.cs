namespace SamFast;

/// <summary>Mean and standard error of numbers that come one by one.</summary>
/// <remarks>Welford 1962 (doi:10.1080/00401706.1962.10490022).</remarks>
internal struct RunningMean
{
    private double _squares;

    public int Count { get; private set; }

    public double Mean { get; private set; }

    public readonly double StandardError => Count < 2 ? double.NaN : Math.Sqrt(_squares / (Count - 1) / Count);

    public void Add(double number)
    {
        double before = number - Mean;
        Count++;
        Mean += before / Count;
        _squares += before * (number - Mean);
    }

    /// <summary>True if the standard error is at most a fraction of the mean, after at least 8 values.</summary>
    public readonly bool IsWithin(double tolerance) => Count >= 8 && StandardError <= tolerance * Math.Abs(Mean);
}
