using Microsoft.CodeAnalysis.CSharp;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Planning;

/// <summary>Gives every member and local of a generated class a unique name, close to the name in the formula.</summary>
internal sealed class NameTable
{
    private static readonly string[] _ofObject =
        [nameof(Equals), nameof(GetHashCode), nameof(GetType), nameof(MemberwiseClone), nameof(ToString)];

    private readonly ReservedNames _reserved;
    private readonly HashSet<string> _used;
    private readonly HashSet<string> _members;

    public NameTable(TypeModel type, ReservedNames reserved)
    {
        _reserved = reserved;
        _members = [type.BareName, .. type.Members.SelectMany(member => Taken(member.Name))];
        _used = [.. reserved.Names, .. _ofObject, .. type.Inherited, .. _members];
    }

    /// <summary>A private member that every generated class has; numbered if the user has a member of that name.</summary>
    public string Member(string name)
    {
        string member = name;
        for (int number = 2; _members.Contains(member) || (member != name && _used.Contains(member)); number++)
            member = name + number;
        _used.Add(member);
        return member;
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

    /// <summary>The names that a member takes: a method called get_X takes that of a property.</summary>
    private static string[] Taken(string name) =>
        name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal)
            ? [name, name.Substring(4)]
            : [name];
}
