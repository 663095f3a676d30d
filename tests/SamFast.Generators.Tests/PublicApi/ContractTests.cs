using System.Reflection;
using System.Runtime.Loader;

namespace SamFast.Generators.Tests.PublicApi;

/// <summary>A library compiled against a version runs with every later version of the same major release.</summary>
/// <remarks>A major release begins a new contract: <c>SAMFAST_UPDATE_CONTRACT=1 dotnet test --filter ContractTests</c> compiles
/// Consumer.dll against the current version.</remarks>
public class ContractTests
{
    private static readonly string _folder = Path.Combine(Project.Directory, "PublicApi", "Contract");

    [Fact]
    public void A_library_compiled_earlier_computes_the_same_bits_as_one_compiled_now()
    {
        byte[] current = Compile();
        string path = Path.Combine(_folder, "Consumer.dll");
        if (Environment.GetEnvironmentVariable("SAMFAST_UPDATE_CONTRACT") == "1")
            File.WriteAllBytes(path, current);
        string[] results = Run(File.ReadAllBytes(path));
        Assert.NotEmpty(results);
        Assert.Equal(Run(current), results);
    }

    private static byte[] Compile()
    {
        var tree = Compiler.ParseAlone(File.ReadAllText(Path.Combine(_folder, "Consumer.cs.txt")), "Consumer.cs");
        return Compiler.Run(Compiler.Compile([]).AddSyntaxTrees(tree)).Emit();
    }

    private static string[] Run(byte[] image)
    {
        var context = new AssemblyLoadContext("Consumer");
        context.Resolving += (_, name) => AssemblyLoadContext.Default.LoadFromAssemblyName(name);
        var contract = context.LoadFromStream(new MemoryStream(image)).GetType("Contract")!;
        return (string[])contract.GetMethod("Run", BindingFlags.Public | BindingFlags.Static)!.Invoke(null, null)!;
    }
}
