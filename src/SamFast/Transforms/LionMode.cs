namespace SamFast;

/// <summary>The function that Lion applies to the interpolation x between the update and its average.</summary>
public enum LionMode
{
    /// <summary>sign(x), as published.</summary>
    Hard,

    /// <summary>tanh(βx): small values are nearly unchanged.</summary>
    Smooth,

    /// <summary>x between −1 and 1, and its sign beyond.</summary>
    Refined,
}
