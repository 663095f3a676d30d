using SamFast.Generators.Kernels;
using SamFast.Generators.Program;

namespace SamFast.Generators.Planning;

/// <summary>Binds the slots that transforms read of other transforms.</summary>
internal static class SlotSharing
{
    public static OptimizerProgram Run(OptimizerProgram program, NameTable names)
    {
        var ascentGradient = program.Outer.AllLinks.Any(l => Missing(l, Before(l, program)).Any())
            ? new Slot(names.Unique(BindingModel.AscentGradient))
            : null;
        Link Bind(Link link) => !link.Kernel.Shared.Any() ? link : link with
        {
            Slots = link.Slots.Select(own => (Name: own.Key, Slot: own.Value))
                .Concat(link.Kernel.Shared.Select(b => (b.Name, Slot: Find(b, Before(link, program)) ?? ascentGradient!)))
                .GroupBy(s => s.Name).ToDictionary(slot => slot.Key, slot => slot.Last().Slot),
        };
        return program with
        {
            Outer = program.Outer.Select(Bind),
            Adversary = program.Adversary?.Select(Bind),
            AscentGradient = ascentGradient,
        };
    }

    private static IEnumerable<BindingModel> Missing(Link link, IReadOnlyList<Link> before) =>
        link.Kernel.Shared.Where(b => Find(b, before) is null);

    /// <summary>The links before another one, from the outer chain to the adversary.</summary>
    private static Link[] Before(Link link, OptimizerProgram program) =>
        [.. program.Outer.AllLinks.Concat(program.Adversary?.AllLinks ?? []).TakeWhile(l => !l.Equals(link))];

    /// <summary>The slot of the nearest transform that has one of the names.</summary>
    private static Slot? Find(BindingModel binding, IReadOnlyList<Link> before) =>
        (from name in binding.SharedNames
         from link in before.Reverse()
         where link.Kernel.Slots.Any(s => s.Name == name)
         select link.Slots[name]).FirstOrDefault();
}
