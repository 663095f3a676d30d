using SamFast.Generators.Declarations;
using SamFast.Generators.Kernels;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Planning;

/// <summary>First pass: one straight line of transforms in which every slot, scalar and hyperparameter has its name.</summary>
internal static class Inlining
{
    private const string Adversary = "adversary";

    /// <param name="id">What tells these stages from those of another chain.</param>
    public static Program Inline(ChainModel chain, Plan plan, NameTable names, char id, bool isAdversary = false) =>
        Inline(chain, plan, names, id, isAdversary, isAdversary ? Adversary : "", null);

    /// <param name="prefix">What the names of its scalars and slots begin with.</param>
    private static Program Inline(
        ChainModel chain, Plan plan, NameTable names, char id, bool isAdversary, string prefix, Mask? part)
    {
        var thawed = chain.Thawed is null ? null : Masking.Find(plan, names, chain.Thawed);

        // One property for each hyperparameter of the declaration, however many transforms an alias hands it to.
        var properties = new Dictionary<(int Group, string Label, int FirstCount), Property>();
        var stages = new List<Stage>();
        foreach (var model in chain.Stages)
        {
            var stage = new Stage(model, $"{id}{part?.Constant}{stages.Count}") { Part = part };
            stage.Scope.AddRange(new[] { part, thawed }.OfType<Mask>());
            stage.Masks.AddRange(model.Masks.Select(mask => Masking.Find(plan, names, mask)));
            foreach (var hyperparameter in model.Hyperparameters.Where(h => h.IsScalar))
            {
                var key = (model.Group, hyperparameter.Label, hyperparameter.IsScheduled ? hyperparameter.FirstCount : 0);
                if (!properties.TryGetValue(key, out var property))
                {
                    properties[key] = property = NewProperty(hyperparameter, model, names, prefix);
                    plan.Properties.Add(property);
                }

                stage.Properties[hyperparameter.Name] = property;
            }

            string[] Candidates(string name) => prefix.Length > 0
                ? [prefix + Casing.Pascal(name)]
                : [Casing.Camel(name), Casing.Camel(model.GroupName) + Casing.Pascal(name)];

            foreach (var bindings in model.Kernel.Slots.GroupBy(b => b.Name))
            {
                var slot = bindings.First();
                stage.Slots[slot.Name] = new Slot(
                    names.Unique(Candidates(slot.Name)), model.Title, slot.Initial, isAdversary && !slot.IsGiven,
                    model.Storage.BFloat16.Contains(slot.Name), model.Storage.IsStochastic == true,
                    model.Kernel.Tensor?.Lengths.Any(l => l.Slot == slot.Name) == true, slot.Copies, part)
                {
                    // What works on all parameters at once keeps something of all tensors.
                    Masks = model.Kernel.Tensor is { IsAll: true } ? [] : [.. stage.Everywhere],
                    IsPosition = bindings.Any(b => b.IsPosition),
                    IsGiven = slot.IsGiven,
                    IsShared = slot.IsGiven,
                };
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
                    Masks = [.. stage.Everywhere],
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

        return new Program(stages, thawed, Parts(chain, plan, names, id, isAdversary, prefix));
    }

    /// <summary>The chains of a partition, each with its group's name before those of its scalars and slots.</summary>
    private static IReadOnlyList<(Mask Mask, Program Program)> Parts(
        ChainModel chain, Plan plan, NameTable names, char id, bool isAdversary, string prefix)
    {
        if (chain.Parts.Count == 0)
            return [];
        var masks = chain.Parts.Select(part => Masking.Find(plan, names, part.Mask)).ToArray();
        plan.Partitions.Add(masks);
        return
        [
            .. chain.Parts.Zip(masks, (part, mask) =>
            {
                string group = Casing.Part(part.Group);
                string own = prefix.Length > 0 ? prefix + group : Casing.Camel(group);
                return (mask, Inline(part.Chain, plan, names, id, isAdversary, own, mask));
            }),
        ];
    }

    /// <summary>Gives wrappers counters where they, or the transforms that they bypass, do not count steps.</summary>
    public static void Count(IReadOnlyList<Stage> stages, Plan plan, NameTable names)
    {
        string Counter(Stage wrapper, string noun)
        {
            string name = "_" + names.Unique(Casing.Camel(wrapper.Model.GroupName) + noun);
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

    /// <summary>Binds what transforms read of others to the slots of these.</summary>
    public static void Share(Plan plan, NameTable names, Program outer, Program? adversary)
    {
        var before = new List<Stage>();
        foreach (var stage in outer.AllStages)
        {
            stage.HasClimbed = plan.Model.Sam?.IsGated == true ? "HasClimbed" : "true";
            stage.IsLastDescent = plan.Model.Descents > 1 ? "isLastDescent" : "true";
            foreach (var binding in stage.Kernel.Shared)
            {
                stage.Slots[binding.Name] = Find(binding, before)
                    ?? (plan.Kept ??= new Slot(names.Unique(BindingModel.AscentGradient), "the gradient from which the climb began") { IsShared = true });
            }

            before.Add(stage);
        }

        foreach (var stage in adversary?.AllStages ?? [])
        {
            foreach (var binding in stage.Kernel.Shared)
            {
                var slot = Find(binding, before)!;
                slot.IsShared |= !slot.IsAdversary;
                stage.Slots[binding.Name] = slot;
            }

            before.Add(stage);
        }
    }

    /// <summary>The slot that a parameter stands for, of the nearest transform that has one of its names.</summary>
    private static Slot? Find(BindingModel binding, IReadOnlyList<Stage> before) =>
        (from name in binding.SharedNames
         from stage in before.Reverse()
         where stage.Kernel.Slots.Any(s => s.Name == name)
         select stage.Slots[name]).FirstOrDefault();

    /// <summary>Gives transforms that another one lets start afresh a count of their own.</summary>
    public static void Restart(IReadOnlyList<Stage> stages, Plan plan, NameTable names)
    {
        foreach (var stage in stages.Where(s => s.Kernel.Reset is not null))
        {
            var before = stages.TakeWhile(s => s != stage).Where(s => s.Model.Wrapper is null).ToArray();
            var counting = before.Where(s => s.Counts && plan.Restarts.All(r => r.Count is null || r.Count != s.Count)).ToArray();
            string? count = counting.Length == 0 ? null : "_" + names.Unique(Casing.Camel(stage.Model.GroupName) + "Steps");
            if (count is not null)
                plan.Counters.Add(count);
            foreach (var counted in counting)
                counted.Count = count;
            plan.Restarts.Add(new Restart(stage, before, count));
        }
    }

    private static Property NewProperty(HyperparameterModel model, StageModel stage, NameTable names, string prefix)
    {
        string label = Casing.Pascal(model.Label);
        string name = prefix.Length > 0 && stage.GroupName != "Sam"
            ? names.Unique(Casing.Pascal(prefix) + label, Casing.Pascal(prefix) + stage.GroupName + label)
            : names.Unique(label, stage.GroupName + label);
        string lane = Casing.Camel(name);
        return new Property(name, lane == name ? lane + "Lanes" : lane, stage.GroupName, model);
    }
}
