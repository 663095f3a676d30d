namespace SamFast.Generators.Emission;

/// <summary>An argument of a call: an expression, or a new struct.</summary>
/// <param name="Text">The argument on one line.</param>
/// <param name="Fields">The assignments in the initializer of a struct; null for an expression.</param>
internal readonly record struct CallArgument(string Text, IReadOnlyList<string>? Fields = null)
{
    public static implicit operator CallArgument(string text) => new(text);

    public static CallArgument Struct(IReadOnlyList<string> fields) => new($"new() {{ {string.Join(", ", fields)} }}", fields);

    public override string ToString() => Text;
}
