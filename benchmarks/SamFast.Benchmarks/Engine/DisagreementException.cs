namespace SamFast.Benchmarks.Engine;

/// <summary>A competitor and SamFast compute different results, so that their times cannot be compared.</summary>
internal sealed class DisagreementException(string message) : Exception(message);
