namespace SamFast.Tests.Conformance;

/// <summary>The result of a case.</summary>
internal abstract record Verdict
{
    public sealed record Passed : Verdict;

    /// <summary>We depart from optax on purpose, and what we do instead was checked.</summary>
    public sealed record Departed(string Reason) : Verdict;

    public sealed record Unsupported(IReadOnlyCollection<string> Calls) : Verdict;

    public sealed record Failed(Mismatch Mismatch) : Verdict
    {
        public Failed(string message) : this(new Mismatch(null, null, null, message, null))
        {
        }
    }
}

/// <summary>The first number that is not within its tolerance; or, with no numbers, what went wrong instead.</summary>
/// <param name="Step">Updates applied.</param>
/// <param name="Index">The parameter.</param>
/// <param name="Expected">Optax's value.</param>
/// <param name="Actual">Ours, or a message.</param>
/// <param name="Tolerance">The difference allowed.</param>
internal sealed record Mismatch(int? Step, int? Index, double? Expected, object Actual, double? Tolerance)
{
    public override string ToString() => Expected is null
        ? $"{Actual}"
        : $"step {Step}, index {Index}: expected {Expected:R}, but was {Actual:R} (tolerance {Tolerance:R})";
}
