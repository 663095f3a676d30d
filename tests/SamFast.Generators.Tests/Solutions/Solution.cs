using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SamFast.Generators.Tests.Solutions;

/// <summary>Projects that reference each other and have no implicit usings.</summary>
internal sealed class Solution
{
    private readonly List<byte[]> _libraries = [];

    /// <summary>Compiles a library that later projects reference.</summary>
    public Solution With(string source)
    {
        var outcome = Compiler.Run(Compile(source));
        _libraries.Add(outcome.Emit());
        return this;
    }

    public Outcome Build(params string[] sources) => Compiler.Run(Compile(sources));

    /// <summary>Generates, and runs our analyzer only.</summary>
    public (Compilation Output, IReadOnlyList<Diagnostic> Mistakes) Generate(params string[] sources)
    {
        var (output, mistakes) = Compiler.Generate(Compile(sources));
        return (output, [.. mistakes.Where(d => d.Severity == DiagnosticSeverity.Error)]);
    }

    /// <summary>Loads a project after the libraries.</summary>
    public Assembly Load(Outcome outcome)
    {
        var (assembly, errors) = Load(outcome.Compilation);
        Assert.True(assembly is not null, string.Join("\n", errors.Take(5)));
        return assembly;
    }

    /// <summary>Loads a project after the libraries, or returns the errors of the compiler.</summary>
    public (Assembly? Assembly, IReadOnlyList<Diagnostic> Errors) Load(Compilation compilation)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Diagnostic[] errors = [.. result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];
        if (!result.Success)
            return (null, errors);
        var context = new AssemblyLoadContext(null, isCollectible: true);
        foreach (byte[] library in _libraries)
            context.LoadFromStream(new MemoryStream(library));
        stream.Position = 0;
        return (context.LoadFromStream(stream), errors);
    }

    private CSharpCompilation Compile(params string[] sources)
    {
        var empty = Compiler.Compile([], [.. _libraries.Select(library => MetadataReference.CreateFromImage(library))]);
        return empty.AddSyntaxTrees(sources.Select((source, i) => Compiler.ParseAlone(source, $"Source{i}.cs")));
    }
}
