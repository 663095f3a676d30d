namespace SamFast;

/// <summary>The names of an optimizer's state in other programs, for exchanging files with them.</summary>
/// <remarks>
/// <para>Such a file has one tensor per slot and tensor of the layout, named <c>tensor.slot</c>, and per tensor the number of
/// steps as a tensor of one element, in float or double. It has no metadata of SamFast and no checksum. It has no
/// hyperparameters, which keep their values; running powers of decays are recomputed from them and the number of steps;
/// counters of wrappers start at 0.</para>
/// <para>An optimizer with other state cannot be exchanged: a slot without a name here, or a scalar that is not a power. Nor
/// can one in the middle of a period of SAM or of accumulation.</para>
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

    /// <summary>The names of the slots in the other program.</summary>
    public required IReadOnlyDictionary<string, string> Slots { get; init; }

    /// <summary>The name of the number of steps in the other program; null if it does not save one.</summary>
    public string? StepCount { get; init; }

    /// <summary>The number of steps to assume where a file has none, as those of <c>torch.optim.SGD</c>
    /// don't.</summary>
    public long StepCountIfAbsent { get; init; } = 1;

    /// <summary>The value of the metadata entry <c>format</c> of written files; null for none.</summary>
    public string? Format { get; init; }
}
