namespace SamFast;

/// <summary>How a schedule gets from one value to the next.</summary>
public enum Interpolation
{
    /// <summary>Along a straight line.</summary>
    Linear,

    /// <summary>Along half a cosine: slowly at both ends.</summary>
    Cosine,
}
