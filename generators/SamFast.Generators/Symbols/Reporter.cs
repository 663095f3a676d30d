using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Symbols;

/// <summary>Where the parser leaves mistakes: the analyzer shows them, the generator only counts them.</summary>
internal sealed class Reporter(Action<Diagnostic>? show = null)
{
    public bool HasErrors { get; private set; }

    /// <summary>Stops without a word: the compiler, or the class at fault, reports the mistake itself.</summary>
    public void Fail() => HasErrors = true;

    /// <summary>Reports what is probably not meant, and compiles.</summary>
    public void Warn(DiagnosticDescriptor descriptor, Location? location, params object?[] arguments) =>
        show?.Invoke(Diagnostic.Create(descriptor, location ?? Location.None, arguments));

    /// <summary>What reports the errors of a declaration in another assembly, whose warnings are its author's.</summary>
    public Reporter ForErrors() => new(diagnostic =>
    {
        if (diagnostic.Severity == DiagnosticSeverity.Error)
            show?.Invoke(diagnostic);
    });

    public void Error(DiagnosticDescriptor descriptor, Location? location, params object?[] arguments)
    {
        HasErrors = true;
        show?.Invoke(Diagnostic.Create(descriptor, location ?? Location.None, arguments));
    }
}
