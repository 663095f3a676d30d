namespace SamFast.Generators.Tests;

/// <summary>Declarations that several tests use.</summary>
internal static class Declared
{
    public const string Outer = "[Optimizer, Sgd(0.1)] public sealed partial class Outer;\n";

    public const string Ascent = "[Optimizer, Normalize, Sgd(0.1)] public sealed partial class Ascent;\n";

    /// <summary>A transform's class around the given kernels, used by an optimizer.</summary>
    public static string Transform(string kernels, string parameters = "") =>
        $"public sealed class OddAttribute({parameters}) : TransformAttribute {{ {kernels} }}\n"
        + "[Optimizer, Odd] public sealed partial class Subject;\n";

    /// <summary>A gate's class around the given methods, used by an optimizer.</summary>
    public static string Gate(string methods) =>
        $"public sealed class OddAttribute : ConditionallyMaskAttribute {{ {methods} }}\n"
        + "[Optimizer, Odd, Sgd(0.1)] public sealed partial class Subject;\n";
}
