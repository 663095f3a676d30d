using SamFast.Generators.Program;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Planning;

/// <summary>Separates the line search from the chain, and finds the transforms that others can reset. These count the steps since
/// their last reset.</summary>
internal static class Restarting
{
    public static OptimizerProgram Run(OptimizerProgram program, NameTable names)
    {
        var counts = new Dictionary<Link, Count>();
        var restarts = new List<(Link Link, Count? Count)>();
        foreach (var link in program.Outer.Links.Where(l => l.Kernel.Reset is not null))
        {
            Link[] counting = [.. Before(link, program.Outer).Where(l => l.Counts && !counts.ContainsKey(l))];
            var count = counting.Length == 0 ? null : Count.Of(new Counter(names.Unique(Casing.Camel(link.Model.GroupName) + "Steps")));
            foreach (var counted in counting)
                counts[counted] = count!;
            restarts.Add((link, count));
        }

        var outer = program.Outer.Select(link => counts.TryGetValue(link, out var count) ? link with { Count = count } : link);
        var search = outer.Links.FirstOrDefault(l => l.Kernel.Search is not null);
        return program with
        {
            Outer = search is null ? outer : outer with { Links = [.. outer.Links.Where(l => !l.Equals(search))] },
            Search = search,
            Counters = [.. program.Counters, .. restarts.Select(r => r.Count?.Counter).OfType<Counter>()],
            Restarts = [.. restarts.Select(r => new Restart(outer.Links.First(r.Link.Equals), Before(r.Link, outer), r.Count))],
        };
    }

    /// <summary>The transforms before a link.</summary>
    private static Link[] Before(Link link, Chain chain) => [.. chain.Links.TakeWhile(l => !l.Equals(link)).Where(l => !l.IsWrapper)];
}
