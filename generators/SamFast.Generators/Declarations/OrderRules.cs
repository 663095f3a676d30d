using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Kernels;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>Warns of chains whose order is rarely intended, by the ordering traits of the transforms. The links of one alias are not
/// compared: the alias defines their order.</summary>
internal static class OrderRules
{
    public static Meaning MeaningOf(INamedTypeSymbol transform, IReadOnlyList<Argument> arguments)
    {
        var meaning = Meaning.None;
        foreach (var attribute in transform.GetAttributes())
        {
            var said = attribute.AttributeClass switch
            {
                var type when type.IsLibrary("AppliesLearningRateAttribute") => Meaning.LearningRate,
                var type when type.IsLibrary("ScaleInvariantAttribute") => Meaning.ScaleInvariant,
                var type when type.IsLibrary("AddsDecayAttribute") => Meaning.Decay,
                var type when type.IsLibrary("BoundsUpdateAttribute") => Meaning.Bound,
                _ => Meaning.None,
            };
            bool holds = arguments.FirstOrDefault(a => a.Name == attribute.Named("AtDefault") as string)?.IsDefault ?? true;
            meaning |= holds ? said : Meaning.None;
        }

        return meaning;
    }

    /// <summary>Checks the links of one chain, each reported at its attribute.</summary>
    public static void Check(IReadOnlyList<(StageModel Stage, Location? Location)> links, Reporter reporter)
    {
        if (reporter.HasErrors)
            return;
        foreach (var link in links.GroupBy(l => l.Stage.Group))
            Check(links.TakeWhile(l => l.Stage.Group != link.Key).Select(l => l.Stage), link.Select(l => l.Stage), reporter, link.First().Location);
    }

    /// <summary>Checks a chain that another one continues.</summary>
    public static void Check(ChainModel chain, ChainModel later, Reporter reporter, Location? location)
    {
        if (reporter.HasErrors)
            return;
        foreach (var link in later.Stages.GroupBy(s => s.Group))
            Check(chain.Stages, link, reporter, location);
    }

    /// <summary>Reports a chain whose last transform returns a direction, without a learning rate after it.</summary>
    public static void CheckLast(ChainModel chain, string name, Reporter reporter, Location? location)
    {
        var transforms = chain.Stages.Where(s => s.Wrapper is null && s.Kernel is { IsProjection: false, IsProbe: false }).ToArray();
        if (!reporter.HasErrors && chain.Parts.Count == 0 && transforms.LastOrDefault() is { } last && Is(last, Meaning.ScaleInvariant)
            && !transforms.Any(s => Is(s, Meaning.LearningRate) && Meet(s, last)))
            reporter.Warn(Descriptors.DirectionOnly, location, name, last.GroupName);
    }

    /// <summary>Reports the first mistake that one attribute makes after those before it.</summary>
    private static void Check(IEnumerable<StageModel> before, IEnumerable<StageModel> link, Reporter reporter, Location? location)
    {
        var rates = before.Where(s => Is(s, Meaning.LearningRate)).ToArray();
        var mistakes = new[]
        {
            (Meaning.LearningRate, Descriptors.LearningRateTwice), (Meaning.ScaleInvariant, Descriptors.LearningRateLost),
            (Meaning.Decay, Descriptors.DecayAfterLearningRate), (Meaning.Bound, Descriptors.BoundAfterLearningRate),
        };
        foreach (var (meaning, descriptor) in mistakes)
        {
            foreach (var stage in link.Where(s => Is(s, meaning)))
            {
                if (rates.LastOrDefault(rate => Meet(rate, stage)) is not { } rate)
                    continue;
                reporter.Warn(descriptor, location, stage.GroupName, rate.GroupName);
                return;
            }
        }
    }

    private static bool Is(StageModel stage, Meaning meaning) => (stage.Kernel.Meaning & meaning) != 0;

    /// <summary>True if both may act on the same tensors.</summary>
    private static bool Meet(StageModel one, StageModel other) =>
        !one.Masks.Any(a => other.Masks.Any(b => AreApart(a, b)));

    private static bool AreApart(MaskModel a, MaskModel b) => (a.IsExcept, b.IsExcept) switch
    {
        (false, false) => !a.Groups.Intersect(b.Groups).Any(),
        (false, true) => !a.Groups.Except(b.Groups).Any(),
        (true, false) => !b.Groups.Except(a.Groups).Any(),
        _ => false,
    };
}
