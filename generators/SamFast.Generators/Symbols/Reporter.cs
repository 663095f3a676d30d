using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Symbols;

/// <summary>Receives mistakes.</summary>
/// <param name="showUsed">Shows mistakes in the classes that a declaration uses; null if they are shown at these classes anyway.</param>
internal sealed class Reporter(Action<Diagnostic>? show = null, Action<Diagnostic>? showUsed = null)
{
    public bool HasErrors { get; private set; }

    /// <summary>Fails silently: the compiler, or the class at fault, reports the cause.</summary>
    public void Fail() => HasErrors = true;

    /// <summary>Reports a mistake that compiles, but is rarely intended.</summary>
    public void Warn(DiagnosticDescriptor descriptor, Location? location, params object?[] arguments) =>
        show?.Invoke(Diagnostic.Create(descriptor, location ?? Location.None, arguments));

    /// <summary>A reporter for the class of a transform or a schedule that the declaration uses.</summary>
    public Reporter ForUsed() => new(showUsed);

    /// <summary>A reporter for a declaration in another assembly: it drops warnings, which only its author can act on.</summary>
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
