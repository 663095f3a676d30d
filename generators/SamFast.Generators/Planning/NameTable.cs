using Microsoft.CodeAnalysis.CSharp;
using SamFast.Generators.Model;

namespace SamFast.Generators.Planning;

/// <summary>Gives every member and local of a generated class a name of its own, close to the formula's.</summary>
internal sealed class NameTable
{
    private static readonly string[] _endings = ["Slot", "Working", "Here", "0", "1", "2", "3"];

    private readonly HashSet<string> _used =
    [
        // Members of the base class and of the generated one.
        "ParameterCount", "StepCount", "ToString", "Slot", "Fill", "Check", "Sweep", "Run", "SumOf", "MaxOf", "InRange",
        "Tile", "Load", "LoadPart", "Store", "StorePart", "First", "Step", "Ascend", "Descend", "Cycle", "Phase",
        "AscentStep", "IsPerturbed", "SavedParameters", "Equals", "GetHashCode", "GetType", "MemberwiseClone",
        "Climb", "Sum", "Max", "Source", "Gradients", "Destination", "Whole", "Rest", "adversaryStepCount", "committed",
        "_adversaryStepCount", "_committed", "Vector512", "Math", "Evaluation", "SamPhase", "MethodImpl", "MethodImplOptions",
        // Locals of generated methods.
        "parameter", "parameters", "update", "gradients", "gradient", "source", "destination", "tile", "sweep", "next",
        "i", "Block", "count", "ascent", "function", "value", "field", "var", "_", "__",
    ];

    public NameTable(TypeModel type)
    {
        _used.Add(type.Name.TrimStart('@'));
        _used.UnionWith(type.Members);
    }

    /// <summary>The first of the candidates that is free, numbered if none is.</summary>
    public string Unique(params string[] candidates)
    {
        foreach (var candidate in candidates)
        {
            if (TryTake(candidate))
                return candidate;
        }

        for (int number = 2; ; number++)
        {
            var numbered = candidates[candidates.Length - 1] + number;
            if (TryTake(numbered))
                return numbered;
        }
    }

    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    private bool TryTake(string name)
    {
        bool isFree = SyntaxFacts.GetKeywordKind(Camel(name)) == SyntaxKind.None && !Forms(name).Any(_used.Contains);
        if (isFree)
            _used.UnionWith(Forms(name));
        return isFree;
    }

    /// <summary>A name is taken in all its forms: the local mu, the constant Mu, the field _mu, the reference muSlot
    /// belong together, as do the sweep Move and its number MoveSweep.</summary>
    private static IEnumerable<string> Forms(string name)
    {
        string local = Camel(name);
        return new[] { name, Pascal(name), local, "_" + local }
            .Concat(_endings.Select(ending => local + ending))
            .Append(Pascal(name) + "Sweep");
    }
}
