using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>A set of tensors, by their groups.</summary>
/// <param name="IsExcept">True if the mask selects all tensors outside the groups.</param>
internal sealed record MaskModel(EquatableArray<string> Groups, bool IsExcept)
{
    /// <summary>The other tensors.</summary>
    public MaskModel Complement => this with { IsExcept = !IsExcept };

    /// <summary>As a pattern of C# for a group.</summary>
    public string Pattern
    {
        get
        {
            string any = string.Join(" or ", Groups.Select(Argument.TextLiteral));
            return !IsExcept ? "is " + any : Groups.Count == 1 ? "is not " + any : $"is not ({any})";
        }
    }

    /// <summary>As prose: <c>in decay or bias</c>.</summary>
    public override string ToString() => (IsExcept ? "not in " : "in ") + string.Join(" or ", Groups);
}
