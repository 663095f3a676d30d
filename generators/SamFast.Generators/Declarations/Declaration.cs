using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>A declaration without mistakes.</summary>
internal interface IDeclared
{
    /// <summary>The declared class.</summary>
    TypeModel Type { get; }
}

/// <summary>A declared class.</summary>
/// <param name="Mistakes">Its errors.</param>
/// <param name="Place">The place of errors that are found when its other half is written.</param>
internal sealed record Declaration<TModel>(HalfModel<TModel> Half, EquatableArray<Mistake> Mistakes, Place Place)
    where TModel : class, IDeclared, IEquatable<TModel>;

/// <summary>The other half of a declared class.</summary>
/// <param name="Declared">The declaration; null if it has mistakes.</param>
/// <param name="StandIn">The stand-in that lets a class with mistakes compile; null if the class cannot have a generated half.</param>
internal sealed record HalfModel<TModel>(TModel? Declared, StandInModel? StandIn) where TModel : class, IDeclared, IEquatable<TModel>;
