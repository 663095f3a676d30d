using SamFast.Generators.Declarations;

namespace SamFast.Generators.Program;

/// <summary>A set of tensors, identified by its name.</summary>
/// <param name="Name">Its name, in PascalCase.</param>
internal sealed record Mask(string Name, MaskModel Model)
{
    public bool Equals(Mask? other) => other?.Name == Name;

    public override int GetHashCode() => Name.GetHashCode();
}
