namespace SamFast.Gallery.Digits.Data;

/// <summary>Random numbers of a run. Each use has its own sequence, which does not depend on the others.</summary>
internal static class Chance
{
    public enum Use
    {
        Split,
        Noise,
        Start,
        Order,
    }

    public static Random Of(int seed, Use use) => new((seed * 16) + (int)use);

    /// <summary>A normal number (Box and Muller 1958).</summary>
    public static double NextNormal(this Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
