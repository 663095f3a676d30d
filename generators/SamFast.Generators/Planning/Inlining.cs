using SamFast.Generators.Model;

namespace SamFast.Generators.Planning;

/// <summary>First pass: one straight line of transforms in which every slot, scalar and hyperparameter has its name.</summary>
internal static class Inlining
{
    private const string Adversary = "adversary";

    /// <param name="prefix">What tells these stages from those of another chain.</param>
    public static List<Stage> Inline(ChainModel chain, Plan plan, NameTable names, char prefix, bool isAdversary = false)
    {
        // One property for each hyperparameter of the declaration, however many transforms an alias hands it to.
        var properties = new Dictionary<(int Group, string Label), Property>();
        var stages = new List<Stage>();
        foreach (var model in chain.Stages)
        {
            var stage = new Stage(model, $"{prefix}{stages.Count}");
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
                    model.Kernel.Tensor?.Lengths.Any(l => l.Slot == slot.Name) == true, slot.Copies);
            }

            foreach (var scalars in model.Kernel.Arrays)
            {
                stage.Arrays[scalars.Name] = "_" + names.Unique(Candidates(scalars.Name));
                plan.Arrays.Add((stage.Arrays[scalars.Name], scalars.Copies));
            }

            foreach (var scalar in model.Kernel.States.Concat(model.Kernel.Coefficients))
            {
                string name = names.Unique(Candidates(scalar.Name));
                var field = new Field(
                    name, scalar.Initial, scalar.Role == Role.State, isAdversary, model.Kernel.IsPerSegment)
                {
                    IsWhole = scalar.IsWhole,
                    Gate = model.Wrapper is { Kind: not WrapperKind.Gather } ? model : null,
                };
                stage.Fields[scalar.Name] = field;
                plan.Fields.Add(field);
            }

            foreach (var measure in model.Kernel.Measures)
                stage.Measures[measure.Name] = names.UniqueMeasure(Candidates(measure.Name));
            foreach (var random in model.Kernel.Noises)
            {
                stage.Noises[random] = new Noise(
                    names.Unique(Candidates(random)), plan.Noises.Count, stage.Properties["seed"].Name, isAdversary);
                plan.Noises.Add(stage.Noises[random]);
            }

            stages.Add(stage);
        }

        return stages;
    }

    /// <summary>Gives wrappers counters where they, or the transforms that they bypass, do not count steps.</summary>
    public static void Count(List<Stage> stages, Plan plan, NameTable names)
    {
        string Counter(Stage wrapper, string noun)
        {
            string name = "_" + names.Unique(NameTable.Camel(wrapper.Model.GroupName) + noun);
            plan.Counters.Add(name);
            return name;
        }

        foreach (var wrapper in stages.Where(s => s.Model.Wrapper is not null))
        {
            if (wrapper.IsGather)
            {
                wrapper.Count = names.Unique("MicroStep", wrapper.Model.GroupName + "MicroStep");
                if (wrapper.Model.Hyperparameters.Any(h => h.IsScheduled))
                    wrapper.Rounds = Counter(wrapper, "Rounds");
                plan.Gathers.Add(wrapper);
                continue;
            }

            if (wrapper.Counts)
                wrapper.Count = Counter(wrapper, "Calls");
            var counting = stages.Where(s => s.Model.Wrapper is null && s.Counts && wrapper.Wraps(s)).ToArray();
            if (!wrapper.IsBypass || counting.Length == 0)
                continue;
            wrapper.Passed = Counter(wrapper, "Steps");
            foreach (var stage in counting)
                stage.Count = wrapper.Passed;
        }
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
