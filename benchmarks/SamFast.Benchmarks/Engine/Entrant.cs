using System.Diagnostics;
using System.Numerics;

namespace SamFast.Benchmarks.Engine;

/// <summary>A competitor in a contest.</summary>
internal sealed class Entrant<T>(Competitor<T> competitor, IRepetition step)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MostSteps = 1_000_000;

    private readonly List<double> _nanoseconds = [];
    private int _steps = 1;
    private double _allocatedBytes;

    /// <summary>Determines the number of steps in a turn. The first steps touch the memory.</summary>
    public void Prepare(TimeSpan turn)
    {
        step.Repeat(2);
        double best = Time(_steps);
        while (best * _steps < turn.TotalNanoseconds / 4 && _steps < MostSteps)
        {
            _steps *= 2;
            best = Math.Min(best, Time(_steps));
        }

        _steps = Math.Clamp((int)Math.Ceiling(turn.TotalNanoseconds / best), 1, MostSteps);
    }

    /// <summary>Measures a turn, after a few steps that bring the vectors into the caches: nanoseconds per step.</summary>
    public double TakeTurn()
    {
        if (_steps > 1)
            step.Repeat(Math.Max(1, _steps / 16));
        _nanoseconds.Add(Time(_steps));
        return _nanoseconds[^1];
    }

    /// <summary>Counts the managed bytes of a few steps, on all threads.</summary>
    public void CountAllocations()
    {
        int steps = Math.Min(_steps, 100);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        step.Repeat(steps);
        _allocatedBytes = (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / steps;
    }

    public Result ResultAgainst(Entrant<T> samFast)
    {
        double[] ratios = [.. _nanoseconds.Zip(samFast._nanoseconds, (mine, its) => mine / its)];
        return new Result(
            competitor.Name, competitor.Bytes, Quantiles.Of(_nanoseconds, 0.5), Quantiles.Of(ratios, 0.5),
            Quantiles.Of(ratios, 0.25), Quantiles.Of(ratios, 0.75), _allocatedBytes);
    }

    private double Time(int steps)
    {
        long start = Stopwatch.GetTimestamp();
        step.Repeat(steps);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / steps;
    }
}
