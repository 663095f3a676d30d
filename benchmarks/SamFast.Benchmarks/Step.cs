namespace SamFast.Benchmarks;

/// <summary>One step of an optimizer, in any implementation.</summary>
internal delegate void Step<T>(Span<T> parameters, ReadOnlySpan<T> gradients);
