using Microsoft.CodeAnalysis.CSharp;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Planning;

/// <summary>Gives every member and local of a generated class a unique name, close to the name in the formula. Names of state and of public
/// members are part of checkpoints and of callers' code: they do not depend on the members of the user.</summary>
/// <remarks>It is mutable, as the one exception among the inputs of passes: nearly every pass takes names, most of them in the middle of a
/// query, and as a value it would be a second result of all of their methods. A name, once taken, never changes.</remarks>
internal sealed class NameTable
{
    private static readonly string[] _ofObject =
        [nameof(Equals), nameof(GetHashCode), nameof(GetType), nameof(MemberwiseClone), nameof(ToString)];

    private readonly ReservedNames _reserved;
    private readonly HashSet<string> _used;

    public NameTable(TypeModel type, ReservedNames reserved)
    {
        _reserved = reserved;
        _used = [.. reserved.Names, .. _ofObject, .. type.Inherited];
    }

    /// <summary>Reserves the name of a private member that every generated class has.</summary>
    public string Member(string name)
    {
        _used.Add(name);
        return name;
    }

    /// <summary>The first free candidate; the last one with a number if none is free.</summary>
    public string Unique(params string[] candidates) => Unique(candidates, []);

    /// <summary>A name for a measure.</summary>
    public string UniqueMeasure(params string[] candidates) => Unique(candidates, _reserved.PartSuffixes);

    private string Unique(string[] candidates, IReadOnlyList<string> suffixes)
    {
        foreach (string candidate in candidates)
        {
            if (TryTake(candidate, suffixes))
                return candidate;
        }

        for (int number = 2; ; number++)
        {
            string numbered = candidates[candidates.Length - 1] + number;
            if (TryTake(numbered, suffixes))
                return numbered;
        }
    }

    private bool TryTake(string name, IReadOnlyList<string> suffixes)
    {
        string[] forms = [.. Forms(name, suffixes)];
        bool isFree = SyntaxFacts.GetKeywordKind(Casing.Camel(name)) == SyntaxKind.None && !forms.Any(_used.Contains);
        if (isFree)
            _used.UnionWith(forms);
        return isFree;
    }

    /// <summary>A name is taken in all its forms. The local mu, the constant Mu, the field _mu and the reference muSlot belong
    /// together, as do the sweep Move and its number MoveSweep, or a transform of whole tensors and its number.</summary>
    private IEnumerable<string> Forms(string name, IReadOnlyList<string> suffixes)
    {
        string local = Casing.Camel(name), member = Casing.Pascal(name);
        return new[] { name, member, local, "_" + local, member + "Sweep", member + "Step" }
            .Concat(_reserved.Suffixes.Concat(suffixes).Select(suffix => local + suffix));
    }
}
