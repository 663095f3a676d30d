using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace SamFast;

/// <summary>
/// Euclidean projections of a span, in place: the nearest point of a set. These cannot be part of a chain, because they need
/// more than one sum over the values, or a second vector.
/// </summary>
/// <remarks><see cref="float"/> and <see cref="double"/>; other types throw <see cref="NotSupportedException"/>. They
/// allocate nothing and need no workspace, and give the same bits at every vector width. All finite values are projected, even
/// if their squares or their sum leave the range of the type. A value of NaN or ∞ makes others NaN, and in the simplex and the
/// 1-norm all of them; −∞ counts as the smallest number of a simplex, and becomes 0. Wrong arguments throw <see
/// cref="ArgumentException"/> before anything is written.</remarks>
public static partial class Projections
{
    /// <summary>Projects onto the line through a vector: (⟨x, a⟩ ÷ ⟨a, a⟩)·a.</summary>
    /// <remarks>The same as <c>optax.projections.projection_vector</c>.</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="values">The vector x, projected in place.</param>
    /// <param name="direction">The vector a; not 0.</param>
    /// <exception cref="ArgumentException">The lengths differ, the spans overlap, or a is 0.</exception>
    public static void Vector<T>(Span<T> values, ReadOnlySpan<T> direction)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(values, direction, nameof(direction));
        var (dot, squaredValues, squared) = Products(values, direction);
        if (HasLostNothing(values, squaredValues, direction, squared, dot / squared))
            Combine(values, 0, direction, dot / squared);
        else
            Scaled.OntoLine(values, direction);
    }

    /// <summary>Projects onto a hyperplane, the points y with ⟨a, y⟩ = b: x + ((b − ⟨a, x⟩) ÷ ⟨a, a⟩)·a.</summary>
    /// <remarks>The same as <c>optax.projections.projection_hyperplane</c>.</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="values">The vector x, projected in place.</param>
    /// <param name="normal">The vector a; not 0.</param>
    /// <param name="offset">b.</param>
    /// <exception cref="ArgumentException">The lengths differ, the spans overlap, a is 0, or b is not
    /// finite in <typeparamref name="T"/>.</exception>
    public static void Hyperplane<T>(Span<T> values, ReadOnlySpan<T> normal, double offset)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        OntoHyperplane(values, normal, offset, isHalfspace: false);
    }

    /// <summary>Projects onto a halfspace, the points y with ⟨a, y⟩ ≤ b: as onto its hyperplane, unless x lies inside.</summary>
    /// <remarks>The same as <c>optax.projections.projection_halfspace</c>.</remarks>
    /// <inheritdoc cref="Hyperplane"/>
    public static void Halfspace<T>(Span<T> values, ReadOnlySpan<T> normal, double offset)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        OntoHyperplane(values, normal, offset, isHalfspace: true);
    }

    private static void OntoHyperplane<T>(Span<T> values, ReadOnlySpan<T> normal, double offset, bool isHalfspace)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckScalar<T>(offset, double.NegativeInfinity, nameof(offset));
        Check(values, normal, nameof(normal));
        var (dot, squaredValues, squared) = Products(values, normal);
        double factor = (offset - dot) / squared;
        if (!HasLostNothing(values, squaredValues, normal, squared, factor))
            Scaled.OntoHyperplane(values, normal, offset, isHalfspace);
        else if (!(isHalfspace && dot <= offset))
            Combine(values, 1, normal, factor);
    }

    /// <summary>⟨x, a⟩, ⟨x, x⟩ and ⟨a, a⟩.</summary>
    private static (double Dot, double SquaredValues, double Squared) Products<T>(Span<T> values, ReadOnlySpan<T> other) =>
        Pairs.Products(
            ref MemoryMarshal.GetReference(values), ref MemoryMarshal.GetReference(other), (nuint)values.Length);

    /// <summary>True if the products and the factor have the precision of the type, or a vector is not finite. Otherwise the
    /// projection is computed with powers of two factored out.</summary>
    private static bool HasLostNothing<T>(
        ReadOnlySpan<T> values, double squaredValues, ReadOnlySpan<T> other, double squared, double factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        (Pairs.AreInRange(values, squaredValues, other, squared) && Blocks.IsNormal<T>(factor))
        || Pairs.Exponent(values) is null || Pairs.Exponent(other) is null;

    private static void Check<T>(Span<T> values, ReadOnlySpan<T> other, string otherName)
        where T : unmanaged, INumberBase<T>
    {
        CheckType<T>();
        if (other.Length != values.Length)
        {
            throw new ArgumentException(
                $"There are {values.Length} values, but the {otherName} has length {other.Length}. Pass one of the "
                    + "same length.",
                otherName);
        }

        if (other.Overlaps(values))
        {
            throw new ArgumentException(
                $"The values overlap the {otherName} in memory. Use a separate buffer.", otherName);
        }

        if (values.Length > 0 && !other.ContainsAnyExcept(T.Zero))
            throw new ArgumentException($"The {otherName} has norm 0. Pass a vector that is not 0.", otherName);
    }

    private static void Combine<T>(Span<T> values, double factor, ReadOnlySpan<T> other, double otherFactor) =>
        Pairs.Combine(
            factor, ref MemoryMarshal.GetReference(values), otherFactor, ref MemoryMarshal.GetReference(other),
            ref MemoryMarshal.GetReference(values), (nuint)values.Length);

    /// <summary>Projections with a square, a product or a factor outside the range of the type.</summary>
    private static class Scaled
    {
        public static void OntoLine<T>(Span<T> values, ReadOnlySpan<T> direction)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            int m = Pairs.Exponent<T>(values) ?? 0, n = Pairs.Exponent(direction) ?? 0;
            var (dot, _, squared) = Pairs.ScaledProducts(values, m, direction, n);
            for (int i = 0; i < values.Length; i++)
                values[i] = T.CreateTruncating(Math.ScaleB(dot / squared * Pairs.Scaled(direction[i], -n), m));
        }

        public static void OntoHyperplane<T>(Span<T> values, ReadOnlySpan<T> normal, double offset, bool isHalfspace)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            // The offset of the scaled normal, and the distance to the hyperplane, in units of 2ᵏ.
            int m = Pairs.Exponent<T>(values) ?? 0, n = Pairs.Exponent(normal) ?? 0;
            int k = offset == 0 ? m : Math.Max(m, Math.ILogB(offset) - n);
            var (dot, _, squared) = Pairs.ScaledProducts(values, m, normal, n);
            double distance = Math.ScaleB(offset, -n - k) - Math.ScaleB(dot, m - k);
            if (isHalfspace && distance >= 0)
                return;
            for (int i = 0; i < values.Length; i++)
            {
                double moved = Math.ScaleB(distance / squared * Pairs.Scaled(normal[i], -n), k);
                values[i] = T.CreateTruncating(double.CreateTruncating(values[i]) + moved);
            }
        }
    }

    private static void CheckType<T>()
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"Projections support float and double, not {typeof(T).Name}.");
    }

    /// <summary>Throws unless a scalar is at least a bound, and finite in the type of the values.</summary>
    private static void CheckScalar<T>(double value, double least, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckType<T>();
        if (value >= least && T.IsFinite(T.CreateTruncating(value)))
            return;
        double largest = Blocks.Largest<T>();
        throw new ArgumentOutOfRangeException(name, value, string.Create(
            CultureInfo.InvariantCulture,
            $"{name} must be in [{Math.Max(least, -largest)}, {largest}], the range of {typeof(T).Name}."));
    }
}
