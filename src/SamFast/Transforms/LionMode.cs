namespace SamFast;

/// <summary>What Lion makes of the interpolation x between the update and its average.</summary>
public enum LionMode
{
    /// <summary>sign(x), as published.</summary>
    Hard,

    /// <summary>tanh(βx): small values stay small.</summary>
    Smooth,

    /// <summary>x between −1 and 1, and its sign beyond.</summary>
    Refined,
}
