using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

public static partial class Projections
{
    /// <summary>Projects onto a simplex, the points without negative elements that sum to s: max(x − θ, 0), with the threshold
    /// θ for which the sum is s.</summary>
    /// <remarks>
    /// <para>The same as <c>optax.projections.projection_simplex</c>, which sorts. Here, θ is approached from below by
    /// Newton's steps, each a sweep over the values that remain above it (Michelot 1986): a handful of sweeps, rarely
    /// more than ten, a number as large as that of the values in the worst case.</para>
    /// <para>θ is kept to twice the precision of the type. The error of a result is at most a unit in its last place or, if
    /// that is larger, in that of θ times the type's rounding error; equal values get equal shares of s. Shares
    /// below the type's smallest number are 0.</para>
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="values">The vector x, projected in place.</param>
    /// <param name="scale">s, the sum; at least 0, and finite in <typeparamref name="T"/>.</param>
    /// <exception cref="ArgumentException">s is out of range.</exception>
    public static void Simplex<T>(Span<T> values, double scale = 1) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckScalar<T>(scale, 0, nameof(scale));
        Project<T, Plain>(values, scale);
    }

    /// <summary>Projects onto the sphere of the 1-norm, the points whose magnitudes sum to the radius: x keeps its
    /// signs, and its magnitudes are projected onto a simplex.</summary>
    /// <remarks>The same as <c>optax.projections.projection_l1_sphere</c>, except that 0 counts as positive: in optax it
    /// remains 0, and a vector inside the sphere with zeros does not reach it.</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="values">The vector x, projected in place.</param>
    /// <param name="radius">The 1-norm; at least 0, and finite in <typeparamref name="T"/>.</param>
    /// <exception cref="ArgumentException">The radius is out of range.</exception>
    public static void L1Sphere<T>(Span<T> values, double radius = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckScalar<T>(radius, 0, nameof(radius));
        Project<T, Magnitude>(values, radius);
    }

    /// <summary>Projects onto the ball of the 1-norm: as onto its sphere, unless x lies inside.</summary>
    /// <remarks>The same as <c>optax.projections.projection_l1_ball</c>.</remarks>
    /// <inheritdoc cref="L1Sphere"/>
    public static void L1Ball<T>(Span<T> values, double radius = 1) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckScalar<T>(radius, 0, nameof(radius));
        if (values.IsEmpty || IsWithin<T>(values, radius))
            return;
        Project<T, Magnitude>(values, radius);
    }

    /// <summary>The projected part of a value: the value, or its magnitude.</summary>
    private interface IPart
    {
        static abstract Vector512<T> Of<T>(Vector512<T> value);
    }

    private readonly struct Plain : IPart
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Of<T>(Vector512<T> value) => value;
    }

    private readonly struct Magnitude : IPart
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Of<T>(Vector512<T> value) => Vector512.Abs(value);
    }
}
