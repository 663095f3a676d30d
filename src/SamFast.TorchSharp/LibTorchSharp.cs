using System.Runtime.InteropServices;
using TorchSharp;

namespace SamFast;

/// <summary>TorchSharp's native library, by the handles of its tensors: functions that its managed part does not offer without
/// allocating.</summary>
internal static partial class LibTorchSharp
{
    private const string Library = nameof(LibTorchSharp);

    // The library that TorchSharp itself has loaded.
    static LibTorchSharp() => NativeLibrary.SetDllImportResolver(
        typeof(LibTorchSharp).Assembly,
        (name, _, _) => name == Library ? NativeLibrary.Load(name, typeof(torch).Assembly, null) : 0);

    /// <summary>A new handle of a tensor's gradient, to be disposed of; 0 if it has none.</summary>
    [LibraryImport(Library, EntryPoint = "THSTensor_grad")]
    public static partial nint Gradient(nint tensor);

    [LibraryImport(Library, EntryPoint = "THSTensor_dispose")]
    public static partial void Dispose(nint tensor);

    /// <summary>Returns the address of its first element.</summary>
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

    /// <summary>Returns true if its elements are in row-major order without gaps. Returns false and sets an error for kinds of
    /// tensors without such an order.</summary>
    [LibraryImport(Library, EntryPoint = "THSTensor_is_contiguous")]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool IsContiguous(nint tensor);

    /// <summary>Returns true if its elements are stored negated.</summary>
    [LibraryImport(Library, EntryPoint = "THSTensor_is_neg")]
    public static partial long IsNegated(nint tensor);

    /// <summary>The error of this thread's last call, which then is forgotten; 0 if there was none.</summary>
    [LibraryImport(Library, EntryPoint = "THSTorch_get_and_reset_last_err")]
    public static partial nint TakeError();
}
