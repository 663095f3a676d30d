using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SamFast.Generators.Tests.Solutions;

/// <summary>Projects that refer to each other, without any usings but their own.</summary>
internal sealed class Solution
{
    private readonly List<byte[]> _libraries = [];

    /// <summary>Compiles a library for those that follow.</summary>
    public Solution With(string source)
    {
        var outcome = Compiler.Run(Compile(source));
        _libraries.Add(outcome.Emit());
        return this;
    }

    public Outcome Build(params string[] sources) => Compiler.Run(Compile(sources));

    /// <summary>Loads a project after the libraries.</summary>
    public System.Reflection.Assembly Load(Outcome outcome)
    {
        var context = new AssemblyLoadContext(null, isCollectible: true);
        foreach (byte[] library in _libraries)
            context.LoadFromStream(new MemoryStream(library));
        using var stream = new MemoryStream();
        var result = outcome.Compilation.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(5)));
        stream.Position = 0;
        return context.LoadFromStream(stream);
    }

    private CSharpCompilation Compile(params string[] sources)
    {
        var empty = Compiler.Compile([], [.. _libraries.Select(library => MetadataReference.CreateFromImage(library))]);
        return empty.AddSyntaxTrees(sources.Select((source, i) => Compiler.ParseAlone(source, $"Source{i}.cs")));
    }
}
