namespace SamFast.Generators.Planning;

/// <summary>The private members that generated classes have, whatever their chains are; numbered where the user has a member of
/// that name.</summary>
internal sealed class OwnNames(NameTable names)
{
    /// <summary>The method of a step, after the checks.</summary>
    public string Advance { get; } = names.Member("Advance");

    public string Ascend { get; } = names.Member("Ascend");

    public string Descend { get; } = names.Member("Descend");

    /// <summary>The method of a period of opaque SAM.</summary>
    public string Climb { get; } = names.Member("Climb");

    public string FindDirection { get; } = names.Member("FindDirection");

    public string OwnLength { get; } = names.Member("OwnLength");

    /// <summary>Which copy of state vectors that are kept twice is the one before the step.</summary>
    public string Committed { get; } = names.Member("_committed");

    public string Ascent { get; } = names.Member("_ascent");

    public string AdversaryStepCount { get; } = names.Member("_adversaryStepCount");
}
