using System.Text;

namespace SamFast.Generators.Symbols;

/// <summary>The partial class to complete.</summary>
/// <param name="Namespace">Its namespace, or empty.</param>
/// <param name="Containers">The headers of the types around it, outermost first: <c>partial class Outer</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Members">The members it has already, which generated ones must not hide or repeat.</param>
/// <param name="GlobalAliases">The aliases of generated files that the project declares, too, for all of its files.</param>
/// <param name="IsDocumented">True if the user wrote a summary.</param>
internal sealed record TypeModel(
    string Namespace, EquatableArray<string> Containers, string Name, EquatableArray<MemberModel> Members,
    EquatableArray<string> GlobalAliases, bool IsDocumented)
{
    /// <summary>Its name without an escape.</summary>
    public string BareName => Name.TrimStart('@');

    /// <summary>True if the user wrote a method with these parameters.</summary>
    public bool HasMethod(string name, string parameters) => Members.Contains(new MemberModel(name, parameters));

    /// <summary>The names of the visible members of the base class, which generated ones do not hide.</summary>
    public EquatableArray<string> Inherited { get; init; }

    /// <summary>The types of the project that hide referenced ones which generated code may name.</summary>
    public EquatableArray<string> Hiding { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The class from the root, as C#.</summary>
    public string FromRoot { get; init; } = "";

    /// <summary>The members that an object initializer must set, as C#.</summary>
    public EquatableArray<string> Required { get; init; } = EquatableArray<string>.Empty;

    /// <summary>True if it must be marked as not CLS-compliant: its assembly is compliant, but the library is not.</summary>
    public bool IsNotClsCompliant { get; init; }

    /// <summary>The number of type parameters.</summary>
    public int Arity { get; init; }

    /// <summary>True if a neighbouring type has a name that differs in case only.</summary>
    public bool HasAlike { get; init; }

    /// <summary>The name of the generated file. Files have one name, whatever its case: where there may be two, a number of the
    /// name as it is written tells them apart.</summary>
    public string HintName => Bounded(FullName) + (HasAlike || IsLong ? $".{Hash.Of32(FullName):x8}" : "") + ".g.cs";

    /// <summary>Bytes of a file's name, in UTF-8; file systems have 255, and the compiler adds some.</summary>
    private const int LongestName = 160;

    private bool IsLong => Encoding.UTF8.GetByteCount(FullName) > LongestName;

    /// <summary>The end of a name that would be too long, where the class is.</summary>
    private static string Bounded(string name)
    {
        int start = 0;
        while (Encoding.UTF8.GetByteCount(name.Substring(start)) > LongestName)
            start++;
        return start > 0 && char.IsLowSurrogate(name[start]) ? name.Substring(start + 1) : name.Substring(start);
    }

    private string FullName =>
        string.Join(".", new[] { Namespace }.Concat(Containers.Select(c => c.Split(' ').Last())).Append(Name)
            .Where(part => part.Length > 0)).Replace("@", "").Replace('<', '{').Replace('>', '}') + (Arity == 0 ? "" : $"`{Arity}");
}
