using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>A declared class: what is generated for it, or stands in for that.</summary>
/// <param name="Model">The declaration; null where it has mistakes.</param>
/// <param name="StandIn">What the class needs to compile where it has mistakes; null where it cannot have another half.</param>
/// <param name="Mistakes">The mistakes of a class that cannot have another half: without one, the compiler may stop before it
/// asks the analyzer.</param>
internal sealed record Declaration<TModel>(TModel? Model, StandInModel? StandIn, EquatableArray<Mistake> Mistakes)
    where TModel : class, IEquatable<TModel>;
