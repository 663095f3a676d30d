using System.Runtime.InteropServices;
using SamFast.Benchmarks.Engine;

namespace SamFast.Benchmarks.Peers;

/// <summary>The C loops, compiled on first use.</summary>
internal static class NativeLibraries
{
    private static readonly Dictionary<(Compiler, string Real), nint> _libraries = [];

    /// <summary>The address of a function; 0 without the compiler.</summary>
    public static nint Find<T>(Compiler compiler, string function)
    {
        string real = typeof(T) == typeof(double) ? "double" : "float";
        if (!_libraries.TryGetValue((compiler, real), out nint library))
            _libraries.Add((compiler, real), library = Load(compiler, real));
        return library == 0 ? 0 : NativeLibrary.GetExport(library, function);
    }

    private static nint Load(Compiler compiler, string real)
    {
        var folder = Directory.CreateTempSubdirectory("samfast-loops");
        try
        {
            string library = Path.Combine(folder.FullName, "loops.so");
            string sources = Path.Combine(AppContext.BaseDirectory, "Native");
            if (compiler.Build(sources, folder.FullName, real, library) is not { } reason)
                return NativeLibrary.Load(library);
            LeftOut.Notes.Add($"`{compiler.Peer}`: {reason}.");
            return 0;
        }
        finally
        {
            // A loaded library that cannot be deleted is left as a temporary file.
            if (!OperatingSystem.IsWindows())
                folder.Delete(recursive: true);
        }
    }
}
