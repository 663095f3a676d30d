using SamFast.Generators.Declarations;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Planning;

/// <summary>Last pass: the properties that read what a step has measured and computed. Their names are given after all others, so
/// that nothing is called differently because of them.</summary>
internal sealed class Reporting(Plan plan, NameTable names)
{
    private const string Ascent = "Ascent", Rate = "EffectiveLearningRate";

    private readonly HashSet<string> _taken = [];

    public static void Assign(Plan plan, NameTable names, IReadOnlyList<Stage> around, Program outer, Program? adversary)
    {
        var reporting = new Reporting(plan, names);
        reporting.Report(outer, "", isAtHead: true);
        if (adversary is not null)
            reporting.Report(adversary, Ascent, isAtHead: true);
        foreach (var stage in around)
            reporting.Report(stage, "", isAtHead: true);
        reporting.Factors(outer, "", []);
        reporting.LeftOut(plan.Model.Outer, "");
        if (adversary is not null)
            reporting.LeftOut(plan.Model.Sam!.Adversary, "Adversary");
    }

    private void Report(Program program, string prefix, bool isAtHead)
    {
        foreach (var stage in program.Stages.Where(s => s.Model.Wrapper is null))
        {
            Report(stage, prefix, isAtHead);
            isAtHead &= stage.Kernel.IsProbe;
        }

        foreach (var (mask, part) in program.Parts)
            Report(part, prefix + Casing.Part(mask.Model.Groups[0]), isAtHead);
        foreach (var wrapper in program.Stages.Where(s => s.Model.Wrapper is not null))
            Report(wrapper, prefix, isAtHead: true);
    }

    private void Report(Stage stage, string prefix, bool isAtHead)
    {
        foreach (var report in stage.Kernel.Reports)
        {
            var field = report.IsMeasure ? null : stage.Fields[report.Source];
            bool isPerTensor = field?.IsPerSegment == true;
            string name = isAtHead ? report.AtHead : report.Name, ending = isPerTensor ? "Of" : "";
            string[] candidates = [prefix + name + ending, prefix + stage.Model.GroupName + name + ending];
            string description = isAtHead && report.AtHead != report.Name
                ? report.Description.Replace("update", "gradient")
                : report.Description;
            plan.Reports.Add(new Report(Unique(candidates), description, report, stage, field));
        }
    }

    /// <summary>A name that no member has: what only stands for a field is none.</summary>
    private string Unique(params string[] candidates)
    {
        string name = candidates.FirstOrDefault(IsField) ?? names.Unique(candidates);
        _taken.Add(name);
        return name;
    }

    private bool IsField(string name) => !_taken.Contains(name) && !plan.Properties.Any(p => p.Name == name)
        && plan.Fields.Any(f => f is { IsPerSegment: false, Gate: null } && Casing.Pascal(f.Lane) == name);

    /// <summary>The factors of the learning rate, of all tensors or of each group's.</summary>
    /// <param name="before">Those of the chain that a partition continues; null where one of them is not the same for all
    /// tensors.</param>
    private void Factors(Program program, string prefix, IReadOnlyList<object>? before)
    {
        var marked = program.Stages.Where(s => s.Kernel.RateFactors.Count > 0).ToArray();
        bool isOne = before is not null && marked.All(s => s.Masks.Count == 0 && s.Kernel.RateFactors.All(f => !IsPerTensor(s, f)));
        object[]? factors = isOne ? [.. before!, .. marked.SelectMany(s => s.Kernel.RateFactors.Select(f => Factor(s, f))).OfType<object>()] : null;
        if (program.Parts.Count == 0)
        {
            if (factors is not null && (factors.Length > 0 || plan.Search is not null))
                plan.Rates.Add((Unique(prefix + Rate, prefix + "Optimizer" + Rate), [.. factors.Distinct()]));
            return;
        }

        foreach (var (mask, part) in program.Parts)
            Factors(part, prefix + Casing.Part(mask.Model.Groups[0]), factors);
    }

    private static bool IsPerTensor(Stage stage, string factor) =>
        stage.Fields.TryGetValue(factor, out var field) && field.IsPerSegment;

    /// <summary>The property of a hyperparameter, or a field.</summary>
    private static object? Factor(Stage stage, string factor) =>
        stage.Properties.TryGetValue(factor, out var property) ? property
            : stage.Fields.TryGetValue(factor, out var field) ? field : null;

    private void LeftOut(ChainModel chain, string prefix)
    {
        foreach (var model in chain.LeftOut)
        {
            string label = Casing.Pascal(model.Label);
            plan.LeftOut.Add((Unique(prefix + label, prefix + model.GroupName + label), model));
        }

        foreach (var part in chain.Parts)
            LeftOut(part.Chain, prefix + Casing.Part(part.Group));
    }
}
