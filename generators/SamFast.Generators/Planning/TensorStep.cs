using SamFast.Generators.Kernels;
using SamFast.Generators.Program;

namespace SamFast.Generators.Planning;

/// <summary>A transform of whole tensors, or of all parameters at once. It replaces the update in memory. Two steps are equal if
/// they are the same code.</summary>
/// <param name="Place">Location of the update: a scratch slot, or the gradient if null.</param>
internal sealed record TensorStep(Link Link, Slot? Place) : IMemoryStep
{
    public string Name { get; init; } = "";

    /// <summary>True if it transforms all parameters at once.</summary>
    public bool IsAll => Link.Kernel.Tensor!.IsAll;

    public Mask? Part => Link.Part;

    /// <summary>The state vectors of the parameters' length.</summary>
    public IEnumerable<Slot> Slots => Link.Slots.Values.Where(s => !s.HasOwnLength);

    /// <summary>The state vectors with lengths of their own.</summary>
    public IEnumerable<Slot> OwnSlots => Link.Slots.Values.Where(s => s.HasOwnLength);

    public bool ReadsParameter => Link.Kernel.Update!.Bindings.Any(b => b.Role == Role.Parameter);

    /// <summary>Traffic of a tensor that fits in the cache: each vector is read and written once, several of one slot are only
    /// read.</summary>
    public double Streams => 2 + (ReadsParameter ? 1 : 0) + Slots.Sum(s => s.Several > 0 ? s.Several : 2);

    public string Identity => $"{Link.Id}|{Place?.Name}";

    public IMemoryStep Named(string name) => this with { Name = name };

    public bool Equals(TensorStep? other) => other?.Identity == Identity;

    public override int GetHashCode() => Identity.GetHashCode();
}
