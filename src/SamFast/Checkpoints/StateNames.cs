namespace SamFast;

/// <summary>What other programs call the state of an optimizer, to exchange files with them.</summary>
/// <remarks>
/// <para>A file that is read or written by such names has one tensor for each slot and each tensor of the layout,
/// called <c>tensor.slot</c>, and the number of steps as a tensor of one element for each, in float or double. It has none of SamFast's
/// metadata, and no checksum. Hyperparameters are not in it and stay as they are; running powers of decays are computed
/// anew from those and from the number of steps; counters of wrappers begin at 0.</para>
/// <para>An optimizer that keeps anything else cannot be exchanged: a slot without a name here, or a scalar that is not
/// a power. Neither can one that is in the middle of a period of SAM, or of accumulation.</para>
/// </remarks>
public sealed record StateNames
{
    /// <summary>The names of <c>torch.optim.Adam</c>, <c>AdamW</c> (with <c>amsgrad</c>, too) and <c>SGD</c>:
    /// <c>exp_avg</c> is <c>mu</c>, <c>exp_avg_sq</c> is <c>nu</c>, <c>max_exp_avg_sq</c> is <c>maxNu</c>,
    /// <c>momentum_buffer</c> is <c>trace</c>, <c>step</c> is <c>StepCount</c>.</summary>
    public static StateNames Torch { get; } = new()
    {
        Slots = new Dictionary<string, string>
        {
            ["mu"] = "exp_avg",
            ["nu"] = "exp_avg_sq",
            ["maxNu"] = "max_exp_avg_sq",
            ["trace"] = "momentum_buffer",
        },
        StepCount = "step",
        Format = "pt",
    };

    /// <summary>What the slots are called there.</summary>
    public required IReadOnlyDictionary<string, string> Slots { get; init; }

    /// <summary>What the number of steps is called there; null where it is not saved.</summary>
    public string? StepCount { get; init; }

    /// <summary>The number of steps to assume where a file has none, as those of <c>torch.optim.SGD</c>
    /// don't.</summary>
    public long StepCountIfAbsent { get; init; } = 1;

    /// <summary>What a file that is written says of its <c>format</c>; null: nothing.</summary>
    public string? Format { get; init; }
}
