namespace SamFast.Tests.Conformance;

/// <summary>An argument of ours.</summary>
/// <param name="Name">The constructor parameter.</param>
/// <param name="Literal">Its value in C#.</param>
/// <param name="IsDefault">True if optax was given none, so that our default stands.</param>
internal readonly record struct Argument(string Name, string Literal, bool IsDefault = false)
{
    public override string ToString() => $"{Name}: {Literal}";
}
