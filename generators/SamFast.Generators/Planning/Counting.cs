using SamFast.Generators.Program;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Planning;

/// <summary>Adds counters for wrappers, and for the transforms that a bypass leaves out: their steps are not the
/// optimizer's.</summary>
internal static class Counting
{
    public static OptimizerProgram Run(OptimizerProgram program, NameTable names)
    {
        Link[] wrappers = [.. program.Wrappers.Links], outer = [.. program.Outer.AllLinks];
        Link[][] chains = program.Adversary is null ? [[.. wrappers, .. outer]] : [wrappers, outer];
        var counted = chains.SelectMany(chain => Count(chain, names)).ToDictionary(link => link.Before, link => link.After);
        Link After(Link link) => counted.TryGetValue(link, out var after) ? after : link;
        var result = program with { Wrappers = program.Wrappers.Select(After), Outer = program.Outer.Select(After) };
        var counts = counted.Values.SelectMany(l => new[] { l.Rounds, l.IsWrapper ? l.Count : null, l.Passed });
        return result with { Counters = [.. counts.OfType<Count>().Select(c => c.Counter!).Where(c => !c.IsPublic)] };
    }

    private static IEnumerable<(Link Before, Link After)> Count(IReadOnlyList<Link> links, NameTable names)
    {
        Count Counter(Link wrapper, string noun) =>
            Program.Count.Of(new Counter(names.Unique(Casing.Camel(wrapper.Model.GroupName) + noun)));

        var passed = new Dictionary<Link, Count>();
        foreach (var wrapper in links.Where(l => l.IsWrapper))
        {
            if (wrapper.IsGather)
            {
                string microStep = names.Unique("MicroStep", wrapper.Model.GroupName + "MicroStep");
                var microSteps = Program.Count.Of(new Counter(microStep, IsPublic: true));
                bool isScheduled = wrapper.Model.Hyperparameters.Any(h => h.IsScheduled);
                yield return (wrapper, wrapper with { Count = microSteps, Rounds = isScheduled ? Counter(wrapper, "Rounds") : null });
                continue;
            }

            var calls = wrapper.Counts ? Counter(wrapper, "Calls") : null;
            Link[] counting = wrapper.IsBypass ? [.. links.Where(l => !l.IsWrapper && l.Counts && wrapper.Wraps(l))] : [];
            var steps = counting.Length > 0 ? Counter(wrapper, "Steps") : null;
            foreach (var link in counting)
                passed[link] = steps!;
            yield return (wrapper, wrapper with { Count = calls, Passed = steps });
        }

        foreach (var link in passed)
            yield return (link.Key, link.Key with { Count = link.Value });
    }
}
