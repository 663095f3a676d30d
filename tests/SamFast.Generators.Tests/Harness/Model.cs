using Microsoft.CodeAnalysis.CSharp;
using SamFast.Generators.Declarations;
using SamFast.Generators.Planning;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Tests;

/// <summary>The plans of declared optimizers.</summary>
internal static class Model
{
    public static Plan Plan(string source, string type = "Subject")
    {
        Compiler.Run(source).IsClean();
        return Read(Compiler.Compile([source]), type);
    }

    /// <summary>The plans of several declarations, from one compilation.</summary>
    /// <param name="attributes">The attributes of each declaration.</param>
    /// <param name="beside">Classes that all declarations can use.</param>
    public static IReadOnlyDictionary<string, Plan> Plans(IEnumerable<string> attributes, string beside = "")
    {
        string[] all = [.. attributes.Distinct()];
        string source = beside + string.Concat(all.Select((declaration, i) => $"\n{declaration} public partial class Subject{i};"));
        Compiler.Run(source).IsClean();
        var compilation = Compiler.Compile([source]);
        return all.Select((declaration, i) => (declaration, Read(compilation, $"Subject{i}"))).ToDictionary();
    }

    private static Plan Read(CSharpCompilation compilation, string type) => Planner.Run(
        OptimizerReader.Read(compilation.GetTypeByMetadataName(type)!, new Reporter(), CancellationToken.None)!, Emission.Locals.Reserved);
}
