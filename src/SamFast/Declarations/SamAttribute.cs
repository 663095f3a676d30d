namespace SamFast;

/// <summary>
/// Composes two declared optimizers into sharpness-aware minimization: <c>syncPeriod − 1</c> steps of
/// <typeparamref name="TAdversary"/>, taken uphill, then one step of <typeparamref name="TOuter"/> from the point where
/// the climb began, with the gradient found at its end.
/// </summary>
/// <remarks>
/// <para>Foret et al. 2021 (arXiv:2010.01412). The same as <c>optax.contrib.sam</c>, with these departures:
/// <c>syncPeriod</c> 1 is the outer optimizer alone in both modes (in optax's transparent mode it is not); a phase
/// computes its own optimizer only, so a NaN of the other one cannot leak; the restored parameters are the saved ones,
/// bit for bit.</para>
/// <para>If an operand takes the loss, <c>Step</c> takes it in transparent mode and passes it to the running operand; optax's
/// takes none. Opaque mode does not support it: a gradient function returns gradients only.</para>
/// <para>With <see cref="LookbehindAttribute"/> after it, <typeparamref name="TOuter"/> steps after each ascent, with the
/// gradient found there.</para>
/// <para>The adversary climbs: a chain that descends along the normalized gradient, such as
/// <c>[Normalize, Sgd(rho)]</c>, perturbs by ρ·g/‖g‖.</para>
/// </remarks>
/// <typeparam name="TOuter">The optimizer that moves the parameters: a class with <see cref="OptimizerAttribute"/>.</typeparam>
/// <typeparam name="TAdversary">The optimizer that perturbs them: likewise.</typeparam>
/// <param name="syncPeriod">Gradients per outer step, at least 1: the number of ascent steps, plus one.</param>
/// <param name="resetState">True if the adversary's state is reset in every period.</param>
/// <param name="mode">The perturbed vector: the caller's parameters, or a buffer of the optimizer.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SamAttribute<TOuter, TAdversary>(
    int syncPeriod = 2, bool resetState = true, SamMode mode = SamMode.Transparent) : Attribute
    where TOuter : class
    where TAdversary : class
{
    /// <summary>Gradients per outer step.</summary>
    public int SyncPeriod { get; } = syncPeriod;

    /// <summary>True if the adversary's state is reset in every period.</summary>
    public bool ResetState { get; } = resetState;

    /// <summary>The perturbed vector: the caller's parameters, or a buffer of the optimizer.</summary>
    public SamMode Mode { get; } = mode;
}

/// <summary>
/// The paper's sharpness-aware minimization around <typeparamref name="TOuter"/>: one ascent of length ρ along the
/// normalized gradient, then a step of the outer optimizer with the gradient found there.
/// </summary>
/// <remarks>Foret et al. 2021 (arXiv:2010.01412), p = 2. The same as
/// <c>optax.contrib.sam(outer, chain(normalize(), sgd(rho)))</c>. A zero gradient gives a zero perturbation.</remarks>
/// <typeparam name="TOuter">The optimizer that moves the parameters: a class with <see cref="OptimizerAttribute"/>.</typeparam>
/// <param name="rho">ρ, the radius of the neighbourhood, in the unit of the parameters; at least 0.</param>
/// <param name="mode">The perturbed vector: the caller's parameters, or a buffer of the optimizer.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
[Normalize, ScaleByLearningRate]
public sealed class SamAttribute<TOuter>(
    [Sets("ScaleByLearningRate.learningRate")] double rho = 0.05, SamMode mode = SamMode.Transparent) : Attribute
    where TOuter : class
{
    /// <summary>ρ, the radius of the neighbourhood.</summary>
    public double Rho { get; } = rho;

    /// <summary>The perturbed vector: the caller's parameters, or a buffer of the optimizer.</summary>
    public SamMode Mode { get; } = mode;
}
