using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SamFast.Runtime;

/// <summary>Checks the arguments of generated gradients, before anything is modified.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GradientCall
{
    /// <summary>Checks the spans of a gradient.</summary>
    /// <param name="point">The parameters.</param>
    /// <param name="result">The gradient.</param>
    /// <param name="name">The name of its parameter.</param>
    /// <exception cref="ArgumentException">They differ in length, or overlap.</exception>
    public static void Check<T>(ReadOnlySpan<T> point, ReadOnlySpan<T> result, string name)
    {
        if (point.Length != result.Length)
        {
            throw new ArgumentException(
                $"The {name} has {result.Length} elements, but there are {point.Length} parameters. Pass a span of {point.Length}.", name);
        }

        CheckApart(point, result, name);
    }

    /// <summary>Checks the spans of a product with the Hessian.</summary>
    /// <exception cref="ArgumentException">They differ in length, or the product overlaps another one.</exception>
    public static void Check<T>(
        ReadOnlySpan<T> point, ReadOnlySpan<T> direction, ReadOnlySpan<T> product, string directionName, string productName)
    {
        if (direction.Length != point.Length)
        {
            throw new ArgumentException(
                $"The {directionName} has {direction.Length} elements, but there are {point.Length} parameters. Pass a span of {point.Length}.",
                directionName);
        }

        Check(point, product, productName);
        CheckApart(direction, product, productName);
    }

    /// <summary>The sum of a block's lanes, in one order on every processor.</summary>
    /// <typeparam name="L">Lanes of 64 bytes.</typeparam>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="block">The block.</param>
    public static T Sum<L, T>(L block) where L : struct, ILanes<L, T> where T : unmanaged, INumberBase<T> =>
        T.CreateTruncating(Blocks.Sum(Unsafe.BitCast<L, Vector512<T>>(block)));

    /// <summary>Lanes that are 0, but for a 1 in one lane.</summary>
    /// <typeparam name="L">Lanes of at most 64 bytes.</typeparam>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="lane">The lane; there may be fewer.</param>
    public static L Unit<L, T>(int lane) where L : struct, ILanes<L, T> where T : unmanaged, INumberBase<T>
    {
        var block = lane >= 0 && lane < L.Count ? Vector512<T>.Zero.WithElement(lane, T.One) : Vector512<T>.Zero;
        return Unsafe.As<Vector512<T>, L>(ref block);
    }

    /// <summary>The number in a lane.</summary>
    /// <typeparam name="L">The lanes.</typeparam>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="lanes">The numbers of all lanes.</param>
    /// <param name="lane">The lane; there may be fewer.</param>
    /// <returns>The number; 0 beyond the lanes.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)] // The caller keeps its lanes in registers, because it does not pass a reference.
    public static T Element<L, T>(L lanes, int lane) where L : struct, ILanes<L, T> where T : unmanaged, INumberBase<T> =>
        lane >= 0 && lane < L.Count ? Unsafe.Add(ref Unsafe.As<L, T>(ref lanes), lane) : T.Zero;

    /// <summary>The first of some elements, all of which are within a span.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are not.</exception>
    public static ref T First<T>(ReadOnlySpan<T> span, int start, int count) => ref MemoryMarshal.GetReference(span.Slice(start, count));

    /// <summary>Loads the elements after the last whole block; further lanes are 0.</summary>
    /// <typeparam name="L">The lanes.</typeparam>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="first">The first element of all.</param>
    /// <param name="at">The index of the first element after the last whole block.</param>
    /// <param name="rest">Their number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Load<L, T>(ref T first, int at, int rest) where L : struct, ILanes<L, T> => L.LoadPart(ref Unsafe.Add(ref first, at), rest, false);

    /// <summary>Stores the elements after the last whole block.</summary>
    /// <typeparam name="L">The lanes.</typeparam>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="value">The lanes.</param>
    /// <param name="first">The first element of all.</param>
    /// <param name="at">The index of the first element after the last whole block.</param>
    /// <param name="rest">Their number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<L, T>(L value, ref T first, int at, int rest) where L : struct, ILanes<L, T> =>
        L.StorePart(value, ref Unsafe.Add(ref first, at), rest, false);

    /// <summary>Checks the length of the flat vector of a layout.</summary>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public static void CheckLength<T>(ReadOnlySpan<T> point, int length, string name)
    {
        if (point.Length != length)
            throw new ArgumentException($"The parameters '{name}' have {point.Length} elements, but the layout has {length}. Pass its whole vector, as Values.", name);
    }

    /// <summary>Checks that a result overlaps nothing that is read while it is written.</summary>
    /// <exception cref="ArgumentException">They overlap.</exception>
    public static void CheckApart<T>(ReadOnlySpan<T> read, ReadOnlySpan<T> result, string name)
    {
        if (read.Overlaps(result))
            throw new ArgumentException($"The {name} overlaps another span in memory. Use a separate buffer.", name);
    }
}
