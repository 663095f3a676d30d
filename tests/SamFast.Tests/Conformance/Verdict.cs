namespace SamFast.Tests.Conformance;

/// <summary>The result of a case.</summary>
internal abstract record Verdict
{
    public sealed record Passed : Verdict;

    /// <summary>An intended departure from optax; our own behavior was checked.</summary>
    public sealed record Departed(string Reason) : Verdict;

    public sealed record Unsupported(IReadOnlyCollection<string> Calls) : Verdict;

    public sealed record Failed(Mismatch Mismatch) : Verdict
    {
        public Failed(string message) : this(new Mismatch(null, null, null, message, null))
        {
        }
    }
}

/// <summary>The first number out of its tolerance, or a message without numbers.</summary>
/// <param name="Step">The number of updates applied.</param>
/// <param name="Index">The index of the parameter.</param>
/// <param name="Expected">Optax's value.</param>
/// <param name="Actual">Our value, or a message.</param>
/// <param name="Tolerance">The allowed difference.</param>
internal sealed record Mismatch(int? Step, int? Index, double? Expected, object Actual, double? Tolerance)
{
    public override string ToString() => Expected is null
        ? $"{Actual}"
        : $"step {Step}, index {Index}: expected {Expected:R}, but was {Actual:R} (tolerance {Tolerance:R})";
}
