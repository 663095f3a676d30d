using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>Estimates the diagonal of the Hessian from gradients at two points: v ⊙ (∇L(w + hv) − ∇L(w − hv)) ÷ 2h, with a
/// random sign vᵢ for each parameter.</summary>
/// <remarks>Hutchinson 1990 (doi:10.1080/03610919008812866); with differences of gradients instead of the product with the
/// Hessian that automatic differentiation gives. Unbiased, up to the third derivatives times h²; noisy, so average it.
/// Differences are divided by the distance between the two rounded points. Signs come from Philox, as a reproducible function
/// of the seed, the number of the estimate and the parameter's index.</remarks>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class HutchinsonEstimator<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>None of an optimizer's, which are counted from 0: with one seed for both, its noise would be the larger, the
    /// more often a sign is the same.</summary>
    private const int Stream = -1;

    private readonly T[] _point;
    private readonly T[] _behind;

    /// <summary>Creates an estimator and allocates its two vectors.</summary>
    /// <param name="parameterCount">The number of parameters; at least 0.</param>
    /// <param name="seed">The seed of the random signs; any number.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public HutchinsonEstimator(int parameterCount, double seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parameterCount);
        _point = new T[parameterCount];
        _behind = new T[parameterCount];
        Seed = seed;
    }

    /// <summary>The seed of the random signs.</summary>
    public double Seed { get; }

    /// <summary>The number of estimates.</summary>
    public long Count { get; private set; }

    /// <summary>h, how far each parameter is moved: the smaller, the less the third derivatives disturb, and the more the
    /// rounding of the gradients does. 0.001 for <see cref="float"/> and 1e-5 for <see cref="double"/>, unless set; suits
    /// parameters around 1. A large parameter is moved by 2⁻¹² of its magnitude at least, in double by 2⁻³⁶: less would be
    /// lost in rounding.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite and positive; nothing is changed.</exception>
    public double Distance
    {
        get;
        set => field = value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Distance must be finite and positive. It was left as it is.");
    }
    = typeof(T) == typeof(float) ? 1e-3 : 1e-5;

    /// <summary>Estimates the diagonal, with two gradients. Allocates nothing.</summary>
    /// <param name="parameters">w; not modified.</param>
    /// <param name="gradient">The gradient function; called at two points, which are marked as perturbed. A stochastic function
    /// must use the same samples at both.</param>
    /// <param name="hessianDiagonal">Receives the estimate; may not overlap the parameters.</param>
    /// <exception cref="ArgumentException">A span has another length, or the two overlap; nothing was modified.</exception>
    public void Estimate<TGradient>(ReadOnlySpan<T> parameters, ref TGradient gradient, Span<T> hessianDiagonal)
        where TGradient : IGradient<T>, allows ref struct
    {
        Check(parameters, nameof(parameters));
        Check(hessianDiagonal, nameof(hessianDiagonal));
        if (parameters.Overlaps(hessianDiagonal))
            throw new ArgumentException("The diagonal overlaps the parameters in memory. Use a separate buffer.", nameof(hessianDiagonal));

        var signs = new RandomLanes(Seed, Count, Stream, 0);
        T distance = T.CreateChecked(Distance);
        Move(parameters, signs, -distance);
        gradient.Evaluate(_point, _behind, new GradientEvaluation(1, 2));
        Move(parameters, signs, distance);
        gradient.Evaluate(_point, hessianDiagonal, new GradientEvaluation(2, 2));
        Combine(parameters, signs, -distance, hessianDiagonal);
        Count++;
    }

    /// <inheritdoc cref="Estimate{TGradient}"/>
    /// <exception cref="ArgumentNullException">The gradient function is null.</exception>
    public void Estimate(ReadOnlySpan<T> parameters, GradientFunction<T> gradient, Span<T> hessianDiagonal)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        var function = new DelegateGradient<T>(gradient);
        Estimate(parameters, ref function, hessianDiagonal);
    }

    private void Move(ReadOnlySpan<T> parameters, RandomLanes signs, T distance)
    {
        ref T from = ref MemoryMarshal.GetReference(parameters), to = ref MemoryMarshal.GetArrayDataReference(_point);
        for (int i = 0; i < _point.Length; i += Vector512<T>.Count)
            Blocks.Store(Moved(Blocks.Load(ref from, i, _point.Length), signs, i, distance), ref to, i, _point.Length);
    }

    /// <summary>w + v·max(h, |w|·2⁻¹²), or another power in double; a negative distance goes the other way.</summary>
    private static Vector512<T> Moved(Vector512<T> parameter, RandomLanes signs, int index, T distance)
    {
        var least = Vector512.Create(T.CreateChecked(typeof(T) == typeof(float) ? 1.0 / (1 << 12) : 1.0 / (1L << 36)));
        var length = Vector512.Max(Vector512.Create(T.Abs(distance)), least * Vector512.Abs(parameter));
        var way = length * signs.Rademacher<Lanes512<T>, T>((nuint)index).Vector;
        return T.IsNegative(distance) ? parameter - way : parameter + way;
    }

    /// <summary>The difference of the gradients over that of the points: v ÷ 2h is 1 ÷ 2hv.</summary>
    private void Combine(ReadOnlySpan<T> parameters, RandomLanes signs, T back, Span<T> ahead)
    {
        ref T from = ref MemoryMarshal.GetReference(parameters), point = ref MemoryMarshal.GetArrayDataReference(_point);
        ref T behind = ref MemoryMarshal.GetArrayDataReference(_behind), to = ref MemoryMarshal.GetReference(ahead);
        int length = ahead.Length;
        for (int i = 0; i < length; i += Vector512<T>.Count)
        {
            var difference = Blocks.Load(ref to, i, length) - Blocks.Load(ref behind, i, length);
            var way = Blocks.Load(ref point, i, length) - Moved(Blocks.Load(ref from, i, length), signs, i, back);
            Blocks.Store(difference / way, ref to, i, length);
        }
    }

    private void Check(ReadOnlySpan<T> span, string name)
    {
        if (span.Length != _point.Length)
        {
            throw new ArgumentException(
                $"This estimator was constructed for {_point.Length} parameters, but the span has length {span.Length}. Pass spans of that "
                + "length, or construct another estimator.", name);
        }
    }
}
