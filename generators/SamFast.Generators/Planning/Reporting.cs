using SamFast.Generators.Declarations;
using SamFast.Generators.Program;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Planning;

/// <summary>Names the read-only properties with results of the last step. This pass comes last, so that no other name depends on
/// these properties.</summary>
internal sealed class Reporting
{
    private const string AscentPrefix = "Ascent", Rate = "EffectiveLearningRate";

    private readonly OptimizerProgram _program;
    private readonly NameTable _names;
    private readonly HashSet<string> _taken = [];

    private Reporting(OptimizerProgram program, NameTable names) => (_program, _names) = (program, names);

    public static Reports Run(OptimizerProgram program, NameTable names)
    {
        var reporting = new Reporting(program, names);
        var adversary = program.Adversary ?? Chain.Empty;
        Report[] scalars =
        [
            .. reporting.Scalars(program.Outer, "", isAtHead: true),
            .. reporting.Scalars(adversary, AscentPrefix, isAtHead: true),
            .. program.Wrappers.Links.SelectMany(link => reporting.Scalars(link, "", isAtHead: true)),
        ];
        RateReport[] rates = [.. reporting.Rates(program.Outer, "", [])];
        return new(scalars, rates,
        [
            .. reporting.LeftOut(program.Model.Outer, ""),
            .. program.Adversary is null ? [] : reporting.LeftOut(program.Model.Sam!.Adversary, "Adversary"),
        ]);
    }

    /// <param name="isAtHead">True if the update that enters the chain is the gradient.</param>
    private IEnumerable<Report> Scalars(Chain chain, string prefix, bool isAtHead)
    {
        foreach (var link in chain.Links.Where(l => !l.IsWrapper))
        {
            foreach (var report in Scalars(link, prefix, isAtHead))
                yield return report;
            isAtHead &= link.Kernel.IsProbe;
        }

        var parts = chain.Parts.SelectMany(p => Scalars(p.Chain, prefix + Group(p.Mask), isAtHead));
        var wrappers = chain.Links.Where(l => l.IsWrapper).SelectMany(l => Scalars(l, prefix, isAtHead: true));
        foreach (var report in parts.Concat(wrappers))
            yield return report;
    }

    private IEnumerable<Report> Scalars(Link link, string prefix, bool isAtHead)
    {
        foreach (var report in link.Kernel.Reports)
        {
            var scalar = report.IsMeasure ? null : link.Scalars[report.Source];
            string name = isAtHead ? report.AtHead : report.Name, ending = scalar is { IsPerTensor: true } ? "Of" : "";
            string[] candidates = [prefix + name + ending, prefix + link.Model.GroupName + name + ending];
            string description = isAtHead && report.AtHead != report.Name
                ? report.Description.Replace("update", "gradient")
                : report.Description;
            yield return new Report(Unique(candidates), description, report, link, scalar);
        }
    }

    /// <summary>The learning rates of all tensors, or of each group's.</summary>
    /// <param name="before">The factors of the chain that a partition continues; null if one of them is per-tensor.</param>
    private IEnumerable<RateReport> Rates(Chain chain, string prefix, IReadOnlyList<IScalarSource>? before)
    {
        Link[] marked = [.. chain.Links.Where(l => l.Kernel.RateFactors.Count > 0)];
        bool isUniform = before is not null
            && marked.All(l => l.Masks.Count == 0 && Factors(l).All(f => f is not Scalar { IsPerTensor: true }));
        IScalarSource[]? factors = isUniform ? [.. before!, .. marked.SelectMany(Factors)] : null;
        if (chain.Parts.Count > 0)
            return chain.Parts.SelectMany(p => Rates(p.Chain, prefix + Group(p.Mask), factors));
        return factors is not null && (factors.Length > 0 || _program.Search is not null)
            ? [new RateReport(Unique(prefix + Rate, prefix + "Optimizer" + Rate), [.. factors.Distinct()])]
            : [];
    }

    private static IEnumerable<IScalarSource> Factors(Link link) => link.Kernel.RateFactors.Select(factor =>
        link.Properties.TryGetValue(factor, out var property) ? property
            : link.Scalars.TryGetValue(factor, out var scalar) ? scalar : (IScalarSource?)null).OfType<IScalarSource>();

    private IEnumerable<(string Name, LeftOutModel Model)> LeftOut(ChainModel chain, string prefix)
    {
        foreach (var model in chain.LeftOut)
        {
            string label = Casing.Pascal(model.Label);
            yield return (Unique(prefix + label, prefix + model.GroupName + label), model);
        }

        foreach (var left in chain.Parts.SelectMany(part => LeftOut(part.Chain, prefix + Casing.Part(part.Group))))
            yield return left;
    }

    private static string Group(Mask mask) => Casing.Part(mask.Model.Groups[0]);

    /// <summary>A name that no member has. Names reserved for a private field are free.</summary>
    private string Unique(params string[] candidates)
    {
        string name = candidates.FirstOrDefault(IsFieldName) ?? _names.Unique(candidates);
        _taken.Add(name);
        return name;
    }

    private bool IsFieldName(string name) => !_taken.Contains(name) && !_program.Properties.Any(p => p.Name == name)
        && _program.Scalars.Any(s => s is { IsPerTensor: false, Gate: null } && Casing.Pascal(s.Lane) == name);
}
