using SamFast.Generators.Declarations;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Emission;

/// <summary>The file with the other half of a declared class.</summary>
/// <param name="Conflict">The conflict between the two halves that left a stand-in; null without a conflict.</param>
internal sealed record GeneratedHalf(string HintName, string Code, string? Conflict)
{
    /// <summary>A stand-in of a class with mistakes.</summary>
    public static GeneratedHalf Of(StandInModel model) => new(model.Type.HintName, StandIn.Emit(model), null);

    /// <summary>A generated half, or its stand-in if the user declares one of its members.</summary>
    public static GeneratedHalf Of(TypeModel type, string code, Func<StandInModel> standIn)
    {
        string renamed = PrivateMembers.Rename(type, code);
        return Conflicts.Find(type, renamed) is { } conflict
            ? Of(standIn()) with { Conflict = conflict } : new GeneratedHalf(type.HintName, renamed, null);
    }
}
