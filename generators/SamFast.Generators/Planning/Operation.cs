using SamFast.Generators.Declarations;
using SamFast.Generators.Kernels;
using SamFast.Generators.Program;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Planning;

/// <summary>A kernel call in a sweep.</summary>
/// <param name="IsReplay">True if an earlier sweep made the same call.</param>
/// <param name="IsConcluded">True if <c>Accumulate</c> ran in an earlier sweep, followed by <c>Conclude</c>.</param>
/// <param name="Measure">The number of the measure among those of the transform.</param>
internal sealed record Operation(
    OperationKind Kind, Link Link, MethodModel Method, bool IsReplay = false, bool IsConcluded = false, int Measure = 0)
{
    /// <summary>Stores the gradient in a slot.</summary>
    public static Operation Keep(Slot slot)
    {
        var method = new MethodModel(nameof(Keep), new[]
        {
            new BindingModel("update", Role.Update),
            new BindingModel(slot.Name, Role.Slot, IsRef: true),
        }.ToEquatableArray());
        var link = new Link(nameof(Keep), StageModel.Keeping, ChainRole.Adversary)
        {
            Slots = new Dictionary<string, Slot> { [slot.Name] = slot },
        };
        return new Operation(OperationKind.Keep, link, method);
    }

    /// <summary>Completes the gradient of a wrapper.</summary>
    public static Operation Complete(Link wrapper) => new(OperationKind.Update, wrapper, wrapper.Kernel.Update!);

    /// <summary>The measure that it takes.</summary>
    public MeasureModel Measured => Link.Kernel.Measures[Measure];

    /// <summary>True if the state already has its new values, in memory.</summary>
    public bool FindsNewState => IsReplay || IsConcluded || ReadsGathered;

    public IEnumerable<Slot> Slots => Method.Bindings.Where(b => b.Role == Role.Slot).Select(b => Link.Slots[b.Name]);

    public IEnumerable<Noise> Noises => Method.Bindings.Where(b => b.IsRandom).Select(b => Link.Noises[b.Name]);

    public string Identity => $"{Link.Id}.{Method.Name}.{IsReplay}";

    /// <summary>True if it completes the accumulation of earlier calls.</summary>
    public bool ReadsGathered => Kind == OperationKind.Update && Link.IsGather;

    /// <summary>True if it reads the update, or passes it on where the transform does not act.</summary>
    public bool NeedsUpdate => Uses(Role.Update) || (Kind == OperationKind.Update && Link.Masks.Count > 0);

    public bool Uses(Role role) => Method.Bindings.Any(b => b.Role == role);

    public bool Writes(Slot slot) => Method.Bindings.Any(b => b is { Role: Role.Slot, IsRef: true } && Link.Slots[b.Name].Equals(slot));

    /// <summary>True if a sweep that starts from initial values resets the slot: ascents do not reset state of the outer
    /// optimizer.</summary>
    public bool Resets(Slot slot) => !slot.IsGiven && slot.IsAdversary == (Link.Role == ChainRole.Adversary);
}

internal enum OperationKind
{
    Measure,
    Accumulate,
    Update,
    Project,
    Observe,
    Evaluate,

    /// <summary>Stores the gradient unchanged.</summary>
    Keep,
}
