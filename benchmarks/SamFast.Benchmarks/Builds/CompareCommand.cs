using System.Globalization;
using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Memory;
using SamFast.Benchmarks.Report;

namespace SamFast.Benchmarks.Builds;

/// <summary>Compares this build with another one, in one process: <c>compare FOLDER [catalog | OPTIMIZER…] [SIZE…]</c>.</summary>
/// <remarks>A ratio is the other build's time divided by this one's: below 1, this build is slower.</remarks>
internal static class CompareCommand
{
    public const string Name = "compare";

    private static readonly Effort _effort = new(Threads: 1, IsQuick: false, IsBusy: false);

    private static readonly int[] _sizes = [64, 1 << 10, 16 << 10, 256 << 10, 1 << 20, 16 << 20];

    private static readonly string[] _optimizers =
        ["FusedSgd", "FusedMomentum", "FusedAdam", "FusedAdamW", "FusedLion", "FusedClippedAdamW", "FusedLamb", "FusedSamSgd", "FusedSamAdamW"];

    public static int Run(string[] args)
    {
        if (args is not [Name, { } folder, ..])
        {
            Console.Error.WriteLine(
                "Usage: compare FOLDER [catalog | OPTIMIZER…] [SIZE…]. FOLDER has the SamFast.Benchmarks.dll of another build; with catalog, "
                + "every optimizer of the catalog is compared, and with names such as OfLamb, these.");
            return 1;
        }

        var other = Build.Load(folder);
        var own = Build.Load(AppContext.BaseDirectory);
        string[] names = [.. args.Skip(2).TakeWhile(text => !char.IsAsciiDigit(text[0]))];
        int[] sizes = [.. args.Skip(2 + names.Length).Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
        var ratios = new List<double>();
        Console.WriteLine(Machine.Line);
        Console.WriteLine("Time of the other build divided by the time of this build: median [quartiles].");
        foreach (string optimizer in Optimizers(names, own, other))
        {
            // The first competitor is the divisor.
            Competitor<float>[] builds = [own.Competitor("own", optimizer), other.Competitor("other", optimizer)];
            new Rehearsal<float>(optimizer, builds, takesLists: false, tolerance: 0).WarmUp();
            foreach (int size in sizes is [] ? _sizes : sizes)
            {
                var ratio = Compare(builds, size);
                ratios.Add(ratio.Ratio);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{optimizer,-28}{Sizes.Text(size),6}  {ratio.Ratio:0.000} [{ratio.FirstQuartile:0.000}, {ratio.ThirdQuartile:0.000}]"));
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Geometric mean {Math.Exp(ratios.Average(Math.Log)):0.000}, smallest {ratios.Min():0.000}."));
        return 0;
    }

    private static IEnumerable<string> Optimizers(string[] names, Build own, Build other) =>
        names is [] ? _optimizers : names is ["catalog"] ? own.Catalog.Intersect(other.Catalog) : names;

    private static Result Compare(Competitor<float>[] builds, int size)
    {
        using var pool = new Pool<float>(new Shape(size), Placement.Pages);
        var contest = new Contest<float>(pool, builds, _effort);
        contest.Run();
        return contest.Results.Last();
    }
}
