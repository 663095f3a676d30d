using SamFast.Generators.Program;

namespace SamFast.Generators.Planning;

/// <summary>The vectors that phases need besides the state of transforms. Those in use are part of the
/// <see cref="MemoryLayout"/>.</summary>
/// <param name="Scratch">Holds an update between two sweeps; before a line search, the direction.</param>
internal sealed record Workspace(Slot Scratch)
{
    /// <summary>Receives the result of the gradient function, in opaque SAM.</summary>
    public Slot? Gradient { get; init; }

    /// <summary>The perturbed parameters, in opaque SAM.</summary>
    public Slot? Perturbed { get; init; }

    /// <summary>The unperturbed parameters, in transparent SAM.</summary>
    public Slot? Saved { get; init; }

    /// <summary>The vectors laid out like the caller's.</summary>
    public IEnumerable<Slot> Vectors => new[] { Saved, Perturbed, Gradient }.OfType<Slot>();

    public static Workspace Reserve(OptimizerProgram program, NameTable names)
    {
        var sam = program.Model.Sam;
        bool climbs = sam is { Ascents: > 0 }, isOpaque = sam is { IsOpaque: true };
        return new(new Slot(names.Unique(program.Search is null ? "scratch" : "direction")))
        {
            Gradient = isOpaque ? new Slot(names.Unique("ownGradient")) { Several = program.Model.Descents } : null,
            Perturbed = climbs && isOpaque ? new Slot(names.Unique("perturbed")) : null,
            Saved = climbs && !isOpaque ? new Slot(names.Unique("saved")) : null,
        };
    }
}
