namespace SamFast.Tests.Conformance;

/// <summary>An argument of a declaration.</summary>
/// <param name="Name">The name of the constructor parameter.</param>
/// <param name="Literal">Its value in C#.</param>
/// <param name="IsDefault">True if optax was given none: our default then applies.</param>
internal readonly record struct Argument(string Name, string Literal, bool IsDefault = false)
{
    public override string ToString() => $"{Name}: {Literal}";
}
