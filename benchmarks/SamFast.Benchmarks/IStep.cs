namespace SamFast.Benchmarks;

/// <summary>A step with a gradient, of a generated optimizer or of another implementation.</summary>
/// <typeparam name="T">The type of the parameters.</typeparam>
public interface IStep<T> where T : unmanaged
{
    /// <summary>Updates the parameters in place.</summary>
    void Step(Span<T> parameters, ReadOnlySpan<T> gradients);
}
