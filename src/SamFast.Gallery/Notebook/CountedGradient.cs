using System.Numerics;
using System.Runtime.InteropServices;

namespace SamFast.Gallery.Notebook;

/// <summary>The gradient of <see cref="DoubleWell"/>, with a count of its evaluations.</summary>
/// <typeparam name="T">The precision: <see cref="float"/> or <see cref="double"/>.</typeparam>
internal struct CountedGradient<T> : IGradient<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of gradients evaluated by this instance.</summary>
    public int Evaluations { get; private set; }

    public void Evaluate(ReadOnlySpan<T> point, Span<T> gradient, GradientEvaluation evaluation)
    {
        if (typeof(T) == typeof(float))
            DoubleWell.SingleGradient(MemoryMarshal.Cast<T, float>(point), MemoryMarshal.Cast<T, float>(gradient));
        else
            DoubleWell.DoubleGradient(MemoryMarshal.Cast<T, double>(point), MemoryMarshal.Cast<T, double>(gradient));
        Evaluations++;
    }
}
