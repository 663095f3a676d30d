namespace SamFast.Tests.Conformance;

/// <summary>Compares a trajectory with the recorded one.</summary>
internal static class Comparison
{
    /// <summary>The first number out of the file's tolerance, if any.</summary>
    /// <param name="golden">The file.</param>
    /// <param name="rows">Our parameters after each recorded step.</param>
    /// <param name="trajectory">The field of the file with the expected parameters.</param>
    public static Mismatch? FirstMismatch(Golden golden, IReadOnlyList<double[]> rows, string trajectory = "trajectory")
    {
        double rtol = golden.Root.GetProperty("rtol").GetDouble();
        double atol = golden.Root.GetProperty("atol").GetDouble();
        double[]? byStep = golden.Root.TryGetProperty("atol_by_step", out var bounds)
            ? Golden.Vector<double>(bounds)
            : null;
        var steps = golden.RecordedSteps;
        var recorded = golden.Root.GetProperty(trajectory).EnumerateArray().Select(Golden.Vector<double>).ToArray();
        if (recorded.Length != rows.Count || recorded.Length != steps.Length)
            return new Mismatch(null, null, null, $"{rows.Count} rows instead of {recorded.Length}", null);

        for (int row = 0; row < recorded.Length; row++)
        {
            if (recorded[row].Length != rows[row].Length)
                return new Mismatch(steps[row], null, null, $"{rows[row].Length} parameters", null);
            for (int i = 0; i < recorded[row].Length; i++)
            {
                double expected = recorded[row][i], actual = rows[row][i];
                double tolerance = byStep?[row] ?? Tolerance(expected, rtol, atol);
                if (!Agree(actual, expected, tolerance))
                    return new Mismatch(steps[row], i, expected, actual, tolerance);
            }
        }

        return null;
    }

    /// <summary>The largest difference: relative to numbers above 1, absolute for others.</summary>
    public static double Distance(Golden golden, IReadOnlyList<double[]> rows) =>
        golden.Root.GetProperty("trajectory").EnumerateArray().SelectMany(Golden.Vector<double>)
            .Zip(rows.SelectMany(row => row), (expected, actual) => Math.Abs(actual - expected) / Math.Max(1, Math.Abs(expected)))
            .DefaultIfEmpty().Max();

    /// <summary>The allowed difference; 0 if the expected value is not finite.</summary>
    public static double Tolerance(double expected, double rtol, double atol) =>
        double.IsFinite(expected) ? atol + rtol * Math.Abs(expected) : 0;

    /// <summary>True if a finite number is within the tolerance, or if the two are the same infinity or both NaN.</summary>
    public static bool Agree(double actual, double expected, double tolerance) => double.IsFinite(expected)
        ? Math.Abs(actual - expected) <= tolerance
        : actual.Equals(expected);
}
