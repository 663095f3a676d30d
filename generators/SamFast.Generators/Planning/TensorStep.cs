using SamFast.Generators.Model;

namespace SamFast.Generators.Planning;

/// <summary>A transform that works on whole tensors, between two sweeps: it finds the update in memory and leaves it
/// there.</summary>
/// <param name="place">Where the update is: a scratch slot, or in the gradient's place.</param>
internal sealed class TensorStep(Stage stage, Slot? place) : IPass
{
    public string Name { get; set; } = stage.Model.Name + "Tensor";

    public int Number { get; set; }

    public Stage Stage { get; } = stage;

    public Mask? Part => Stage.Part;

    public Slot? Place { get; } = place;

    /// <summary>The state vectors as long as the parameters.</summary>
    public IEnumerable<Slot> Slots => Stage.Slots.Values.Where(s => !s.HasOwnLength);

    /// <summary>Those whose lengths are their own.</summary>
    public IEnumerable<Slot> OwnSlots => Stage.Slots.Values.Where(s => s.HasOwnLength);

    public bool ReadsParameter => Stage.Kernel.Update!.Bindings.Any(b => b.Role == Role.Parameter);

    /// <summary>Streams per parameter, each read and written once: what a tensor that stays in the cache moves.</summary>
    public double Streams => 2 + (ReadsParameter ? 1 : 0) + (2 * Slots.Count());

    /// <summary>Two steps of the same identity are the same code.</summary>
    public string Identity => $"{Stage.Id}|{Place?.Name ?? "g"}";
}
