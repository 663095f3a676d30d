using System.ComponentModel;

namespace SamFast.Runtime;

/// <summary>Lanes of an element type: how generated code loads and stores them, and draws random numbers for them.</summary>
/// <typeparam name="L">The type that implements the interface.</typeparam>
/// <typeparam name="T">The type of an element: <see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ILanes<L, T> : ILanes<L> where L : ILanes<L, T>
{
    // Frequent members last, as in the base interface.

    /// <summary>Loads elements in bfloat16, and widens them exactly.</summary>
    static abstract L LoadBFloat16(ref ushort source, nuint index);

    /// <summary>Stores the upper halves of the lanes, for <see cref="float"/>.</summary>
    static abstract void StoreUpperHalves(L value, ref ushort destination, nuint index);

    /// <summary>Stores them past the cache; the destination is aligned.</summary>
    static abstract void StoreFar(L value, ref T destination, nuint index);

    /// <summary>Keeps the first <paramref name="count"/> lanes, and sets the others to 0.</summary>
    static abstract L First(L value, int count);

    /// <summary>Loads the first <paramref name="count"/> elements, more than none and fewer than all; further lanes are 0.</summary>
    /// <param name="source">The first of them.</param>
    /// <param name="count">The number of elements.</param>
    /// <param name="canMask">True if a masked load is not slower: the elements were not stored a moment ago, and are pinned.</param>
    static abstract L LoadPart(ref T source, int count, bool canMask);

    /// <summary>Stores the first <paramref name="count"/> lanes, more than none and fewer than all.</summary>
    /// <param name="value">The lanes.</param>
    /// <param name="destination">The place of the first of them.</param>
    /// <param name="count">The number of elements.</param>
    /// <param name="canMask">True if a masked store is not slower, and the elements are pinned.</param>
    static abstract void StorePart(L value, ref T destination, int count, bool canMask);

    /// <summary>An element in every lane.</summary>
    static abstract L Broadcast(T value);

    /// <summary>Stores them.</summary>
    static abstract void Store(L value, ref T destination, nuint index);

    /// <summary>Loads <see cref="ILanes{L}.Count"/> elements.</summary>
    static abstract L Load(ref T source, nuint index);
}
