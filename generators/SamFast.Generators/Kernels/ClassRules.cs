using Microsoft.CodeAnalysis;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Kernels;

/// <summary>The rules for the kernels of one class together: a method each, listed in the arrays. A rule returns the problem and its remedy, or null.</summary>
internal static class ClassRules
{
    private static readonly Func<KernelScope, string?>[] _required = [MustNotBeFileLocal, MustHaveAnUpdate, MustDecide, MustNotProjectAndUpdate];

    private static readonly Func<KernelScope, string?>[] _consistent =
    [
        MustReceiveAMeasureOnce, MustHaveAnAccumulate, MustConcludeLateMeasures, MustNameScalarsOnce, MustNotChangeSlotsAfterConclude,
        MustSayWhenToObserve, MustResetOncePerStep, MustDecideOnce,
    ];

    /// <summary>The first problem of a class with kernels over lanes, and its remedy; null if there is none.</summary>
    public static string? Objection(KernelScope scope, INamedTypeSymbol user) =>
        First(_required, scope)
        ?? MustBeNamedOnce(scope)
        ?? scope.Kernels.Select(k => KernelRules.Objection(new KernelUse(k, scope.KindOf(k), scope, user))).FirstOrDefault(o => o is not null)
        ?? First(_consistent, scope);

    public static string? MustNotBeFileLocal(KernelScope scope) => scope.Type.IsFileLocal ? Names.FileLocal : null;

    private static string? First(Func<KernelScope, string?>[] rules, KernelScope scope) =>
        rules.Select(rule => rule(scope)).FirstOrDefault(objection => objection is not null);

    private static string? MustHaveAnUpdate(KernelScope scope) =>
        scope.Type.IsGate() || KernelReader.IsProbe(scope.Kernels) || scope.Kernels.Any(k => k.Name is "Update" or "Project") ? null
            : $"it has no kernel: declare 'public static {Contract.Of(Kernel.Update).Text}', or "
                + $"'public static {Contract.Of(Kernel.TensorTransform).Text.Replace("…", "Span<T> update, …")}' in its place";

    private static string? MustDecide(KernelScope scope) =>
        !scope.Type.IsGate() || scope.Kernels.Any(k => k.Name == "ShouldStep") ? null
            : $"it has no method that decides: declare 'public static {Contract.Of(Kernel.ShouldStep).Text}'";

    private static string? MustNotProjectAndUpdate(KernelScope scope) =>
        scope.Kernels.Any(k => k.Name == "Project")
        && scope.Kernels.FirstOrDefault(k => k.Name is "Update" or "Accumulate" or "Conclude" or "Observe" or "NeedsHessian") is { } other
            ? $"it has Project, which changes the moved parameters, and {other.Name}, which changes the update: keep one of the two" : null;

    private static string? MustBeNamedOnce(KernelScope scope) =>
        scope.Kernels.GroupBy(k => k.Name).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? $"it has {twice.Count()} methods named '{twice.Key}', but kernels are found by name: keep one" : null;

    private static string? MustReceiveAMeasureOnce(KernelScope scope) =>
        scope.Kernels.FirstOrDefault(k => Measures.Is(k) && Measures.IsReceived("Prepare", k, scope) && Measures.IsReceived("Conclude", k, scope)) is { } measure
            ? $"Prepare and Conclude both receive '{Measures.NameOf(measure)}': keep it in a 'ref double' state of one for the other" : null;

    private static string? MustHaveAnAccumulate(KernelScope scope) =>
        scope.Kernels.FirstOrDefault(Measures.IsAfterAccumulate) is { } measure && scope.Kernels.All(k => k.Name != "Accumulate")
            ? $"{measure.Name} is taken after Accumulate, but there is no Accumulate: leave AfterAccumulate out, or write Accumulate" : null;

    private static string? MustConcludeLateMeasures(KernelScope scope) =>
        scope.Kernels.FirstOrDefault(k => Measures.IsAfterAccumulate(k) && Measures.IsReceived("Prepare", k, scope)) is { } measure
            ? $"Prepare receives '{Measures.NameOf(measure)}', which is taken after Accumulate: receive it in Conclude" : null;

    private static string? MustNameScalarsOnce(KernelScope scope)
    {
        var scalars = scope.Kernels.Where(k => k.Name is "Prepare" or "Conclude").SelectMany(KernelParameter.Of)
            .Where(p => p.RefKind != RefKind.None).GroupBy(p => p.Name);
        return scalars.FirstOrDefault(uses => uses.Count() > 1 && uses.Any(p => p.RefKind == RefKind.Out)) is { } twice
            ? $"Prepare and Conclude both write '{twice.Key}', at least one of them as a coefficient: give them two names" : null;
    }

    private static string? MustNotChangeSlotsAfterConclude(KernelScope scope) =>
        scope.Names(Source.Concluded).Count > 0
        && KernelParameter.Of(scope.Kernels.First(k => k.Name == "Update")).FirstOrDefault(p => p.RefKind == RefKind.Ref) is { } slot
            ? $"Update changes the slot '{slot.Name}' after Conclude has run: let Accumulate change it, and take it by value in Update" : null;

    private static string? MustSayWhenToObserve(KernelScope scope)
    {
        Kernel[] halves = [.. scope.Kernels.Select(scope.KindOf).Where(k => k is Kernel.Observe or Kernel.NeedsHessian)];
        if (halves.Length != 1)
            return null;
        var missing = Contract.Of(halves[0] == Kernel.Observe ? Kernel.NeedsHessian : Kernel.Observe);
        return $"it has {halves[0]} without {missing.Kernel}: declare 'public static {missing.Text}' as well";
    }

    private static string? MustResetOncePerStep(KernelScope scope) =>
        scope.Kernels.Any(k => k.Name == "ShouldReset") && scope.Kernels.FirstOrDefault(Measures.IsPerTensor) is { } measure
            ? $"ShouldReset runs once per step, but {measure.Name} measures each tensor: measure over all parameters" : null;

    private static string? MustDecideOnce(KernelScope scope) =>
        scope.Type.IsGate() && scope.Kernels.FirstOrDefault(Measures.IsPerTensor) is { } measure
            ? $"{measure.Name} measures each tensor, but a gate decides once per step: measure over all parameters" : null;
}
