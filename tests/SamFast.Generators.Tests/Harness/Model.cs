using SamFast.Generators.Declarations;
using SamFast.Generators.Planning;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Tests;

/// <summary>The plan of a declared optimizer.</summary>
internal static class Model
{
    public static Plan Plan(string source, string type = "Subject")
    {
        Compiler.Run(source).IsClean();
        var symbol = Compiler.Compile([source]).GetTypeByMetadataName(type)!;
        return Planner.Run(OptimizerReader.Read(symbol, new Reporter(), CancellationToken.None)!, Emission.Locals.Reserved);
    }
}
