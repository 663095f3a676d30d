namespace SamFast.Benchmarks.Engine;

/// <summary>A competitor does not compute what SamFast does: its time would mean nothing.</summary>
internal sealed class DisagreementException(string message) : Exception(message);
