using System.Runtime.InteropServices;
using TorchSharp;

namespace SamFast;

/// <summary>TorchSharp's native library, by the handles of its tensors: what its managed half does not offer without
/// allocating.</summary>
internal static partial class LibTorchSharp
{
    private const string Library = nameof(LibTorchSharp);

    // Wherever TorchSharp itself finds it.
    static LibTorchSharp() => NativeLibrary.SetDllImportResolver(
        typeof(LibTorchSharp).Assembly,
        (name, _, _) => name == Library ? NativeLibrary.Load(name, typeof(torch).Assembly, null) : 0);

    /// <summary>A new handle of a tensor's gradient, to be disposed of; 0 if it has none.</summary>
    [LibraryImport(Library, EntryPoint = "THSTensor_grad")]
    public static partial nint Gradient(nint tensor);

    [LibraryImport(Library, EntryPoint = "THSTensor_dispose")]
    public static partial void Dispose(nint tensor);

    /// <summary>Where its first element is.</summary>
    [LibraryImport(Library, EntryPoint = "THSTensor_data")]
    public static partial nint Data(nint tensor);

    [LibraryImport(Library, EntryPoint = "THSTensor_numel")]
    public static partial long Length(nint tensor);

    /// <summary>A <see cref="torch.ScalarType"/>.</summary>
    [LibraryImport(Library, EntryPoint = "THSTensor_type")]
    public static partial sbyte Type(nint tensor);

    /// <summary>A <see cref="DeviceType"/>.</summary>
    [LibraryImport(Library, EntryPoint = "THSTensor_device_type")]
    public static partial int Device(nint tensor);

    [LibraryImport(Library, EntryPoint = "THSTensor_is_sparse")]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool IsSparse(nint tensor);

    /// <summary>Whether its elements are in row-major order without gaps. False with an error, of a tensor of which
    /// that cannot be said.</summary>
    [LibraryImport(Library, EntryPoint = "THSTensor_is_contiguous")]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool IsContiguous(nint tensor);

    /// <summary>Whether torch has yet to change the signs of its elements.</summary>
    [LibraryImport(Library, EntryPoint = "THSTensor_is_neg")]
    public static partial long IsNegated(nint tensor);

    /// <summary>The error of this thread's last call, which then is forgotten; 0 if there was none.</summary>
    [LibraryImport(Library, EntryPoint = "THSTorch_get_and_reset_last_err")]
    public static partial nint TakeError();
}
