using SamFast.Package.Tests;
using Xunit.Abstractions;

namespace SamFast.Processors.Tests;

/// <summary>The bits of results depend on fused multiply-add alone: hashes of two families.</summary>
public class HashTests(Consumers consumers, ITestOutputHelper output) : IClassFixture<Consumers>
{
    [ProcessorFact]
    public void Bits_on_x64_depend_on_fused_multiply_add_alone()
    {
        var matrix = new Dictionary<string, Dictionary<string, string>>
        {
            ["widest"] = consumers.Compiled(),
            ["AVX2"] = consumers.Compiled(("DOTNET_EnableAVX512", "0")),
            ["AOT"] = consumers.Native(),
            ["AVX"] = consumers.Compiled(("DOTNET_EnableAVX2", "0")),
            ["SSE"] = consumers.Compiled(("DOTNET_EnableAVX", "0")),
            ["AOT SSE"] = consumers.Native("-p:IlcInstructionSet=x86-64-v2"),
        };
        Print(matrix);

        Assert.All(matrix.Values, column => Assert.Equal(Hashes.Optimizers + Hashes.Functions, column.Count));
        Assert.Equal(matrix["widest"], matrix["AVX2"]);
        Assert.Equal(matrix["widest"], matrix["AOT"]);
        Assert.Equal(matrix["SSE"], matrix["AVX"]);
        Assert.Equal(matrix["SSE"], matrix["AOT SSE"]);
        Assert.NotEqual(matrix["widest"], matrix["SSE"]);
    }

    [ProcessorFact(runsArm64: true)]
    public void Bits_on_ARM64_are_those_of_x64()
    {
        var matrix = new Dictionary<string, Dictionary<string, string>>
        {
            ["x64"] = consumers.Compiled(),
            ["AOT"] = consumers.NativeArm64(),
            ["JIT"] = consumers.CompiledArm64(),
        };
        Print(matrix);

        Assert.Equal(Hashes.Optimizers + Hashes.Functions, matrix["x64"].Count);
        Assert.Equal(matrix["x64"], matrix["AOT"]);
        Assert.Equal(matrix["x64"], matrix["JIT"]);
    }

    /// <summary>One row for each optimizer or function, one column for each processor.</summary>
    private void Print(Dictionary<string, Dictionary<string, string>> matrix)
    {
        output.WriteLine($"{"",-24}{string.Concat(matrix.Keys.Select(processor => $"{processor,-18}"))}");
        foreach (string name in matrix.Values.First().Keys)
            output.WriteLine($"{name,-24}{string.Concat(matrix.Values.Select(column => $"{column.GetValueOrDefault(name),-18}"))}");
    }
}
