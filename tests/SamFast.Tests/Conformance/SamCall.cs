namespace SamFast.Tests.Conformance;

/// <summary>A recorded <c>contrib.sam</c>.</summary>
internal sealed record SamCall(Call Call)
{
    public const string Function = "contrib.sam";

    public int Period => Call["sync_period"].GetInt32();

    public bool IsOpaque => Call["opaque_mode"].GetBoolean();

    private bool ResetsState => Call["reset_state"].GetBoolean();

    /// <summary>Our declaration of it.</summary>
    public string Attribute(string outer, string adversary) =>
        $"Sam<{outer}, {adversary}>(syncPeriod: {Period}, resetState: {(ResetsState ? "true" : "false")}, "
        + $"mode: SamMode.{(IsOpaque ? SamMode.Opaque : SamMode.Transparent)})";
}
