namespace SamFast.Tests;

/// <summary>What opaque SAM offers, as an interface: the generated members implement it as they are.</summary>
public interface IOpaque<T> where T : unmanaged
{
    long StepCount { get; }

    void Step<TGradient>(Span<T> parameters, ref TGradient gradient)
        where TGradient : IGradient<T>, allows ref struct;

    void Step<TGradient>(Span<T> parameters, ReadOnlySpan<T> gradients, ref TGradient gradient)
        where TGradient : IGradient<T>, allows ref struct;

    void Step(Span<T> parameters, GradientFunction<T> gradient);

    void Step(Span<T> parameters, ReadOnlySpan<T> gradients, GradientFunction<T> gradient);
}

/// <summary>What transparent SAM shows of its phases.</summary>
public interface ISharp<T> : IOptimizer<T> where T : unmanaged
{
    long StepCount { get; }

    SamPhase Phase { get; }

    int AscentStep { get; }

    ReadOnlySpan<T> SavedParameters { get; }
}
