using System.Globalization;
using SamFast.Benchmarks.Builds;
using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Memory;

namespace SamFast.Benchmarks.Processors;

/// <summary>The other side of <see cref="IsaProcess"/>: reads an optimizer with a number of parameters, or a request for a turn, from
/// each line of the input.</summary>
internal static class IsaTurns
{
    public const string Name = "isa-turns", Ready = "ready", Turn = "turn";

    public static int Run(string[] args)
    {
        if (args is not [Name, { } isa] || Isa.Current.Name != isa)
            return 1;

        Console.WriteLine(Ready);
        var build = Build.Load(AppContext.BaseDirectory);
        Pool<float>? pool = null;
        Entrant<float>? entrant = null;
        while (Console.ReadLine() is { } line)
        {
            if (line == Turn)
            {
                Console.WriteLine(entrant!.TakeTurn().ToString("R", CultureInfo.InvariantCulture));
                continue;
            }

            pool?.Dispose();
            string[] words = line.Split(' ');
            var competitor = build.Competitor(isa, words[0]);
            new Rehearsal<float>(words[0], [competitor], takesLists: false, tolerance: 0).WarmUp();
            pool = new Pool<float>(new Shape(int.Parse(words[1], CultureInfo.InvariantCulture)), Placement.Pages);
            entrant = new Entrant<float>(competitor, competitor.Enter(new Problem<float>(pool))!);
            entrant.Prepare(IsaCommand.Effort.Turn);
            Console.WriteLine(Ready);
        }

        pool?.Dispose();
        return 0;
    }
}
