using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.Loader;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Tests;

/// <summary>The result of a compilation.</summary>
internal sealed class Outcome(GeneratorDriverRunResult run, Compilation compilation, ImmutableArray<Diagnostic> diagnostics)
{
    /// <summary>The text that marks a stand-in.</summary>
    public const string StandIn = "Nothing was generated";

    public Compilation Compilation { get; } = compilation;

    /// <summary>All diagnostics of the compiler and the analyzers, except hints.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; } = [.. diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning)];

    public Exception? GeneratorException => run.Results.Select(result => result.Exception).FirstOrDefault(exception => exception is not null);

    /// <summary>Our own diagnostics.</summary>
    public IReadOnlyList<Diagnostic> Mistakes { get; } =
        [.. diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Info && d.Id.StartsWith("SF", StringComparison.Ordinal))];

    public IReadOnlyDictionary<string, string> Generated { get; } =
        run.Results.Where(result => !result.GeneratedSources.IsDefault).SelectMany(result => result.GeneratedSources)
            .ToDictionary(s => s.HintName, s => s.SourceText.ToString());

    /// <summary>The generated files, except stand-ins.</summary>
    public IReadOnlyList<string> Compiled => [.. Generated.Where(g => !g.Value.Contains(StandIn, StringComparison.Ordinal)).Select(g => g.Key)];

    /// <summary>The text at the location of a diagnostic.</summary>
    public string At(Diagnostic diagnostic)
    {
        string path = diagnostic.Location.GetLineSpan().Path;
        return Compilation.SyntaxTrees.Single(t => t.FilePath == path).GetText().ToString(diagnostic.Location.SourceSpan);
    }

    /// <summary>The only generated file.</summary>
    public string Text => Assert.Single(Generated).Value;

    /// <summary>The only generated file, without qualifiers of names.</summary>
    public string PlainText => Regex.Replace(Text, @"\b(System::|SamFast::((Authoring|Runtime)\.)?|Intrinsics::|CompilerServices::)|\bbase\.", "");

    /// <summary>The only generated file, without the fingerprint and the text of the declaration, which always differ.</summary>
    public string TextButFingerprint => WithoutFingerprint(PlainText);

    public static string WithoutFingerprint(string text) => Regex.Replace(
        Regex.Replace(text, "fingerprint: \"[0-9a-f]*\"", ""), @"\n *Declaration =.*?\n *\],", "", RegexOptions.Singleline);

    /// <summary>Asserts that there are no exceptions, no errors, and no warnings in generated code. A failure shows the generated code with
    /// line numbers.</summary>
    public Outcome IsClean()
    {
        var said = Diagnostics.Where(d => !d.IsSuppressed && (d.Severity == DiagnosticSeverity.Error || IsInGenerated(d))).ToArray();
        if (GeneratorException is null && said.Length == 0)
            return this;

        var report = new StringBuilder().AppendLine(GeneratorException?.ToString());
        foreach (var diagnostic in said)
            report.AppendLine(diagnostic.ToString());
        foreach (var (name, text) in Generated)
            report.AppendLine().AppendLine(name).AppendLine(Numbered(text));
        Assert.Fail(report.ToString());
        return this;
    }

    /// <summary>The compiled assembly.</summary>
    public byte[] Emit()
    {
        IsClean();
        using var stream = new MemoryStream();
        var result = Compilation.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return stream.ToArray();
    }

    /// <summary>Loads the assembly, after its references, and creates one of its optimizers.</summary>
    public IGradientOptimizer<T> Make<T>(string type, int parameterCount, params byte[][] libraries) where T : unmanaged
    {
        var context = new AssemblyLoadContext(null);
        foreach (var library in libraries)
            context.LoadFromStream(new MemoryStream(library));
        var assembly = context.LoadFromStream(new MemoryStream(Emit()));
        return (IGradientOptimizer<T>)Activator.CreateInstance(assembly.GetType(type, throwOnError: true)!, parameterCount)!;
    }

    private static bool IsInGenerated(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) ?? true;

    private static string Numbered(string text) => string.Join("\n", text.Split('\n').Select((line, i) =>
        string.Create(CultureInfo.InvariantCulture, $"{i + 1,4}  {line}")));
}
