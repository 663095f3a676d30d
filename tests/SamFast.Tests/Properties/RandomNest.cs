namespace SamFast.Tests.Properties;

/// <summary>A sharpness-aware optimizer of two random chains.</summary>
internal sealed record RandomNest(
    string Name, RandomChain Outer, RandomChain Adversary, int SyncPeriod, bool ResetState, bool IsOpaque)
{
    public bool IsDouble => Outer.IsDouble;

    public string Source =>
        $"[Sam<{Outer.Name}, {Adversary.Name}>({SyncPeriod}, resetState: {(ResetState ? "true" : "false")}, "
        + $"SamMode.{(IsOpaque ? SamMode.Opaque : SamMode.Transparent)})]\npublic sealed partial class {Name};\n";

    /// <summary>Composes two of the chains, with options that both support.</summary>
    public static RandomNest Create(int number, IReadOnlyList<RandomChain> chains, Random random)
    {
        bool isDouble = random.Next(2) == 0;
        RandomChain[] outers = [.. chains.Where(c => c.IsDouble == isDouble && !c.Program.Any(l => l.IsRandom()))];
        RandomChain[] adversaries = [.. outers.Where(c => c.Program.All(IsOfAdversary))];
        RandomChain outer = outers[random.Next(outers.Length)], adversary = adversaries[random.Next(adversaries.Length)];
        int syncPeriod = 2 + random.Next(3);

        // An adversary that restarts in each period of 2 takes only first steps: it can have no schedule, and no earlier period to
        // compare with.
        bool mayReset = syncPeriod > 2 || !adversary.Program.Any(l => l.Schedule is not null || Catalog.Remembers(l.Attribute));
        bool mayBeOpaque = !outer.Program.Concat(adversary.Program).Any(l => Catalog.TakesValue(l.Attribute));
        return new RandomNest(
            $"Nest{number}", outer, adversary, syncPeriod, mayReset && random.Next(2) == 0, mayBeOpaque && random.Next(2) == 0);
    }

    /// <summary>The tensors that both chains need.</summary>
    public Layout Layout(int length) => (Outer.SeesTensors ? Outer : Adversary).Layout(length);

    private static bool IsOfAdversary(Link link) =>
        link.Attribute.IsSubclassOf(typeof(TransformAttribute)) && !Catalog.EndsChain(link.Attribute) && !Catalog.Projects(link.Attribute);
}
