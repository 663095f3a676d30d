using System.Globalization;
using SamFast.Benchmarks.Builds;
using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Report;

namespace SamFast.Benchmarks.Processors;

/// <summary>Compares two instruction sets: <c>compare --isa ONE OTHER [SIZE…]</c>. Two processes take turns.</summary>
/// <remarks>A ratio is the second one's time divided by the first one's.</remarks>
internal static class IsaCommand
{
    public const string Option = "--isa";

    private const int DefaultSize = 16 << 10;

    public static Effort Effort { get; } = new(Threads: 1, IsQuick: false, IsBusy: false);

    public static int Run(string[] args)
    {
        if (args is not [CompareCommand.Name, Option, { } first, { } second, .. var sizes]
            || Isa.Find(first) is not { } one || Isa.Find(second) is not { } other)
        {
            Console.Error.WriteLine($"Usage: compare --isa ONE OTHER [SIZE…]. Instruction sets: {Isa.Names}.");
            return 1;
        }

        int[] numbers = sizes.Length > 0 ? [.. sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture))] : [DefaultSize];
        Console.WriteLine($"{Machine.Processor}. Time with {other.Title} divided by the time with {one.Title}: median [quartiles].");
        try
        {
            Run(one, other, numbers);
            return 0;
        }
        catch (PlatformNotSupportedException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static void Run(Isa one, Isa other, int[] sizes)
    {
        var ratios = new List<(double Ratio, string Optimizer)>();
        using var divisor = new IsaProcess(one);
        using var dividend = new IsaProcess(other);
        foreach (string optimizer in Build.Load(AppContext.BaseDirectory).Catalog)
        {
            foreach (int size in sizes)
            {
                double[] all = Compare(divisor, dividend, optimizer, size);
                double median = Quantiles.Of(all, 0.5);
                ratios.Add((median, optimizer));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{optimizer,-28}{Sizes.Text(size),6}  {median:0.00} [{Quantiles.Of(all, 0.25):0.00}, {Quantiles.Of(all, 0.75):0.00}]"));
            }
        }

        var (largest, worst) = ratios.Max();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Geometric mean {Math.Exp(ratios.Average(entry => Math.Log(entry.Ratio))):0.00}, largest {largest:0.00} ({worst})."));
    }

    /// <summary>The ratio of each round.</summary>
    private static double[] Compare(IsaProcess divisor, IsaProcess dividend, string optimizer, int size)
    {
        divisor.Prepare(optimizer, size);
        dividend.Prepare(optimizer, size);
        divisor.WaitUntilReady();
        dividend.WaitUntilReady();
        double[] ratios = new double[Effort.Rounds(size)];
        for (int round = 0; round < ratios.Length; round++)
        {
            // The order alternates, too.
            double before = round % 2 == 0 ? dividend.TakeTurn() : 0;
            double time = divisor.TakeTurn();
            ratios[round] = (round % 2 == 0 ? before : dividend.TakeTurn()) / time;
        }

        return ratios;
    }
}
