namespace SamFast.Generators.Tests.Gradients.Duals;

/// <summary>The current evaluation of a loss with duals, on this thread.</summary>
public static class Run
{
    /// <summary>A comparison whose operands are closer than this many bounds of their errors may have another result in other arithmetic.</summary>
    private const double Margin = 256;

    [ThreadStatic]
    private static double s_epsilon;

    [ThreadStatic]
    private static int s_fuel;

    /// <summary>False if a comparison could have another result after other roundings, or if a number was not finite.</summary>
    [field: ThreadStatic]
    public static bool IsDecided { get; private set; }

    /// <summary>Begins an evaluation.</summary>
    /// <param name="epsilon">The machine's epsilon of the type that the duals stand for.</param>
    /// <param name="iterations">The most iterations of all loops together.</param>
    public static void Begin(double epsilon, int iterations) => (s_epsilon, s_fuel, IsDecided) = (epsilon, iterations, true);

    /// <summary>Counts an iteration.</summary>
    /// <exception cref="TimeoutException">There were too many.</exception>
    public static void Iterate()
    {
        if (--s_fuel < 0)
            throw new TimeoutException();
    }

    internal static void Overflow() => IsDecided = false;

    internal static int? Compare(Tracked a, Tracked b)
    {
        double error = a.Error + b.Error;
        if (error > 0 && !(Math.Abs(a.Value - b.Value) > Margin * s_epsilon * error))
            IsDecided = false;
        return double.IsNaN(a.Value) || double.IsNaN(b.Value) ? null : a.Value.CompareTo(b.Value);
    }
}
