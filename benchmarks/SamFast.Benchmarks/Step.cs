namespace SamFast.Benchmarks;

/// <summary>One step of an optimizer, however it is written.</summary>
internal delegate void Step<T>(Span<T> parameters, ReadOnlySpan<T> gradients);
