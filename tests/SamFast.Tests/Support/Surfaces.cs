using System.Numerics;

namespace SamFast.Tests;

/// <summary>A nonlinear loss in any number of dimensions: neighbours are coupled, so one rounding error spreads.</summary>
internal static class Surface
{
    /// <summary>The gradient of Σ sin(2xᵢ) + ½xᵢ² + ⅛(xᵢ − xᵢ₊₁)⁴, periodic in i.</summary>
    public static void Gradient<T>(ReadOnlySpan<T> point, Span<T> gradient) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var two = T.CreateChecked(2);
        var half = T.CreateChecked(0.5);
        for (int i = 0; i < point.Length; i++)
        {
            T next = point[i] - point[(i + 1) % point.Length];
            T last = point[i] - point[(i + point.Length - 1) % point.Length];
            gradient[i] = two * T.Cos(two * point[i]) + point[i] + half * (next * next * next + last * last * last);
        }
    }

    /// <summary>The same as a struct.</summary>
    internal readonly struct Function<T> : IGradient<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Evaluate(ReadOnlySpan<T> point, Span<T> gradient, GradientEvaluation evaluation) => Gradient(point, gradient);
    }
}

/// <summary>A parabola around a target, as a struct.</summary>
internal readonly struct Parabola<T>(T[] target) : IGradient<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Evaluate(ReadOnlySpan<T> point, Span<T> gradient, GradientEvaluation evaluation)
    {
        for (int i = 0; i < point.Length; i++)
            gradient[i] = point[i] - target[i];
    }
}

/// <summary>A parabola around a target, as a ref struct that holds the target's span.</summary>
internal readonly ref struct SpanParabola<T>(ReadOnlySpan<T> target) : IGradient<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ReadOnlySpan<T> _target = target;

    public void Evaluate(ReadOnlySpan<T> point, Span<T> gradient, GradientEvaluation evaluation)
    {
        for (int i = 0; i < point.Length; i++)
            gradient[i] = point[i] - _target[i];
    }
}
