namespace SamFast.Generators.Program;

/// <summary>A chain of links.</summary>
/// <param name="Thawed">The tensors it updates; null for all.</param>
/// <param name="Parts">The chains of the groups of a partition, which follow the links.</param>
internal sealed record Chain(IReadOnlyList<Link> Links, Mask? Thawed, IReadOnlyList<(Mask Mask, Chain Chain)> Parts)
{
    public static Chain Empty { get; } = new([], null, []);

    /// <summary>The links, including those of all parts.</summary>
    public IEnumerable<Link> AllLinks => Links.Concat(Parts.SelectMany(p => p.Chain.AllLinks));

    /// <summary>The chain with every link replaced, including those of all parts.</summary>
    public Chain Select(Func<Link, Link> replace) => this with
    {
        Links = [.. Links.Select(replace)],
        Parts = [.. Parts.Select(p => (p.Mask, p.Chain.Select(replace)))],
    };

    /// <summary>The chain that remains if a bypass leaves out the links it wraps.</summary>
    public Chain Without(Link bypass)
    {
        var parts = Parts.Select(p => (p.Mask, Chain: p.Chain.Without(bypass))).ToArray();
        return this with
        {
            Links = [.. Links.Where(l => !l.IsWrapper && !bypass.Wraps(l))],
            Parts = parts.All(p => p.Chain.Links.Count == 0 && p.Chain.Thawed is null) ? [] : parts,
        };
    }
}
