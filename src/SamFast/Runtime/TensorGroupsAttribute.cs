using System.ComponentModel;

namespace SamFast.Runtime;

/// <summary>The tensors of a layout, by name, and their groups. Generated code applies it for the optimizers of other projects,
/// which do not see properties that are internal.</summary>
/// <param name="names">The names of the tensors, in the order of the flat vector.</param>
/// <param name="groups">The group of each tensor, or null.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TensorGroupsAttribute(string[] names, string?[] groups) : Attribute
{
    /// <summary>The names of the tensors.</summary>
    public IReadOnlyList<string> Names { get; } = names;

    /// <summary>Their groups.</summary>
    public IReadOnlyList<string?> Groups { get; } = groups;
}
