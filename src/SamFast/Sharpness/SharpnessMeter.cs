using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>
/// Measures the sharpness of a loss at a point: its rise nearby (<see cref="Climb"/>, <see cref="Average"/>), and its curvature
/// (<see cref="LargestEigenvalue"/>, <see cref="Trace"/>).
/// </summary>
/// <remarks>
/// <para>The constructor allocates all memory; an estimate allocates nothing. It evaluates points in separate buffers, so that
/// the parameters are never modified, and need not be restored if the loss throws.</para>
/// <para>The measured function must be the same at every call: the same samples, no dropout, and no updates of running
/// statistics. For an <see cref="IGradient{T}"/>, each evaluation is therefore marked as perturbed
/// (<see cref="GradientEvaluation.IsPerturbed"/>).</para>
/// <para><em>Products with the Hessian</em> are central differences, Hd ≈ (∇L(w + hd) − ∇L(w − hd)) ÷ 2h, with
/// h·‖d‖ = <see cref="RelativeStep"/>·(1 + ‖w‖). Their error is h²/6 times the third derivative of the gradient along d,
/// plus the gradients' rounding errors divided by h. The first grows with h², the second is ε·‖∇L‖ ÷ h at least (ε the
/// distance from 1 to the next number), so that the sum is least around the cube root of ε times the distance over which the
/// curvature changes. That distance is unknown; 1 + ‖w‖ replaces it. If the loss has kinks (ReLU), the product is that of the
/// loss smoothed over h.</para>
/// <para>Random directions are functions of the seed: each call of a method uses the same ones. Sums are formed as in all of
/// SamFast; the results have the same bits at every vector width.</para>
/// </remarks>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed partial class SharpnessMeter<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int ClimbStream = 1, AverageStream = 2, EigenStream = 3, TraceStream = 4;

    private static readonly GradientEvaluation s_measured = new(1, 1);

    private readonly T[] _point;
    private readonly T[] _behind;
    private readonly T[] _direction;
    private readonly T[] _product;
    private readonly double _seed;

    /// <summary>Creates a meter and allocates its four vectors.</summary>
    /// <param name="parameterCount">The number of parameters; at least 0.</param>
    /// <param name="seed">The seed of the random directions; any number.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    /// <exception cref="NotSupportedException">The parameters are neither float nor double.</exception>
    public SharpnessMeter(int parameterCount, double seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parameterCount);
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"SharpnessMeter supports float and double, not {typeof(T).Name}.");
        _point = new T[parameterCount];
        _behind = new T[parameterCount];
        _direction = new T[parameterCount];
        _product = new T[parameterCount];
        _seed = seed;
    }

    /// <summary>The distance of the gradients of a central difference from the point, divided by 1 + ‖w‖. Default: the cube
    /// root of the type's epsilon (0.0049 for <see cref="float"/>, 6.1e-6 for <see cref="double"/>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite and positive; nothing is changed.</exception>
    public double RelativeStep
    {
        get;
        set => field = value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), value, "RelativeStep must be finite and positive. It was left as it is.");
    }
    = Math.Cbrt(typeof(T) == typeof(float) ? Math.ScaleB(1, -23) : Math.ScaleB(1, -52));

    /// <summary>h·‖d‖, for all directions.</summary>
    private double Distance(ReadOnlySpan<T> parameters) => RelativeStep * (1 + Norm(parameters));

    private static double Norm(ReadOnlySpan<T> vector) => Pairs.Norm(vector);

    /// <summary>Fills a vector with standard normal numbers and returns its norm.</summary>
    private double Randomize(Span<T> vector, int stream, int step)
    {
        var chance = new RandomLanes(_seed, step, stream, 0);
        ref var first = ref MemoryMarshal.GetReference(vector);
        for (int i = 0; i < vector.Length; i += Vector512<T>.Count)
            Blocks.Store(chance.Normal<Lanes512<T>, T>((nuint)i).Vector, ref first, i, vector.Length);
        return Norm(vector);
    }

    /// <summary>Fills a vector with random signs and returns its norm.</summary>
    private double RandomizeSigns(Span<T> vector, int step)
    {
        var chance = new RandomLanes(_seed, step, TraceStream, 0);
        ref var first = ref MemoryMarshal.GetReference(vector);
        for (int i = 0; i < vector.Length; i += Vector512<T>.Count)
            Blocks.Store(chance.Rademacher<Lanes512<T>, T>((nuint)i).Vector, ref first, i, vector.Length);
        return Math.Sqrt(vector.Length);
    }

    /// <summary>Makes the point w + step·direction.</summary>
    private void Move(ReadOnlySpan<T> parameters, double step, ReadOnlySpan<T> direction) =>
        Blocks.Add(parameters, T.CreateTruncating(step), direction, _point);

    private void Check(ReadOnlySpan<T> span, [CallerArgumentExpression(nameof(span))] string name = "")
    {
        if (span.Length != _point.Length)
        {
            throw new ArgumentException(
                $"This meter was constructed for {_point.Length} parameters, but the span has length {span.Length}. Pass spans of that "
                + "length, or construct another meter.", name);
        }
    }

    private static void CheckRadius(double rho)
    {
        if (!(rho >= 0 && double.IsFinite(rho)))
            throw new ArgumentOutOfRangeException(nameof(rho), rho, "ρ must be finite and in [0, ∞).");
    }

    private static void CheckTolerance(double tolerance)
    {
        if (!(tolerance >= 0))
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "The tolerance must be 0 or more.");
    }
}
