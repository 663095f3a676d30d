using SamFast.Generators.Symbols;

namespace SamFast.Generators.Kernels;

/// <summary>A schedule in place of a scalar.</summary>
/// <param name="Title">As it was declared.</param>
/// <param name="Type">The attribute with <c>Evaluate</c>, as C#.</param>
/// <param name="Arguments">The arguments after the count, as C#.</param>
/// <param name="Recorded">The arguments in a checkpoint, with names: <c>decaySteps = 10000</c>.</param>
/// <param name="Evaluate">The count, and the arguments in their order.</param>
/// <param name="Until">The count at which the next one takes over; 0 of the last one.</param>
internal sealed record ScheduleModel(
    string Title, string Type, EquatableArray<string> Arguments, EquatableArray<string> Recorded, long Until, MethodModel Evaluate);
