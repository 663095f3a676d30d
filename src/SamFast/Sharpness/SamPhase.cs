namespace SamFast;

/// <summary>What the next <c>Step</c> of a transparent sharpness-aware optimizer does with the gradient it is given.</summary>
public enum SamPhase
{
    /// <summary>Perturbs the parameters: they move uphill.</summary>
    Ascent,

    /// <summary>Restores the parameters and takes the outer optimizer's step with the gradient of the perturbed point.</summary>
    Descent,
}
