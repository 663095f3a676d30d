using SamFast.Generators.Kernels;
using SamFast.Generators.Program;

namespace SamFast.Generators.Planning;

/// <summary>The cached coefficients. A <c>Prepare</c> that depends on hyperparameters and on its own states gives the same result
/// until one of these changes: it is not called in every step. Steps of small models are mostly scalars.</summary>
/// <param name="Links">The transforms whose coefficients are cached.</param>
/// <param name="Sweeps">The sweeps that read scalars from the cache, in the precision of the parameters.</param>
/// <param name="Coefficients">The coefficients that only those sweeps read.</param>
/// <param name="Method">The method that fills the cache; null if there is none.</param>
internal sealed record CoefficientCache(
    IReadOnlyList<Link> Links, IReadOnlyList<Sweep> Sweeps, IReadOnlyList<Scalar> Coefficients, string? Method)
{
    public static CoefficientCache Empty { get; } = new([], [], [], null);

    /// <summary>The cached scalars.</summary>
    public IEnumerable<IScalarSource> Entries => Sweeps.SelectMany(s => s.Scalars).Distinct().Where(Caches);

    public static CoefficientCache Run(OptimizerProgram program, Phases phases, NameTable names)
    {
        // A gate decides which coefficients are computed, and a line search computes them for each of its trials.
        if (program.Search is not null || phases.Descent.Steps.Any(s => s is Decision or Gathering))
            return Empty;
        Link[] links = [.. phases.Descent.Steps.OfType<PrepareCall>().Select(p => p.Link).Where(IsCacheable)];

        // Sweeps of other phases may run before the coefficients of the descent are known.
        var others = phases.All.Where(p => p != phases.Descent).SelectMany(p => p.Sweeps)
            .Concat(new[] { phases.Evaluation, phases.Observation }.OfType<Sweep>()).ToArray();
        Sweep[] sweeps = [.. phases.Descent.Sweeps.Except(others)];

        var late = others.SelectMany(s => s.Scalars).OfType<Scalar>();
        var read = sweeps.SelectMany(s => s.Scalars).OfType<Scalar>().ToArray();
        Scalar[] coefficients = [.. links.SelectMany(l => l.Scalars.Values).Where(s => !s.IsState && read.Contains(s)).Except(late)];
        var cache = new CoefficientCache(links, sweeps, coefficients, null);
        return links.Length > 0 || cache.Entries.Any() ? cache with { Method = names.Unique("Prepare") } : cache;
    }

    /// <summary>True if the scalar changes only with hyperparameters and states.</summary>
    public bool Caches(IScalarSource scalar) => scalar switch
    {
        Property property => !property.Model.IsScheduled,
        Scalar coefficient => Coefficients.Contains(coefficient),
        _ => false,
    };

    private static bool IsCacheable(Link link) =>
        link.Kernel is { Prepare: { } prepare, IsPerTensor: false, Tensor: null, Conclude: null, Reset: null, Observe: null }
        && link.Model.Hyperparameters.All(h => !h.IsScheduled)
        && prepare.Bindings.All(b => b.Role is Role.Hyperparameter or Role.Precision or Role.Coefficient or Role.State);
}
