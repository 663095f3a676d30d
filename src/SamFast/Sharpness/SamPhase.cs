namespace SamFast;

/// <summary>The phases of a transparent sharpness-aware optimizer.</summary>
public enum SamPhase
{
    /// <summary>Perturbs the parameters: they move uphill.</summary>
    Ascent,

    /// <summary>Restores the parameters and takes the outer optimizer's step with the gradient of the perturbed point.</summary>
    Descent,
}
