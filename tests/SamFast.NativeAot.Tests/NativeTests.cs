using System.Runtime.InteropServices;
using SamFast.Package.Tests;
using Xunit.Abstractions;
using Pack = SamFast.Package.Tests.Package;

namespace SamFast.NativeAot.Tests;

/// <summary>The consumer of the package as native code, trimmed, for processors with AVX2.</summary>
public class NativeTests(Pack package, ITestOutputHelper output) : IClassFixture<Pack>
{
    [Fact]
    public void Native_code_is_published_without_a_warning_and_computes_the_same_bits()
    {
        string folder = package.Consumer(), version = "-p:SamFastVersion=" + package.Version;
        Pack.Run("dotnet", ["build", "-c", "Release", "-o", "jit", version], folder);
        string compiled = Pack.Run("dotnet", [Path.Combine(folder, "jit", "Consumer.dll")], folder);

        string published = Pack.Run(
            "dotnet", ["publish", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", "native", "-p:PublishAot=true", version], folder);
        string program = Path.Combine(folder, "native", OperatingSystem.IsWindows() ? "Consumer.exe" : "Consumer");
        string native = Pack.Run(program, [], folder);

        Assert.DoesNotContain("warning", published, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(Hashes.Count, Hashes.Parse(compiled).Count);
        Assert.Equal(Hashes.Parse(compiled), Hashes.Parse(native));
        output.WriteLine(
            $"{Hashes.Count} hashes are the same. {new FileInfo(program).Length / 1024.0 / 1024.0:0.0} MiB, starts in {Hashes.Start(native):0} ms "
            + $"(compiled just in time: {Hashes.Start(compiled):0} ms).");
    }

    [Fact]
    public void Native_code_for_x64_uses_AVX2_unless_the_project_says_otherwise()
    {
        string folder = package.Consumer(), version = "-p:SamFastVersion=" + package.Version;
        Pack.Run("dotnet", ["restore", version], folder);
        string InstructionSet(params string[] properties) =>
            Pack.Run("dotnet", ["msbuild", "-getProperty:IlcInstructionSet", version, .. properties], folder).Trim();

        Assert.All(
            ["linux-x64", "linux-musl-x64", "win-x64", "osx-x64"],
            runtime => Assert.Equal("x86-64-v3", InstructionSet("-p:RuntimeIdentifier=" + runtime)));
        Assert.All(["linux-arm64", "osx-arm64", "win-x86"], runtime => Assert.Empty(InstructionSet("-p:RuntimeIdentifier=" + runtime)));
        Assert.Empty(InstructionSet());
        Assert.Equal("native", InstructionSet("-p:RuntimeIdentifier=linux-x64", "-p:IlcInstructionSet=native"));

        string project = Path.Combine(folder, "Consumer.csproj");
        File.WriteAllText(project, File.ReadAllText(project).Replace(
            "</PropertyGroup>",
            "<RuntimeIdentifier>linux-x64</RuntimeIdentifier><IlcInstructionSet>x86-64-v2</IlcInstructionSet></PropertyGroup>",
            StringComparison.Ordinal));
        Assert.Equal("x86-64-v2", InstructionSet());
    }
}
