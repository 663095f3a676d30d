using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Kernels;

/// <summary>Reads how a transform's kernels share the two stages of scalars, <c>Prepare</c> and <c>Conclude</c>.</summary>
internal static class ConclusionParser
{
    /// <summary>When a measure is taken.</summary>
    public static Moment MomentOf(IMethodSymbol measure, ImmutableArray<IMethodSymbol> kernels) =>
        KernelParser.IsAfterAccumulate(measure) ? Moment.AfterAccumulate
        : Receives("Conclude", measure, kernels) || IsReportedOnly(measure, kernels) ? Moment.BeforeAccumulate
        : Moment.BeforePrepare;

    /// <summary>Whether no scalar waits for a measure, so that it may be taken in the sweep at hand.</summary>
    private static bool IsReportedOnly(IMethodSymbol measure, ImmutableArray<IMethodSymbol> kernels) =>
        measure.Parameters.All(p => p.Name != "gradient") && kernels.All(k => k.Name is not ("Project" or "ShouldStep"))
        && !Receives("Prepare", measure, kernels);

    /// <summary>What is wrong between the kernels, each of which is right by itself; or null.</summary>
    public static string? Objection(ImmutableArray<IMethodSymbol> kernels)
    {
        foreach (var measure in kernels.Where(KernelParser.IsMeasure))
        {
            string name = KernelParser.MeasureName(measure);
            bool isPrepared = Receives("Prepare", measure, kernels);
            if (isPrepared && Receives("Conclude", measure, kernels))
                return $"Prepare and Conclude both receive '{name}': let one of them keep it in a 'ref double' state for the other";
            if (!KernelParser.IsAfterAccumulate(measure))
                continue;
            if (kernels.All(k => k.Name != "Accumulate"))
                return $"{measure.Name} is taken after Accumulate, and there is none: leave AfterAccumulate out, or write Accumulate";
            if (isPrepared)
                return $"Prepare receives '{name}', which is taken after Accumulate: receive it in Conclude";
        }

        var scalars = kernels.Where(k => k.Name is "Prepare" or "Conclude").SelectMany(k => k.Parameters)
            .Where(p => p.RefKind != RefKind.None).GroupBy(p => p.Name);
        if (scalars.FirstOrDefault(uses => uses.Count() > 1 && uses.Any(p => p.RefKind == RefKind.Out)) is { } twice)
            return $"Prepare and Conclude both write '{twice.Key}', at least one of them as a coefficient: give them two names";
        if (kernels.Any(k => k.Name == "Conclude" && k.Parameters.Any(p => p.RefKind == RefKind.Out))
            && kernels.First(k => k.Name == "Update").Parameters.FirstOrDefault(p => p.RefKind == RefKind.Ref) is { } slot)
        {
            return $"Update changes the slot '{slot.Name}' after Conclude has run: let Accumulate change it, and take it by value "
                + "in Update";
        }

        return null;
    }

    private static bool Receives(string scalars, IMethodSymbol measure, ImmutableArray<IMethodSymbol> kernels) =>
        kernels.Any(k => k.Name == scalars && k.Parameters.Any(p => p.Name == KernelParser.MeasureName(measure)));
}
