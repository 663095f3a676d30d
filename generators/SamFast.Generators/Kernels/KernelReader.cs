using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Kernels;

/// <summary>Reads the kernels of a transform or a wrapper from their signatures.</summary>
internal static class KernelReader
{
    private static readonly string[] _ofTransforms =
        ["Update", "Accumulate", "Project", "Prepare", "Conclude", "Observe", "NeedsHessian", "EvaluationParameters", "ShouldReset"];

    /// <param name="user">The class whose generated half calls the kernels; the class of the kernels itself if it is checked on its own.</param>
    /// <returns>The kernels, or null if the reporter has errors.</returns>
    public static KernelModel? Read(
        INamedTypeSymbol type, INamedTypeSymbol user, IReadOnlyList<Argument> arguments, Reporter reporter, Location? location)
    {
        if ((!ReferenceEquals(type, user) && KernelClass.IsFaulty(type, user, reporter)) || !HasNames(type))
        {
            reporter.Fail();
            return null;
        }

        var kernels = type.Methods()
            .Where(m => Measures.Is(m) || (type.IsGate() ? m.Name is "ShouldStep" or "Update" : _ofTransforms.Contains(m.Name)))
            .Where(m => type.IsGate() || !arguments.Any(a => IsLeftOut(m, a))).ToImmutableArray();
        var scope = new KernelScope(type, arguments, kernels);
        var (unusable, objection, model) = type switch
        {
            _ when type.IsLinesearch() => SearchReader.Read(scope, user),
            _ when TensorReader.Find(type) is { } transform => TensorReader.Read(transform, scope, user),
            _ => ReadLanes(scope, user),
        };
        if (objection is null)
            return model;
        reporter.Error(unusable, location, type.ShortName(), objection);
        return null;
    }

    /// <summary>True if a transform only measures: no kernel of it could change the update or a slot.</summary>
    public static bool IsProbe(ImmutableArray<IMethodSymbol> kernels) => kernels.Any(Measures.Is)
        && kernels.All(k => Measures.Is(k) || (k.Name == "Conclude" && KernelParameter.Of(k).All(p => p.RefKind != RefKind.Out)));

    private static (DiagnosticDescriptor, string?, KernelModel?) ReadLanes(KernelScope scope, INamedTypeSymbol user)
    {
        var unusable = scope.Type.IsGate() ? Descriptors.UnusableGate : Descriptors.UnusableKernel;
        return ClassRules.Objection(scope, user) is { } objection ? (unusable, objection, null) : (unusable, null, Model(scope));
    }

    private static KernelModel Model(KernelScope scope)
    {
        bool isProjection = scope.Kernels.Any(k => k.Name == "Project");
        return new KernelModel(
            scope.Type.FromRoot(), Find(isProjection ? "Project" : "Update"), Find("Accumulate"),
            Find(scope.Type.IsGate() ? "ShouldStep" : "Prepare"), Find("Conclude"),
            scope.Kernels.Where(Measures.Is).Select(k => new MeasureModel(
                Measures.NameOf(k), Measures.IsMax(k), Measures.IsPerTensor(k), Measures.MomentOf(k, scope), Bind(k))).ToEquatableArray(),
            IsProjection: isProjection, Observe: Find("Observe"), NeedsHessian: Find("NeedsHessian"))
        {
            IsProbe = !scope.Type.IsGate() && IsProbe(scope.Kernels),
            Evaluation = Find("EvaluationParameters"),
            Reset = Find("ShouldReset"),
            IsOperand = Has("OnlyInSamAttribute"),
            Remembers = Has("RemembersPeriodsAttribute"),
            EndsChain = Has(Names.EndsChain),
        };

        MethodModel Bind(IMethodSymbol kernel) => Binder.Bind(kernel, scope.KindOf(kernel), scope);
        MethodModel? Find(string name) => scope.Kernels.FirstOrDefault(k => k.Name == name) is { } kernel ? Bind(kernel) : null;
        bool Has(string attribute) => scope.Type.GetAttributes().Any(a => a.AttributeClass.IsLibrary(attribute));
    }

    /// <summary>True if the parameters of all methods have distinct names: the compiler reports others.</summary>
    private static bool HasNames(INamedTypeSymbol type) => type.Methods().All(m =>
        m.Name.Length > 0 && m.Parameters.All(p => p.Name.Length > 0) && m.Parameters.Select(p => p.Name).Distinct().Count() == m.Parameters.Length);

    /// <summary>True if a flag of the transform turns an optional kernel off.</summary>
    private static bool IsLeftOut(IMethodSymbol kernel, Argument argument) =>
        argument is { IsArray: false, Value.Value: false }
        && ParameterTarget.Of(argument.Parameter) == new ParameterTarget.Kernel(kernel.Name);
}
