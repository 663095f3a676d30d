using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Parsing;

/// <summary>Where the parser leaves mistakes: the analyzer shows them, the generator only counts them.</summary>
internal sealed class Reporter(Action<Diagnostic>? show = null)
{
    public bool HasErrors { get; private set; }

    /// <summary>Stops without a word: the compiler, or the class at fault, reports the mistake itself.</summary>
    public void Fail() => HasErrors = true;

    public void Error(DiagnosticDescriptor descriptor, Location? location, params object?[] arguments)
    {
        HasErrors = true;
        show?.Invoke(Diagnostic.Create(descriptor, location ?? Location.None, arguments));
    }
}
