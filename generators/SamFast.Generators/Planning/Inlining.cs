using SamFast.Generators.Declarations;
using SamFast.Generators.Kernels;
using SamFast.Generators.Program;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Planning;

/// <summary>Lowers the chains of a declaration: every slot, scalar and hyperparameter gets its name.</summary>
internal sealed class Inlining
{
    private const string AdversaryPrefix = "adversary";

    private readonly NameTable _names;
    private readonly List<Mask> _masks = [];
    private readonly List<IReadOnlyList<Mask>> _partitions = [];
    private int _noises;

    private Inlining(NameTable names) => _names = names;

    public static OptimizerProgram Run(OptimizerModel model, NameTable names)
    {
        var inlining = new Inlining(names);
        var wrappers = model.Sam is null ? Chain.Empty : inlining.Inline(model.Sam.Wrappers, ChainRole.Wrappers);
        var outer = inlining.Inline(model.Outer, ChainRole.Outer);
        var adversary = model.Sam is { Ascents: > 0 } sam ? inlining.Inline(sam.Adversary, ChainRole.Adversary, AdversaryPrefix) : null;
        return new OptimizerProgram(model, wrappers, outer, adversary) { Masks = inlining._masks, Partitions = inlining._partitions };
    }

    /// <param name="prefix">Prefix of the names of scalars and slots.</param>
    private Chain Inline(ChainModel chain, ChainRole role, string prefix = "", Mask? part = null)
    {
        var thawed = chain.Thawed is null ? null : MaskOf(chain.Thawed);

        // One property for each hyperparameter of the declaration, even if an alias passes it to several transforms.
        var properties = new Dictionary<(int Group, string Label, int FirstCount), Property>();
        var links = chain.Stages.Select((model, i) =>
        {
            var link = new Link($"{role}{part?.Name}{i}", model, role, part)
            {
                Scope = [.. new[] { part, thawed }.OfType<Mask>()],
                Masks = [.. model.Masks.Select(MaskOf)],
            };
            return Bind(link, prefix, properties);
        }).ToArray();
        return new Chain(links, thawed, Parts(chain, role, prefix));
    }

    /// <summary>The chains of a partition. The names of their scalars and slots begin with the group.</summary>
    private IReadOnlyList<(Mask Mask, Chain Chain)> Parts(ChainModel chain, ChainRole role, string prefix)
    {
        if (chain.Parts.Count == 0)
            return [];
        Mask[] masks = [.. chain.Parts.Select(part => MaskOf(part.Mask))];
        _partitions.Add(masks);
        return
        [
            .. chain.Parts.Select((part, i) =>
            {
                string group = Casing.Part(part.Group);
                return (masks[i], Inline(part.Chain, role, prefix.Length > 0 ? prefix + group : Casing.Camel(group), masks[i]));
            }),
        ];
    }

    /// <summary>Names everything that the kernels of a link bind to.</summary>
    private Link Bind(Link link, string prefix, Dictionary<(int Group, string Label, int FirstCount), Property> properties)
    {
        var (model, kernel) = (link.Model, link.Kernel);
        bool isAdversary = link.Role == ChainRole.Adversary;
        string[] Candidates(string name) => prefix.Length > 0
            ? [prefix + Casing.Pascal(name)]
            : [Casing.Camel(name), Casing.Camel(model.GroupName) + Casing.Pascal(name)];

        string NameOf(string name) => _names.Unique(Candidates(name));

        link = link with
        {
            Properties = model.Hyperparameters.Where(h => h.IsScalar)
                .ToDictionary(h => h.Name, h => PropertyOf(h, model, prefix, properties)),
        };
        return link with
        {
            Slots = kernel.Slots.GroupBy(b => b.Name).ToDictionary(slot => slot.Key, slot => SlotOf([.. slot], link, NameOf(slot.Key))),
            Arrays = kernel.Arrays.ToDictionary(a => a.Name, a => new ScalarArray(NameOf(a.Name), a.Copies)),
            Scalars = kernel.States.Concat(kernel.Coefficients).Select(b => (b.Name, Scalar: ScalarOf(b, link, NameOf(b.Name))))
                .GroupBy(s => s.Name).ToDictionary(uses => uses.Key, uses => uses.Last().Scalar),
            Measures = kernel.Measures.GroupBy(m => m.Name)
                .ToDictionary(m => m.Key, m => _names.UniqueMeasure(Candidates(m.Key))),
            Noises = kernel.Noises.ToDictionary(
                n => n, n => new Noise(NameOf(n), _noises++, link.Properties["seed"], isAdversary)),
        };
    }

    private Property PropertyOf(
        HyperparameterModel hyperparameter, StageModel model, string prefix,
        Dictionary<(int Group, string Label, int FirstCount), Property> known)
    {
        var key = (model.Group, hyperparameter.Label, hyperparameter.IsScheduled ? hyperparameter.FirstCount : 0);
        if (known.TryGetValue(key, out var property))
            return property;
        string label = Casing.Pascal(hyperparameter.Label), group = model.GroupName;
        string name = prefix.Length > 0 && group != "Sam"
            ? _names.Unique(Casing.Pascal(prefix) + label, Casing.Pascal(prefix) + group + label)
            : _names.Unique(label, group + label);
        string lane = Casing.Camel(name);
        return known[key] = new Property(name, lane == name ? lane + "Lanes" : lane, group, hyperparameter);
    }

    private static Slot SlotOf(BindingModel[] bindings, Link link, string name)
    {
        var (slot, kernel, storage) = (bindings[0], link.Kernel, link.Model.Storage);
        bool isBFloat16 = storage.BFloat16.Contains(slot.Name);
        return new Slot(name)
        {
            Initial = slot.Initial,
            IsAdversary = link.Role == ChainRole.Adversary && !slot.IsGiven,
            IsBFloat16 = isBFloat16,
            IsStochastic = isBFloat16 && storage.IsStochastic == true,
            HasOwnLength = kernel.Tensor?.Lengths.Any(l => l.Slot == slot.Name) == true,
            Several = slot.Copies,
            Part = link.Part,
            // A transform of all parameters keeps state of all tensors.
            Masks = kernel.Tensor is { IsAll: true } ? [] : [.. link.ScopeAndMasks],
            IsPosition = bindings.Any(b => b.IsPosition),
            IsGiven = slot.IsGiven,
        };
    }

    private static Scalar ScalarOf(BindingModel binding, Link link, string name) =>
        new(name, binding.Role == Role.State ? ScalarKind.State : ScalarKind.Coefficient, binding.Initial)
        {
            IsAdversary = link.Role == ChainRole.Adversary,
            IsPerTensor = link.Kernel.IsPerTensor,
            Masks = [.. link.ScopeAndMasks],
            IsWhole = binding.IsWhole,
            Gate = link.IsWrapper && !link.IsGather ? link.Model : null,
        };

    /// <summary>The mask of a set of tensors, which all links share.</summary>
    private Mask MaskOf(MaskModel model)
    {
        if (_masks.FirstOrDefault(m => m.Model.Equals(model)) is { } known)
            return known;
        string name = (model.IsExcept ? "NotIn" : "In") + string.Join("Or", model.Groups.Select(Casing.Words));
        var mask = new Mask(_names.Unique(name), model);
        _masks.Add(mask);
        return mask;
    }
}
