using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace SamFast.Processors.Tests;

/// <summary>A test that needs Linux on x64 with AVX2 and, for ARM64, compilers and an emulator. It is skipped without them; the
/// message names the missing packages.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ProcessorFactAttribute : FactAttribute
{
    private static readonly (string File, string Package)[] s_arm64 =
    [
        ("/usr/bin/clang", "clang"),
        ("/usr/bin/qemu-aarch64-static", "qemu-user-static"),
        ("/usr/bin/aarch64-linux-gnu-gcc", "gcc-aarch64-linux-gnu"),
        ("/usr/aarch64-linux-gnu/lib/libc.so.6", "libc6-dev-arm64-cross"),
        ("/usr/aarch64-linux-gnu/lib/libstdc++.so.6", "libstdc++6-arm64-cross"),
    ];

    /// <param name="runsArm64">True if the test runs programs for ARM64.</param>
    public ProcessorFactAttribute(bool runsArm64 = false)
    {
        string[] missing = [.. s_arm64.Where(need => !File.Exists(need.File)).Select(need => need.Package)];
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64 || !Avx2.IsSupported)
            Skip = "Needs Linux on x64 with AVX2.";
        else if (runsArm64 && missing.Length > 0)
            Skip = $"Missing packages: {string.Join(' ', missing)}.";
    }
}
