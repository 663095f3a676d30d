namespace SamFast;

/// <summary>The meaning of DoG's initial value.</summary>
public enum DogInitStep
{
    /// <summary>The value is the first distance.</summary>
    Distance,

    /// <summary>The value is the factor of the first update.</summary>
    LearningRate,

    /// <summary>The value times 1 + ‖p₀‖ is the first distance.</summary>
    Heuristic,
}
