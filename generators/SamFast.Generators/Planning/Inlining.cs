using SamFast.Generators.Model;

namespace SamFast.Generators.Planning;

/// <summary>First pass: one straight line of transforms in which every slot, scalar and hyperparameter has its name.</summary>
internal static class Inlining
{
    private const string Adversary = "adversary";

    public static List<Stage> Inline(ChainModel chain, Plan plan, NameTable names, bool isAdversary)
    {
        // One property for each hyperparameter of the declaration, however many transforms an alias hands it to.
        var properties = new Dictionary<(int Group, string Label), Property>();
        var stages = new List<Stage>();
        foreach (var model in chain.Stages)
        {
            var stage = new Stage(model, $"{(isAdversary ? 'a' : 'd')}{stages.Count}");
            foreach (var hyperparameter in model.Hyperparameters.Where(h => h.IsScalar))
            {
                var key = (model.Group, hyperparameter.Label);
                if (!properties.TryGetValue(key, out var property))
                {
                    properties[key] = property = NewProperty(hyperparameter, model, names, isAdversary);
                    plan.Properties.Add(property);
                }

                stage.Properties[hyperparameter.Name] = property;
            }

            string[] Candidates(string name) => isAdversary
                ? [Adversary + NameTable.Pascal(name)]
                : [NameTable.Camel(name), NameTable.Camel(model.GroupName) + NameTable.Pascal(name)];

            foreach (var slot in model.Kernel.Slots.GroupBy(b => b.Name).Select(group => group.First()))
            {
                stage.Slots[slot.Name] = new Slot(
                    names.Unique(Candidates(slot.Name)), model.Title, slot.Initial, isAdversary,
                    model.Storage.BFloat16.Contains(slot.Name), model.Storage.IsStochastic == true,
                    model.Kernel.Tensor?.Lengths.Any(l => l.Slot == slot.Name) == true);
            }

            foreach (var scalar in model.Kernel.States.Concat(model.Kernel.Coefficients))
            {
                string name = names.Unique(Candidates(scalar.Name));
                var field = new Field(
                    name, scalar.Initial, scalar.Role == Role.State, isAdversary, model.Kernel.IsPerSegment);
                stage.Fields[scalar.Name] = field;
                plan.Fields.Add(field);
            }

            foreach (var measure in model.Kernel.Measures)
                stage.Measures[measure.Name] = names.UniqueMeasure(Candidates(measure.Name));
            stages.Add(stage);
        }

        return stages;
    }

    private static Property NewProperty(HyperparameterModel model, StageModel stage, NameTable names, bool isAdversary)
    {
        string label = NameTable.Pascal(model.Label);
        string name = isAdversary && stage.GroupName != "Sam"
            ? names.Unique(NameTable.Pascal(Adversary) + label, NameTable.Pascal(Adversary) + stage.GroupName + label)
            : names.Unique(label, stage.GroupName + label);
        string lane = NameTable.Camel(name);
        return new Property(name, lane == name ? lane + "Lanes" : lane, stage.GroupName, model);
    }
}
