using System.Text.Json;

namespace SamFast.Tests.Conformance;

/// <summary>A recorded <c>contrib.sam</c>.</summary>
internal sealed record SamCall(Call Call)
{
    public const string Function = "contrib.sam";

    public int Period => Call.Get("sync_period") is { ValueKind: JsonValueKind.Number } period ? period.GetInt32() : 2;

    public bool IsOpaque => Call.Get("opaque_mode").ValueKind == JsonValueKind.True;

    private bool ResetsState => Call.Get("reset_state").ValueKind != JsonValueKind.False;

    /// <summary>Our declaration.</summary>
    public string Attribute(string outer, string adversary) =>
        $"Sam<{outer}, {adversary}>(syncPeriod: {Period}, resetState: {(ResetsState ? "true" : "false")}, "
        + $"mode: SamMode.{(IsOpaque ? SamMode.Opaque : SamMode.Transparent)})";
}
