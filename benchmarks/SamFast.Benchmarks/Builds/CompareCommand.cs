using System.Globalization;
using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Report;

namespace SamFast.Benchmarks.Builds;

/// <summary>Compares this build with another one, in one process: <c>compare FOLDER [SIZE…]</c>.</summary>
/// <remarks>A ratio is the other build's time divided by this one's: below 1, this build is slower.</remarks>
internal static class CompareCommand
{
    public const string Name = "compare";

    private const int LeastRounds = 41, Probe = 16;

    /// <summary>Seconds of one turn: shorter than a time slice of the operating system, so that few turns are interrupted.</summary>
    private const double Turn = 0.5e-3;

    /// <summary>Seconds of all turns of both builds.</summary>
    private const double All = 0.6;


    private static readonly int[] _sizes = [64, 1 << 10, 16 << 10, 256 << 10, 1 << 20, 16 << 20];

    private static readonly string[] _optimizers =
        ["FusedSgd", "FusedMomentum", "FusedAdam", "FusedAdamW", "FusedLion", "FusedClippedAdamW", "FusedLamb", "FusedSamSgd", "FusedSamAdamW"];

    public static int Run(string[] args)
    {
        if (args is not [Name, { } folder, ..])
        {
            Console.Error.WriteLine("usage: compare FOLDER [SIZE…], where FOLDER has another build's SamFast.Benchmarks.dll");
            return 1;
        }

        var other = Build.Load(folder);
        var own = Build.Load(AppContext.BaseDirectory);
        int[] sizes = args.Length > 2 ? [.. args[2..].Select(size => int.Parse(size, CultureInfo.InvariantCulture))] : _sizes;
        Console.WriteLine("The other build's time divided by this one's: median [quartiles].");
        foreach (string optimizer in _optimizers)
        {
            foreach (int size in sizes)
            {
                double[] ratios = Ratios(() => other.Step(optimizer, size), () => own.Step(optimizer, size));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{optimizer,-20} {Sizes.Text(size),6}  {Quantile(ratios, 0.5):0.000} [{Quantile(ratios, 0.25):0.000}, {Quantile(ratios, 0.75):0.000}]"));
            }
        }

        return 0;
    }

    /// <summary>Lets two steps take turns.</summary>
    private static double[] Ratios(Func<Action> makeOther, Func<Action> makeOwn)
    {
        Action other = makeOther(), own = makeOwn();
        Compilation.Settle(() => { Repeat(other, 200); Repeat(own, 200); });
        double step = Math.Min(Time(own, Probe), Time(own, Probe)) / Probe;
        int count = Math.Max(1, (int)(Turn / step));
        var ratios = new double[Math.Max(LeastRounds, (int)(All / (2 * count * step)))];
        for (int round = 0; round < ratios.Length; round++)
        {
            // Whoever comes second has the warmer cache: the order changes in every round.
            var (first, second) = round % 2 == 0 ? (other, own) : (own, other);
            var (one, two) = (Time(first, count), Time(second, count));
            ratios[round] = round % 2 == 0 ? one / two : two / one;
        }

        Array.Sort(ratios);
        return ratios;
    }

    /// <returns>Seconds.</returns>
    private static double Time(Action step, int count)
    {
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        Repeat(step, count);
        return System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Repeat(Action step, int count)
    {
        for (int i = 0; i < count; i++)
            step();
    }

    private static double Quantile(double[] sorted, double part) => sorted[(int)(part * (sorted.Length - 1))];
}
