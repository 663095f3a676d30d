using Microsoft.CodeAnalysis;
using SamFast.Generators.Declarations;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Emission;

/// <summary>The file with the other half of a declared class.</summary>
/// <param name="Code">Its text; null if a stand-in would name a hidden type as well.</param>
/// <param name="Conflict">The conflict with the user's code; null without a conflict.</param>
internal sealed record GeneratedHalf(string HintName, string? Code, Conflict? Conflict)
{
    /// <summary>A stand-in of a class with mistakes.</summary>
    public static GeneratedHalf Of(StandInModel model) => new(model.Type.HintName, StandIn.Emit(model), null);

    /// <summary>A generated half, or its stand-in if the user's code excludes one of its names.</summary>
    public static GeneratedHalf Of(TypeModel type, string code, Func<StandInModel> standIn)
    {
        if (!Conflicts.ArePossible(type, code))
            return new(type.HintName, code, null);
        // Parsing takes longer than writing: once, unless a name changes.
        var half = Conflicts.Half(code);
        if (HiddenNames.Find(type, half) is { } hidden)
            return new(type.HintName, null, new(Descriptors.HiddenType, hidden));
        string renamed = PrivateMembers.Rename(type, code, half);
        return Conflicts.Find(type, renamed == code ? half : Conflicts.Half(renamed)) is { } member
            ? Of(standIn()) with { Conflict = new(Descriptors.TakenName, member) } : new(type.HintName, renamed, null);
    }
}

/// <summary>A conflict between a generated half and the user's code.</summary>
/// <param name="Detail">The second argument of the message, after the class.</param>
internal sealed record Conflict(DiagnosticDescriptor Rule, string Detail);
