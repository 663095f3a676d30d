namespace SamFast.Benchmarks.Engine;

/// <summary>A competitor does not compute the same as SamFast: its time has no meaning.</summary>
internal sealed class DisagreementException(string message) : Exception(message);
