using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>A declared class: the model of its generated half, or that of a stand-in.</summary>
/// <param name="Model">The declaration; null if it has mistakes.</param>
/// <param name="StandIn">The stand-in that lets a class with mistakes compile; null if the class cannot have a generated half.</param>
/// <param name="Mistakes">The mistakes of a class that cannot have another half: without one, the compiler may stop before it
/// asks the analyzer.</param>
internal sealed record Declaration<TModel>(TModel? Model, StandInModel? StandIn, EquatableArray<Mistake> Mistakes)
    where TModel : class, IEquatable<TModel>;
