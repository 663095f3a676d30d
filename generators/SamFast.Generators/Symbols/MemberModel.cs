namespace SamFast.Generators.Symbols;

/// <summary>A member that the user wrote, or one that is generated.</summary>
/// <param name="Parameters">The types of a method's parameters, by their short names; null for every other member.</param>
internal sealed record MemberModel(string Name, string? Parameters)
{
    /// <summary>The member as the user would write it.</summary>
    public string Shown => Parameters is null ? Name : $"{Name}({Parameters})";

    /// <summary>The names that it takes: a method called get_X takes that of a property.</summary>
    public IEnumerable<string> TakenNames => IsAccessor(Name, "get_") || IsAccessor(Name, "set_") ? [Name, Name.Substring(4)] : [Name];

    /// <summary>True if a class can have only one of the two.</summary>
    public bool Excludes(MemberModel other) =>
        Name == other.Name ? Parameters is null || Parameters == other.Parameters || other.Parameters is null
            : IsAccessor(this, other) || IsAccessor(other, this);

    private static bool IsAccessor(string name, string prefix) => name.StartsWith(prefix, StringComparison.Ordinal);

    // A property has methods that are called after it.
    private static bool IsAccessor(MemberModel method, MemberModel property) =>
        method.Parameters is not null && property.Parameters is null && (method.Name == "get_" + property.Name || method.Name == "set_" + property.Name);
}
