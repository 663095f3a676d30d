namespace SamFast.Generators.Gradients.Ir;

/// <summary>Operations that run one after the other: a method, the body of a loop, or a branch.</summary>
/// <param name="owner">The operation whose region it is; null for a method.</param>
internal sealed class Region(Op? owner)
{
    public Op? Owner { get; } = owner;

    public List<Op> Ops { get; } = [];

    public Region? Parent => Owner?.Home;

    /// <summary>The operations around it, the innermost first.</summary>
    public IEnumerable<Op> Owners
    {
        get
        {
            for (var owner = Owner; owner is not null; owner = owner.Home.Owner)
                yield return owner;
        }
    }

    public int Depth => Parent is { } parent ? parent.Depth + 1 : 0;

    /// <summary>True if it is the other region, or within it.</summary>
    public bool IsWithin(Region other)
    {
        for (var region = this; region is not null; region = region.Parent)
        {
            if (region == other)
                return true;
        }

        return false;
    }

    /// <summary>All operations, those of inner regions included, each after its own regions.</summary>
    public IEnumerable<Op> All() => Ops.SelectMany(op => op.Regions.SelectMany(region => region.All()).Append(op));
}
