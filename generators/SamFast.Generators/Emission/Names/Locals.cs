using SamFast.Generators.Planning;

namespace SamFast.Generators.Emission;

/// <summary>The names of locals and parameters in generated methods. Nothing that a declaration names has one of these.</summary>
internal static class Locals
{
    // In the formulas.
    public const string Parameter = "parameter", Update = "update", Hessian = "hessian", Block = "Block", FlushBelow = "flushBelow";

    // In the loop over a tile.
    public const string Source = "source", Gradients = "gradients", Destination = "destination", Next = "next", Index = "i",
        Ahead = "ahead", Width = "width", Whole = "whole", Rest = "rest", IsFar = "isFar";

    // Suffixes of locals that belong to a slot, a measure, an input or a source of random bits.
    public const string SlotSuffix = "Slot", WorkingSuffix = "Working", NextSuffix = "Next", AfterSuffix = "After", HereSuffix = "Here",
        NoiseSuffix = "Noise";

    /// <summary>Parameters of methods, and locals of steps.</summary>
    private static readonly string[] _ofMethods =
    [
        "p", "g", "to", "tile", "sweep", "transform", "tensor", "tensors", "slot", "shape", "state", "turn", "version", "ascent",
        "parameters", "gradient", "value", "function", "objective", "line", "found", "hessianDiagonal",
        "layout", "tensorLengths",
    ];

    /// <summary>The type parameter of a sweep.</summary>
    public const string Lanes = Symbols.LaneType.Name;

    /// <summary>Words with a meaning in some places.</summary>
    private static readonly string[] _words = ["field", "var", "_", "__"];

    /// <summary>Names without a conflict. Names of state in checkpoints, such as <c>prodigySum</c>, depend on them.</summary>
    private static readonly string[] _ofCheckpoints = ["Sum", "Max", "First", "Length", "Width", "count"];

    /// <summary>Suffixes of the partial results of a measure.</summary>
    public static IReadOnlyList<string> PartSuffixes { get; } = ["0", "1", "2", "3"];

    public static ReservedNames Reserved { get; } = new(
        [
            Block, FlushBelow, Source, Gradients, Destination, Next, Index, Ahead, Width, Whole, Rest, IsFar,
            .. new[] { Parameter, Update, Hessian }.SelectMany(lane => new[] { lane, lane + NextSuffix, lane + AfterSuffix }),
            Lanes, .. _ofMethods, .. _words, .. _ofCheckpoints, .. MemberNames.All,
        ],
        [SlotSuffix, WorkingSuffix, NextSuffix, AfterSuffix, HereSuffix, NoiseSuffix], PartSuffixes);
}
