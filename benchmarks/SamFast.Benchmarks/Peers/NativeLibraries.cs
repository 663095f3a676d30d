using System.Runtime.InteropServices;

namespace SamFast.Benchmarks.Peers;

/// <summary>The C loops, compiled when the first of them is asked for.</summary>
internal static class NativeLibraries
{
    private static readonly string _folder = Directory.CreateTempSubdirectory("samfast-loops").FullName;
    private static readonly Dictionary<(Compiler, string Real), nint> _libraries = [];

    /// <summary>Why a compiler's loops are left out.</summary>
    public static SortedSet<string> Notes { get; } = [];

    /// <summary>A function's address, or 0 where the compiler is missing.</summary>
    public static nint Find<T>(Compiler compiler, string function)
    {
        string real = typeof(T) == typeof(double) ? "double" : "float";
        if (!_libraries.TryGetValue((compiler, real), out nint library))
            _libraries.Add((compiler, real), library = Load(compiler, real));
        return library == 0 ? 0 : NativeLibrary.GetExport(library, function);
    }

    private static nint Load(Compiler compiler, string real)
    {
        string library = Path.Combine(_folder, $"{compiler.Peer}-{real}.so");
        string sources = Path.Combine(AppContext.BaseDirectory, "Native");
        if (compiler.Build(sources, _folder, real, library) is { } reason)
        {
            Notes.Add($"`{compiler.Peer}` is left out: {reason}.");
            return 0;
        }

        nint handle = NativeLibrary.Load(library);
        foreach (string file in Directory.GetFiles(_folder, $"{compiler.Peer}-{real}*"))
            File.Delete(file);
        return handle;
    }
}
