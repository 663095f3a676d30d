using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Kernels;

/// <summary>Reads the methods of a line search.</summary>
internal static class SearchReader
{
    public static (DiagnosticDescriptor Unusable, string? Objection, KernelModel? Model) Read(KernelScope scope, INamedTypeSymbol user)
    {
        var search = scope.Type.Methods().Where(m => m.Name == "Search").ToArray();
        var gradients = scope.Type.Methods().FirstOrDefault(m => m.Name == "Gradients");
        if (ClassRules.MustNotBeFileLocal(scope) is { } hidden)
            return (Descriptors.UnusableKernel, hidden, null);
        string? objection = search.Length switch
        {
            0 => $"it has no method that searches: declare 'public static {Contract.Of(Kernel.Search).Text.Replace("…", "ref TLine line, …")}'",
            1 => KernelRules.Objection(new KernelUse(search[0], Kernel.Search, scope, user))
                ?? (gradients is null ? null : KernelRules.Objection(new KernelUse(gradients, Kernel.Gradients, scope, user))),
            _ => "it has several methods named 'Search': keep one",
        };
        if (objection is not null)
            return (Descriptors.UnusableSearch, objection, null);
        var model = new SearchModel(
            Binder.Bind(search[0], Kernel.Search, scope), gradients is null ? null : Binder.Bind(gradients, Kernel.Gradients, scope));
        return (Descriptors.UnusableSearch, null, new KernelModel(
            scope.Type.FromRoot(), null, null, null, null, EquatableArray<MeasureModel>.Empty, Search: model));
    }
}
