namespace SamFast;

/// <summary>The interpolation between two values of a schedule.</summary>
public enum Interpolation
{
    /// <summary>Along a straight line.</summary>
    Linear,

    /// <summary>Along half a cosine: slowly at both ends.</summary>
    Cosine,
}
