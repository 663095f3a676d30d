namespace SamFast.Generators.Planning;

/// <summary>The private members that generated classes have independent of their chains.</summary>
internal sealed class OwnNames(NameTable names)
{
    /// <summary>The method of a step, after the checks.</summary>
    public string Advance { get; } = names.Member("Advance");

    public string Ascend { get; } = names.Member("Ascend");

    public string Descend { get; } = names.Member("Descend");

    /// <summary>The method of a period of opaque SAM.</summary>
    public string Climb { get; } = names.Member("Climb");

    /// <summary>The method that runs a sweep over lanes of one width.</summary>
    public string SweepOver { get; } = names.Member("SweepOver");

    /// <summary>The method that computes the update for a line search.</summary>
    public string FindDirection { get; } = names.Member("FindDirection");

    /// <summary>The method with the lengths of state vectors that have lengths of their own.</summary>
    public string OwnLength { get; } = names.Member("OwnLength");

    /// <summary>The field with the number of the committed copy, for state that is kept twice.</summary>
    public string Committed { get; } = names.Member("_committed");

    /// <summary>The field with the number of the current ascent.</summary>
    public string Ascent { get; } = names.Member("_ascent");

    public string AdversaryStepCount { get; } = names.Member("_adversaryStepCount");
}
