using System.Runtime.InteropServices;

namespace SamFast;

/// <summary>Lets TorchSharp load with a C++ library one version older than its package requires (Debian 12).</summary>
/// <remarks>It requires one symbol of that version, <c>_ZSt21ios_base_library_initv</c>, which nothing in it uses: the headers
/// of GCC 13 reference it to require a library that initializes its streams itself; with an older library, each user of streams
/// initializes them. It is therefore sufficient that the loader does not require the version.</remarks>
public static partial class Libtorch
{
    private const int Now = 2, Global = 0x100;
    private const string MissingVersion = "GLIBCXX_3.4.32";

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native");

    /// <summary>The path of a native library of the package, in this program's folder.</summary>
    public static string PathOf(string library) => Path.Combine(Folder, library);

    /// <summary>Loads it, before the first use of TorchSharp. Elsewhere than on Linux, TorchSharp does so by
    /// itself.</summary>
    /// <exception cref="DllNotFoundException">It does not load; the message says why.</exception>
    public static void Load()
    {
        if (!OperatingSystem.IsLinux())
            return;
        foreach (string library in new[] { "libc10.so", "libtorch_cpu.so", "libtorch.so" })
        {
            if (Open(PathOf(library), Now | Global) == 0)
                throw new DllNotFoundException($"libtorch does not load. {Error()}");
        }

        string path = PathOf("libLibTorchSharp.so");
        if (Open(path, Now) != 0)
            return;
        string reason = Error();
        byte[] image = File.ReadAllBytes(path);
        if (!SymbolVersions.MakeOptional(image, MissingVersion))
            throw new DllNotFoundException($"TorchSharp does not load. {reason}");

        // Replaces this build's copy of the package's file; processes that have the old one open keep it.
        string changed = $"{path}.{Environment.ProcessId}";
        File.WriteAllBytes(changed, image);
        File.Move(changed, path, overwrite: true);
        if (Open(path, Now) == 0)
            throw new DllNotFoundException($"TorchSharp does not load, even without {MissingVersion}. {Error()}");
    }

    private static string Error() => Marshal.PtrToStringUTF8(LastError()) ?? "The loader does not say why.";

    [LibraryImport("libc", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "dlerror")]
    private static partial nint LastError();
}
