using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Kernels;

/// <summary>The names that the parameters of a class's kernels may refer to, and the kind of each kernel.</summary>
internal sealed class KernelScope
{
    private readonly Dictionary<Source, HashSet<string>> _names;
    private readonly HashSet<string> _given;
    private readonly HashSet<string> _concluding;
    private readonly bool _isGate;
    private readonly bool _isProjection;

    /// <param name="type">The class that declares the kernels.</param>
    /// <param name="arguments">Its hyperparameters.</param>
    /// <param name="kernels">Its kernels over lanes and scalars.</param>
    public KernelScope(INamedTypeSymbol type, IReadOnlyList<Argument> arguments, ImmutableArray<IMethodSymbol> kernels)
    {
        Type = type;
        Arguments = arguments;
        Kernels = kernels;
        _isGate = type.IsGate();
        _isProjection = kernels.Any(k => k.Name == "Project");
        var writers = Named("Update", "Accumulate", "Observe");
        _given = [.. kernels.SelectMany(KernelParameter.Of).Where(p => p.Symbol.IsGiven()).Select(p => p.Name)];
        _concluding = [.. Named("Conclude").Select(p => p.Name)];
        _names = new()
        {
            [Source.Scalars] = [.. arguments.Where(a => a.IsScalar).Select(a => a.Name)],
            [Source.Constants] = [.. arguments.Where(a => !a.IsScalar).Select(a => a.Name)],
            [Source.Slots] = [.. writers.Where(p => p.RefKind == RefKind.Ref || p.Symbol.IsGiven()).Select(p => p.Name)],
            [Source.States] = [.. Named("Prepare", "Conclude", "ShouldStep").Where(p => p.RefKind == RefKind.Ref).Select(p => p.Name)],
            [Source.Prepared] = [.. Named("Prepare").Where(p => p.RefKind == RefKind.Out).Select(p => p.Name)],
            [Source.Concluded] = [.. Named("Conclude").Where(p => p.RefKind == RefKind.Out).Select(p => p.Name)],
            [Source.Measures] = [.. kernels.Where(Measures.Is).Select(Measures.NameOf)],
        };

        IEnumerable<KernelParameter> Named(params string[] names) => kernels.Where(k => names.Contains(k.Name)).SelectMany(KernelParameter.Of);
    }

    public INamedTypeSymbol Type { get; }

    public IReadOnlyList<Argument> Arguments { get; }

    public ImmutableArray<IMethodSymbol> Kernels { get; }

    /// <summary>The names of a source, in order; none of a source without names of its own.</summary>
    public IReadOnlyList<string> Names(Source source) => _names.TryGetValue(source, out var names) ? [.. names.OrderBy(n => n, StringComparer.Ordinal)] : [];

    public bool Has(Source source, string name) => _names.TryGetValue(source, out var names) && names.Contains(name);

    public bool IsGiven(string slot) => _given.Contains(slot);

    /// <summary>The kind of a kernel over lanes or scalars.</summary>
    public Kernel KindOf(IMethodSymbol kernel)
    {
        if (Measures.Is(kernel))
        {
            return _isProjection ? Kernel.ProjectionMeasure
                : Measures.IsAfterAccumulate(kernel) ? Kernel.LateMeasure
                : Measures.IsPerTensor(kernel) || _concluding.Contains(Measures.NameOf(kernel)) ? Kernel.Measure : Kernel.HeadMeasure;
        }

        var kind = (Kernel)Enum.Parse(typeof(Kernel), kernel.Name);
        return kind == Kernel.Update && _isGate ? Kernel.GateUpdate : kind;
    }
}
