using SamFast.Generators.Declarations;

namespace SamFast.Generators.Emission;

/// <summary>The interfaces of optimizers.</summary>
internal static class Contracts
{
    /// <summary>The interfaces that an optimizer implements.</summary>
    /// <param name="element">The type of the parameters.</param>
    public static string[] Of(StepKind kind, bool isAveraging, string element) =>
    [
        $"SamFast::{Of(kind)}<{element}>", .. isAveraging ? [$"SamFast::IAveragingOptimizer<{element}>"] : Array.Empty<string>(),
    ];

    private static string Of(StepKind kind) => kind switch
    {
        StepKind.Plain => "IGradientOptimizer",
        StepKind.Valued => "ILossOptimizer",
        StepKind.Consuming => "IConsumingOptimizer",
        StepKind.ValuedConsuming => "ILossConsumingOptimizer",
        StepKind.Hessian => "IHessianOptimizer",
        StepKind.Linesearch => "ILinesearchOptimizer",
        StepKind.OpaqueSam => "IOpaqueSam",
        StepKind.TransparentSam => "ITransparentSam",
        StepKind.ValuedTransparentSam => "ILossTransparentSam",
        _ => throw new InvalidOperationException($"{kind} has no interface."),
    };
}
