namespace SamFast;

/// <summary>The source of a sharpness-aware optimizer's gradients. Both modes give the same trajectory, bit for bit.</summary>
public enum SamMode
{
    /// <summary>Each <c>Step</c> does one phase with the gradient that the caller computed at the current parameters,
    /// and moves the caller's parameters to the perturbed point and back. <c>Phase</c> is the next phase.</summary>
    Transparent,

    /// <summary>Each <c>Step</c> does a whole period and calls a gradient function at the perturbed points, which are
    /// kept in a buffer of the optimizer: the caller's parameters move once, at the end.</summary>
    Opaque,
}
