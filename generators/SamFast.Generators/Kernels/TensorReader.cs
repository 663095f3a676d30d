using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Kernels;

/// <summary>Reads the kernels of a transform over whole tensors, or over all parameters at once.</summary>
internal static class TensorReader
{
    private const string CheckShape = "CheckShape", Workspace = "workspace";

    /// <summary>The kernel over whole tensors or all parameters, if the class has one.</summary>
    public static IMethodSymbol? Find(INamedTypeSymbol type) => type.Methods().FirstOrDefault(m => m.Name == "Transform");

    public static (DiagnosticDescriptor Unusable, string? Objection, KernelModel? Model) Read(IMethodSymbol transform, KernelScope scope, INamedTypeSymbol user)
    {
        if (ClassRules.MustNotBeFileLocal(scope) is { } hidden)
            return (Descriptors.UnusableKernel, hidden, null);
        var prepare = scope.Kernels.FirstOrDefault(k => k.Name == "Prepare");
        if (prepare is not null && KernelRules.Objection(new KernelUse(prepare, Kernel.Prepare, scope, user)) is { } wrong)
            return (Descriptors.UnusableKernel, wrong, null);

        var kind = KernelParameter.Of(transform).Any(p => Binder.IsWholeVector(p, transform)) ? Kernel.WholeTransform : Kernel.TensorTransform;
        var shapes = ShapesOf(transform, scope);
        if ((MustStandAlone(scope, kind) ?? KernelRules.Objection(new KernelUse(transform, kind, scope, user))
            ?? (kind == Kernel.TensorTransform ? Objection(transform, shapes, scope, user) : null)) is { } objection)
            return (Descriptors.UnusableTensorKernel, objection, null);

        var model = new KernelModel(
            scope.Type.FromRoot(), Binder.Bind(transform, kind, scope), null,
            prepare is null ? null : Binder.Bind(prepare, Kernel.Prepare, scope), null, EquatableArray<MeasureModel>.Empty,
            kind == Kernel.WholeTransform ? TensorModel.All : Tensor(shapes, scope));
        return (Descriptors.UnusableTensorKernel, null, model);
    }

    /// <summary>The methods that read shapes: <c>CheckShape</c>, and the lengths of slots and of the workspace.</summary>
    private static Dictionary<string, IMethodSymbol> ShapesOf(IMethodSymbol transform, KernelScope scope)
    {
        var found = new Dictionary<string, IMethodSymbol>();
        foreach (string name in KernelParameter.Of(transform).Where(p => p.Name == Workspace
            || Binder.Find(p, transform, Kernel.TensorTransform, scope)?.Role == Role.Slot).Select(p => p.Name))
        {
            if (scope.Type.Methods().FirstOrDefault(m => m.Name == Casing.Upper(name) + "Length") is { } length)
                found[name] = length;
        }

        if (scope.Type.Methods().FirstOrDefault(m => m.Name == CheckShape) is { } check)
            found[CheckShape] = check;
        return found;
    }

    private static TensorModel Tensor(Dictionary<string, IMethodSymbol> shapes, KernelScope scope)
    {
        return new TensorModel(
            Find(CheckShape, Kernel.CheckShape),
            shapes.Keys.Where(name => name is not (CheckShape or Workspace))
                .Select(name => new LengthModel(name, Find(name, Kernel.Length)!)).ToEquatableArray(),
            Find(Workspace, Kernel.Length));

        MethodModel? Find(string name, Kernel kind) => shapes.TryGetValue(name, out var method) ? Binder.Bind(method, kind, scope) : null;
    }

    private static string? MustStandAlone(KernelScope scope, Kernel kind)
    {
        string domain = kind == Kernel.WholeTransform ? "all parameters" : "whole tensors";
        if (scope.Kernels.FirstOrDefault(k => k.Name != "Prepare") is { } other)
            return $"it has Transform, which works on {domain}, and {other.Name}, which works on lanes: keep one of the two";
        return scope.Type.Methods().Count(m => m.Name == "Transform") > 1
            ? "it has several methods named 'Transform', but kernels are found by name: keep one" : null;
    }

    private static string? Objection(IMethodSymbol transform, Dictionary<string, IMethodSymbol> shapes, KernelScope scope, INamedTypeSymbol user) =>
        shapes.Select(shape => KernelRules.Objection(
            new KernelUse(shape.Value, shape.Key == CheckShape ? Kernel.CheckShape : Kernel.Length, scope, user))).FirstOrDefault(o => o is not null)
        ?? (KernelParameter.Of(transform).Any(p => p.Name == Workspace) && !shapes.ContainsKey(Workspace)
            ? "Transform has a workspace of unknown length: declare 'public static int WorkspaceLength(TensorShape shape)'" : null);
}
