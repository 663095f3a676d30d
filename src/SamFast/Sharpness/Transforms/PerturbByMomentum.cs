using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>SAM with the momentum in place of the gradient: gradients are evaluated at the parameters moved along the momentum
/// by a length of ρ, so that one gradient per step suffices.</summary>
/// <remarks>
/// <para>Becker et al. 2024 (arXiv:2401.12033), Momentum-SAM. It ends a chain that keeps a momentum, <c>[Sgd(0.1, momentum: 0.9),
/// PerturbByMomentum]</c> or <c>[Adam(1e-3), PerturbByMomentum(1)]</c>. With w, the evaluation parameters, and v, the
/// momentum after this step, the parameters become w − ρ·v ÷ ‖v‖. There is no counterpart in optax.</para>
/// <para>State: the perturbation, which the parameters include. Weight decay also uses the perturbed parameters.</para>
/// </remarks>
/// <param name="rho">ρ, the length; the authors' are 0.3 with SGD and 1 with Adam.</param>
[EndsChain]
public sealed class PerturbByMomentumAttribute([Interval("[0, ∞)")] double rho = 0.3) : TransformAttribute
{
    /// <summary>‖v‖².</summary>
    [Sum]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredNorm<L>([Shared("trace", "mu")] L momentum) where L : ILanes<L> => momentum * momentum;

    /// <summary>−ρ ÷ ‖v‖.</summary>
    public static void Prepare(double squaredNorm, double rho, out double length) =>
        length = squaredNorm == 0 ? 0 : -rho / Math.Sqrt(squaredNorm);

    /// <summary>The step, from the old perturbation to the new one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, [Shared("trace", "mu")] L momentum, ref L perturbation, L length) where L : ILanes<L>
    {
        var before = perturbation;
        perturbation = length * momentum;
        return update - before + perturbation;
    }

    /// <summary>The parameters without the perturbation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L EvaluationParameters<L>(L parameter, L perturbation) where L : ILanes<L> =>
        parameter - perturbation;
}
