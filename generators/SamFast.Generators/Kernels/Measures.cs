using Microsoft.CodeAnalysis;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Kernels;

/// <summary>Kernels with <c>[Sum]</c> or <c>[Max]</c>.</summary>
internal static class Measures
{
    public static bool Is(IMethodSymbol method) => method.GetAttributes().Any(Is);

    public static bool IsMax(IMethodSymbol method) => method.GetAttributes().Any(a => a.AttributeClass.IsLibrary("MaxAttribute"));

    public static bool IsPerTensor(IMethodSymbol method) => (method.AttributeValue("SumAttribute") ?? method.AttributeValue("MaxAttribute")) is 1;

    public static bool IsAfterAccumulate(IMethodSymbol method) => method.GetAttributes().Any(a => Is(a) && a.Named("AfterAccumulate") is true);

    /// <summary>The name by which <c>Prepare</c> or <c>Conclude</c> receives the result.</summary>
    public static string NameOf(IMethodSymbol method) => Casing.Lower(method.Name);

    /// <summary>When a measure is taken: at the head if it reads the gradient, and with it those that need nothing later.</summary>
    public static Moment MomentOf(IMethodSymbol measure, KernelScope scope)
    {
        if (IsAfterAccumulate(measure))
            return Moment.AfterAccumulate;
        if (IsReceived("Conclude", measure, scope) || IsOnlyReported(measure, scope))
            return Moment.BeforeAccumulate;
        return !IsPerTensor(measure) && KernelParameter.Of(measure).All(p => p.Name != "update") && scope.Kernels.Any(k => ReadsGradient(k, scope))
            ? Moment.AtHead : Moment.BeforePrepare;
    }

    /// <summary>True if a scalar kernel receives a measure.</summary>
    public static bool IsReceived(string scalars, IMethodSymbol measure, KernelScope scope) =>
        scope.Kernels.Any(k => k.Name == scalars && KernelParameter.Of(k).Any(p => p.Name == NameOf(measure)));

    /// <summary>True if a kernel reads the gradient that entered the chain.</summary>
    public static bool ReadsGradient(IMethodSymbol kernel, KernelScope scope) => KernelParameter.Of(kernel).Any(p =>
        p.Name == "gradient" && Binder.Find(p, kernel, scope.KindOf(kernel), scope) is { Source: Source.Fixed });

    /// <summary>True if no scalar waits for a measure, so that any sweep may take it.</summary>
    private static bool IsOnlyReported(IMethodSymbol measure, KernelScope scope) =>
        KernelParameter.Of(measure).All(p => p.Name != "gradient") && scope.Kernels.All(k => k.Name is not ("Project" or "ShouldStep"))
        && !IsReceived("Prepare", measure, scope);

    private static bool Is(AttributeData attribute) => attribute.AttributeClass.IsLibrary("SumAttribute") || attribute.AttributeClass.IsLibrary("MaxAttribute");
}
