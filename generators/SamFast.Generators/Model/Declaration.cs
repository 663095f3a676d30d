namespace SamFast.Generators.Model;

/// <summary>A declared class: what is generated for it, or stands in for that.</summary>
/// <param name="Model">The declaration; null where it has mistakes.</param>
/// <param name="StandIn">What the class needs to compile where it has mistakes; null where it cannot have another half.</param>
/// <param name="Mistakes">The mistakes of a class that cannot have another half: without one, the compiler may stop before it
/// asks the analyzer.</param>
internal sealed record Declaration<TModel>(TModel? Model, StandInModel? StandIn, EquatableArray<Mistake> Mistakes)
    where TModel : class, IEquatable<TModel>;

/// <summary>A diagnostic that holds nothing of a compilation.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Message">What it says.</param>
/// <param name="Path">The file.</param>
/// <param name="Start">Where it begins there, in characters.</param>
/// <param name="Length">How long it is.</param>
internal sealed record Mistake(
    string Id, string Message, string Path, int Start, int Length, int FirstLine, int FirstColumn, int LastLine, int LastColumn);
