using System.Numerics;
using System.Runtime.InteropServices;

namespace SamFast;

/// <summary>
/// Euclidean projections of a span, in place: the nearest point of a set. Those that are no link of a chain, because
/// they need more than one sum over the values, or a second vector.
/// </summary>
/// <remarks><see cref="float"/> and <see cref="double"/>; other types throw <see cref="NotSupportedException"/>. They
/// allocate nothing and need no workspace. Values are taken to be finite: NaN or infinity in one of them reaches
/// others. Wrong arguments throw <see cref="ArgumentException"/> before anything is written.</remarks>
public static partial class Projections
{
    /// <summary>Projects onto the line through a vector: (⟨x, a⟩ ÷ ⟨a, a⟩)·a.</summary>
    /// <remarks>The same as <c>optax.projections.projection_vector</c>.</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="values">The vector x, and what it becomes.</param>
    /// <param name="direction">The vector a; not 0.</param>
    /// <exception cref="ArgumentException">The lengths differ, the spans overlap, or a is 0.</exception>
    public static void Vector<T>(Span<T> values, ReadOnlySpan<T> direction)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (dot, squared) = Products(values, direction, nameof(direction));
        Combine(values, 0, direction, dot / squared);
    }

    /// <summary>Projects onto a hyperplane, the points y with ⟨a, y⟩ = b: x + ((b − ⟨a, x⟩) ÷ ⟨a, a⟩)·a.</summary>
    /// <remarks>The same as <c>optax.projections.projection_hyperplane</c>.</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="values">The vector x, and what it becomes.</param>
    /// <param name="normal">The vector a; not 0.</param>
    /// <param name="offset">b.</param>
    /// <exception cref="ArgumentException">The lengths differ, the spans overlap, a is 0, or b is not
    /// finite.</exception>
    public static void Hyperplane<T>(Span<T> values, ReadOnlySpan<T> normal, double offset)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckScalar(double.IsFinite(offset), offset, nameof(offset), "(−∞, ∞)");
        var (dot, squared) = Products(values, normal, nameof(normal));
        Combine(values, 1, normal, (offset - dot) / squared);
    }

    /// <summary>Projects onto a halfspace, the points y with ⟨a, y⟩ ≤ b: as onto its hyperplane, unless x lies
    /// within.</summary>
    /// <remarks>The same as <c>optax.projections.projection_halfspace</c>.</remarks>
    /// <inheritdoc cref="Hyperplane"/>
    public static void Halfspace<T>(Span<T> values, ReadOnlySpan<T> normal, double offset)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckScalar(double.IsFinite(offset), offset, nameof(offset), "(−∞, ∞)");
        var (dot, squared) = Products(values, normal, nameof(normal));
        if (!(dot <= offset))
            Combine(values, 1, normal, (offset - dot) / squared);
    }

    /// <summary>⟨x, a⟩ and ⟨a, a⟩.</summary>
    private static (double Dot, double Squared) Products<T>(Span<T> values, ReadOnlySpan<T> other, string otherName)
        where T : unmanaged
    {
        CheckType<T>();
        if (other.Length != values.Length)
        {
            throw new ArgumentException(
                $"There are {values.Length} values, but the {otherName} has length {other.Length}. It takes one of the "
                    + "same length.",
                otherName);
        }

        if (other.Overlaps(values))
        {
            throw new ArgumentException(
                $"The values overlap the {otherName} in memory. Keep it in a buffer of its own.", otherName);
        }

        var (dot, _, squared) = Pairs.Products(
            ref MemoryMarshal.GetReference(values), ref MemoryMarshal.GetReference(other), (nuint)values.Length);
        if (squared == 0 && values.Length > 0)
            throw new ArgumentException($"The {otherName} has norm 0. Pass one that points somewhere.", otherName);
        return (dot, squared);
    }

    private static void Combine<T>(Span<T> values, double factor, ReadOnlySpan<T> other, double otherFactor) =>
        Pairs.Combine(
            factor, ref MemoryMarshal.GetReference(values), otherFactor, ref MemoryMarshal.GetReference(other),
            ref MemoryMarshal.GetReference(values), (nuint)values.Length);

    private static void CheckType<T>()
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"Projections are of float or double, and not of {typeof(T).Name}.");
    }

    private static void CheckScalar(bool isFine, double value, string name, string range)
    {
        if (!isFine)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be finite and in {range}.");
    }
}
