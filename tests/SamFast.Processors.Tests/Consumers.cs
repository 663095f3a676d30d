using SamFast.Package.Tests;
using Pack = SamFast.Package.Tests.Package;

namespace SamFast.Processors.Tests;

/// <summary>The consumer of the package, built for processors of several kinds.</summary>
public sealed class Consumers : IDisposable
{
    private readonly Pack _package = new();
    private readonly string _folder;
    private readonly Lazy<string> _compiled;

    public Consumers()
    {
        _folder = _package.Consumer();
        _compiled = new(() => Publish("jit", []));
    }

    /// <summary>The hashes of the program compiled just in time.</summary>
    public Dictionary<string, string> Compiled(params (string Name, string Value)[] settings) =>
        Run("dotnet", [Path.Combine(_compiled.Value, "Consumer.dll")], settings);

    /// <summary>The hashes of native code for x64.</summary>
    public Dictionary<string, string> Native(params string[] properties) =>
        Run(
            Path.Combine(
                Publish("native" + properties.Length, ["-r", "linux-x64", "-p:PublishAot=true", .. properties]), "Consumer"),
            [], []);

    /// <summary>The hashes of native code for ARM64, which is emulated.</summary>
    public Dictionary<string, string> NativeArm64() =>
        Emulate([], Publish("arm64",
        [
            "-r", "linux-arm64", "-p:PublishAot=true", "-p:CppCompilerAndLinker=clang", "-p:SysRoot=", "-p:StripSymbols=false",
        ]));

    /// <summary>The hashes of the program compiled just in time on ARM64, which is emulated. The emulator does not support the
    /// second mapping of executable memory.</summary>
    public Dictionary<string, string> CompiledArm64() =>
        Emulate(["-E", "DOTNET_EnableWriteXorExecute=0"], Publish("arm64-jit", ["-r", "linux-arm64", "--self-contained"]));

    public void Dispose() => _package.Dispose();

    private string Publish(string name, string[] options)
    {
        string published = Path.Combine(_folder, "..", Path.GetFileName(_folder) + name);
        Pack.Run("dotnet", ["publish", "-c", "Release", "-o", published, "-p:SamFastVersion=" + _package.Version, .. options], _folder);
        return published;
    }

    private Dictionary<string, string> Emulate(string[] options, string published) =>
        Run("qemu-aarch64-static", ["-L", "/usr/aarch64-linux-gnu", .. options, Path.Combine(published, "Consumer")], []);

    /// <summary>Hashes by optimizer or function. With one thread: the tests of the package cover others.</summary>
    private Dictionary<string, string> Run(string program, string[] arguments, (string Name, string Value)[] settings) =>
        Hashes.Parse(Pack.Run(program, [.. arguments, "1"], _folder, settings))
            .ToDictionary(hash => hash.Key.Optimizer, hash => hash.Value);
}
