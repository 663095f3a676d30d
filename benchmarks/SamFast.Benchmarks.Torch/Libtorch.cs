using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SamFast.Benchmarks.Torch;

/// <summary>Makes TorchSharp load where the C++ library is one version older than its package wants (Debian
/// 12).</summary>
internal static partial class Libtorch
{
    private const int Now = 2, Global = 0x100;
    private const string MissingVersion = "GLIBCXX_3.4.32";

    // The only symbol of that version that is used; it does nothing that an older library has not done itself.
    private const string Stub = "void _ZSt21ios_base_library_initv(void) {}";

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native");

    /// <summary>The path of a native library of the package, in this program's folder.</summary>
    public static string PathOf(string library) => Path.Combine(Folder, library);

    /// <summary>Loads it, or says why not.</summary>
    public static string? Load()
    {
        if (!OperatingSystem.IsLinux() || !Directory.Exists(Folder))
            return null;
        foreach (string library in new[] { "libc10.so", "libtorch_cpu.so", "libtorch.so" })
            _ = Open(PathOf(library), Now | Global);
        string path = PathOf("libLibTorchSharp.so");
        if (Open(path, Now) != 0)
            return null;

        // The file is this build's own copy of the package's.
        byte[] image = File.ReadAllBytes(path);
        if (!SymbolVersions.MakeOptional(image, MissingVersion))
            return Error();
        File.WriteAllBytes(path, image);
        return CompileStub() ?? (Open(path, Now) != 0 ? null : Error());
    }

    private static string? CompileStub()
    {
        string stub = Path.Combine(Folder, "libstub.so");
        var start = new ProcessStartInfo("gcc", ["-shared", "-fPIC", "-x", "c", "-", "-o", stub])
        {
            RedirectStandardInput = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Write(Stub);
            process.StandardInput.Close();
            process.WaitForExit();
            return Open(stub, Now | Global) != 0 ? null : Error();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return $"the C++ library lacks {MissingVersion}, and there is no gcc to make up for it";
        }
    }

    private static string Error() => Marshal.PtrToStringUTF8(LastError()) ?? "it does not load";

    [LibraryImport("libc", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "dlerror")]
    private static partial nint LastError();
}
