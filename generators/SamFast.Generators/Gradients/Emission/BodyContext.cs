using Microsoft.CodeAnalysis;
using SamFast.Generators.Gradients.Lowering;
using SamFast.Generators.Gradients.Passes;

namespace SamFast.Generators.Gradients.Emission;

/// <summary>The context in which bodies are compiled.</summary>
/// <param name="Report">Takes the reason why a method has no product with its Hessian.</param>
/// <param name="Warn">Takes a suspicious place, and what is suspicious there.</param>
internal sealed record BodyContext(
    Compilation Compilation, RuleReader Rules, Switches Switches, Action<NoHessian> Report, Action<Location?, string> Warn,
    CancellationToken Cancellation);
