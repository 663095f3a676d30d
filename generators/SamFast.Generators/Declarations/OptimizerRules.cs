using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>The rules for the chain of an optimizer.</summary>
internal static class OptimizerRules
{
    private static readonly Func<ChainModel, bool, string?>[] _ofTheHessian =
        [MustHaveOneObserver, MustNotWrapAnObserver, MustNotTakeTheLoss, MustKeepTheGradient];

    /// <summary>Reports transforms that need gradients which a step overwrites.</summary>
    public static void CheckGradients(ChainModel chain, bool consumes, Reporter reporter, Location? location)
    {
        if (!consumes)
            return;
        if (chain.Linesearch is { } search)
        {
            reporter.Error(Descriptors.LinesearchPlace, location, search.Name,
                "but ConsumesGradients lets the step overwrite the gradient, which the search still needs: leave ConsumesGradients out");
        }

        CheckFrozen(chain, "and would overwrite their gradients: leave ConsumesGradients out", reporter, location);
    }

    /// <summary>Reports the mistakes of a chain that is an optimizer of its own.</summary>
    public static void CheckChain(ChainModel chain, string name, bool consumes, Reporter reporter, Location? location)
    {
        SharingRules.Check(chain, null, name, reporter, location);
        OrderRules.CheckLast(chain, name, reporter, location);
        if (!reporter.HasErrors && Observers(chain).Any()
            && _ofTheHessian.Select(rule => rule(chain, consumes)).FirstOrDefault(o => o is not null) is { } objection)
            reporter.Error(Descriptors.UnusableHessian, location, name, objection);
    }

    /// <summary>Reports a transform of all parameters at once that includes frozen ones.</summary>
    public static void CheckFrozen(ChainModel chain, string reason, Reporter reporter, Location? location)
    {
        if (chain.Thawed is not null && chain.Stages.FirstOrDefault(s => s.Kernel.Tensor is { IsAll: true }) is { } whole)
            reporter.Error(Descriptors.UnusableMask, location, whole.Title, $"it works on all parameters at once, also on frozen ones, {reason}");
    }

    /// <summary>Reports attributes whose order is undefined.</summary>
    public static void CheckSplit(INamedTypeSymbol source, IEnumerable<AttributeData> links, Reporter reporter, Location? location)
    {
        if (links.Select(a => a.ApplicationSyntaxReference?.GetSyntax().Parent?.Parent).Distinct().Count() > 1)
            reporter.Error(Descriptors.SplitChain, location, source.Name);
    }

    /// <summary>Reports a precision of the arithmetic that the enumeration does not have.</summary>
    public static void CheckPrecision(INamedTypeSymbol source, Reporter reporter, Location? location)
    {
        object? precision = source.GetAttributes().First(a => a.AttributeClass.IsOptimizer()).Named("Precision");
        if (precision is not (null or 0 or 1))
            reporter.Error(Descriptors.OutOfRange, location, "Precision", "Optimizer", $"(Precision)({precision})", "{Precision.Exact, Precision.Fast}");
    }

    /// <summary>The transforms that take the diagonal of the Hessian.</summary>
    public static IEnumerable<string> Observers(ChainModel chain) => chain.AllStages.Where(s => s.Kernel.Observe is not null).Select(s => s.Title);

    private static string? MustHaveOneObserver(ChainModel chain, bool consumes) =>
        Observers(chain).ElementAtOrDefault(1) is { } second
            ? $"{Observers(chain).First()} and {second} both take the diagonal of the Hessian, but Step has one: keep one of them" : null;

    private static string? MustNotWrapAnObserver(ChainModel chain, bool consumes) =>
        chain.AllStages.FirstOrDefault(s => s.Wrapper is not null) is { } wrapper
            ? $"{Observers(chain).First()} takes the diagonal of the Hessian in steps that are known in advance, but {wrapper.GroupName} "
                + $"decides about each step as it comes: leave [{wrapper.GroupName}] out"
            : null;

    private static string? MustNotTakeTheLoss(ChainModel chain, bool consumes) =>
        chain.TakesValue is { } valued
            ? $"{Observers(chain).First()} takes the diagonal of the Hessian and {valued.Title} the loss, but Step takes only one of them: "
                + "keep one of the two"
            : null;

    private static string? MustKeepTheGradient(ChainModel chain, bool consumes) => consumes
        ? $"{Observers(chain).First()} takes the diagonal of the Hessian beside an unchanged gradient: leave ConsumesGradients out" : null;
}
