using System.Text.RegularExpressions;

namespace SamFast.Generators.Model;

/// <summary>The types that generated code uses by their short names. Where the user has a type of such a name nearby, and
/// only there, it is written in full.</summary>
internal static class UsedTypes
{
    private static readonly string[] _fullNames =
    [
        "System.ArgumentException",
        "System.ArgumentNullException",
        "System.ArgumentOutOfRangeException",
        "System.NotSupportedException",
        "System.Math",
        "System.Memory",
        "System.ObsoleteAttribute",
        "System.ReadOnlySpan",
        "System.Span",
        "System.CodeDom.Compiler.GeneratedCodeAttribute",
        "System.ComponentModel.EditorBrowsableAttribute",
        "System.ComponentModel.EditorBrowsableState",
        "System.Numerics.Tensors.TensorSpan",
        "System.Runtime.CompilerServices.MethodImplAttribute",
        "System.Runtime.CompilerServices.MethodImplOptions",
        "System.Runtime.Intrinsics.Vector512",
        "SamFast.BFloat16Lanes",
        "SamFast.DelegateGradient",
        "SamFast.DelegateObjective",
        "SamFast.Evaluation",
        "SamFast.GradientFunction",
        "SamFast.IConsumingOptimizer",
        "SamFast.IGradient",
        "SamFast.IHessianOptimizer",
        "SamFast.ILinesearchOptimizer",
        "SamFast.IObjective",
        "SamFast.IOpaqueSam",
        "SamFast.IOptimizer",
        "SamFast.ITransparentSam",
        "SamFast.IValuedConsumingOptimizer",
        "SamFast.IValuedOptimizer",
        "SamFast.IValuedTransparentSam",
        "SamFast.Lanes",
        "SamFast.Layout",
        "SamFast.LinesearchResult",
        "SamFast.ObjectiveFunction",
        "SamFast.Optimizer",
        "SamFast.OptimizerPlan",
        "SamFast.Parameters",
        "SamFast.PlannedSweep",
        "SamFast.Precision",
        "SamFast.RandomLanes",
        "SamFast.RoundingNoise",
        "SamFast.SamPhase",
        "SamFast.StateVisitor",
        "SamFast.TensorShape",
        "SamFast.Tensors",
    ];

    /// <summary>The names as they are written.</summary>
    public static IEnumerable<string> ShortNames => _fullNames.Select(Short);

    /// <summary>The full names of the types whose short names are taken.</summary>
    public static IEnumerable<string> Hidden(Func<string, string, bool> isTaken) => _fullNames.Where(full =>
        isTaken(Short(full), full) || (full.EndsWith("Attribute", StringComparison.Ordinal) && isTaken(Short(full) + "Attribute", full)));

    /// <summary>Whether generated code uses a type of this name.</summary>
    public static bool Has(string name) => _fullNames.Any(full => Short(full) == name);

    /// <summary>Writes the given types in full, wherever they are used.</summary>
    public static string WriteInFull(string code, IEnumerable<string> types) => types.Aggregate(code, (text, full) =>
        Regex.Replace(text, $@"(?<![\w.:@]|namespace ){Short(full)}(?=[<{{(.""\],? ]|$)", $"global::{Trim(full)}", RegexOptions.Multiline));

    private static string Short(string full) => Trim(full).Split('.').Last();

    private static string Trim(string full) =>
        full.EndsWith("Attribute", StringComparison.Ordinal) ? full.Substring(0, full.Length - 9) : full;
}
