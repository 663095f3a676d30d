using SamFast.Generators.Kernels;

namespace SamFast.Generators.Planning;

/// <summary>A transform that works on whole tensors, one by one or all at once, between two sweeps: it finds the update in
/// memory and leaves it there.</summary>
/// <param name="place">Where the update is: a scratch slot, or in the gradient's place.</param>
internal sealed class TensorStep(Stage stage, Slot? place) : IPass
{
    public string Name { get; set; } = stage.Model.Name + (stage.Kernel.Tensor!.IsAll ? "Vectors" : "Tensor");

    /// <summary>Whether it works on all of them at once.</summary>
    public bool IsAll => Stage.Kernel.Tensor!.IsAll;

    public int Number { get; set; }

    public Stage Stage { get; } = stage;

    public Mask? Part => Stage.Part;

    public Slot? Place { get; } = place;

    /// <summary>The state vectors as long as the parameters.</summary>
    public IEnumerable<Slot> Slots => Stage.Slots.Values.Where(s => !s.HasOwnLength);

    /// <summary>Those whose lengths are their own.</summary>
    public IEnumerable<Slot> OwnSlots => Stage.Slots.Values.Where(s => s.HasOwnLength);

    public bool ReadsParameter => Stage.Kernel.Update!.Bindings.Any(b => b.Role == Role.Parameter);

    /// <summary>Streams per parameter, each read and written once, those of which there are several only read: what a tensor
    /// that stays in the cache moves.</summary>
    public double Streams => 2 + (ReadsParameter ? 1 : 0) + Slots.Sum(s => s.Several > 0 ? s.Several : 2);

    /// <summary>Two steps of the same identity are the same code.</summary>
    public string Identity => $"{Stage.Id}|{Place?.Name ?? "g"}";
}
