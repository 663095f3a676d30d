using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SamFast.Benchmarks.Processors;

/// <summary>An instruction set that decides the width of vectors. .NET uses the widest one that the processor has and that no
/// environment variable disables.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Title">Its name in headings.</param>
/// <param name="Bits">The width of a vector.</param>
/// <param name="Disabled">The variable that disables the next wider one.</param>
/// <param name="CompilerFlags">The options of gcc and clang for it.</param>
internal sealed record Isa(string Name, string Title, int Bits, string? Disabled, string CompilerFlags)
{
    private static readonly Isa _avx512 = new("avx512", "AVX-512", 512, null, "-march=native");
    private static readonly Isa _avx2 = new("avx2", "AVX2", 256, "DOTNET_EnableAVX512", "-march=x86-64-v3");
    private static readonly Isa _avx = new("avx", "AVX", 128, "DOTNET_EnableAVX2", "-march=x86-64-v2 -mavx");
    private static readonly Isa _sse = new("sse", "SSE", 128, "DOTNET_EnableAVX", "-march=x86-64-v2");

    /// <summary>The instruction sets that can be chosen.</summary>
    public static IReadOnlyList<Isa> All { get; } = [_avx512, _avx2, _avx, _sse];

    public static string Names => string.Join(", ", All.Select(isa => isa.Name));

    /// <summary>The one of this process.</summary>
    public static Isa Current { get; } =
        RuntimeInformation.ProcessArchitecture != Architecture.X64
            ? new("other", $"{RuntimeInformation.ProcessArchitecture}", 128, null, "-march=native")
            : Vector512.IsHardwareAccelerated ? _avx512 : Vector256.IsHardwareAccelerated ? _avx2 : Avx.IsSupported ? _avx : _sse;

    public static Isa? Find(string name) => All.FirstOrDefault(isa => isa.Name == name);

    /// <summary>True if the environment selects it. A process in which it is not the current one runs on a processor without it.</summary>
    public bool IsSelected => All.Where(isa => isa.Disabled is not null)
        .All(isa => Environment.GetEnvironmentVariable(isa.Disabled!) == (isa == this ? "0" : null));

    /// <summary>Starts this program with the instruction set.</summary>
    public Process Start(IEnumerable<string> arguments, bool isRedirected = false)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Assembly.GetEntryAssembly()!.Location, .. arguments])
        {
            RedirectStandardInput = isRedirected,
            RedirectStandardOutput = isRedirected,
        };
        foreach (var isa in All.Where(isa => isa.Disabled is not null))
            start.Environment.Remove(isa.Disabled!);
        if (Disabled is not null)
            start.Environment[Disabled] = "0";
        return Process.Start(start)!;
    }
}
