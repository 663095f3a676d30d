using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast.Runtime;

/// <summary>The sum or the maximum of a tile's blocks: one number for each of the lanes of 64 bytes, however many lanes a block
/// has, so that the order is the same on every processor.</summary>
/// <remarks>Narrow blocks take turns: the next one is always added to the first number, and the numbers rotate.</remarks>
/// <typeparam name="L">The lanes of a block.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Partial<L> where L : struct, ILanes<L>
{
    /// <summary>The result of one block of 64 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Partial(L block) => _0 = block;

    private const int Bytes = 64;

    private L _0;
    private L _1;
    private L _2;
    private L _3;

    /// <summary>True if a block has 64 bytes: then the result is one block, and nothing rotates.</summary>
    internal static bool IsWhole
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.SizeOf<L>() == Bytes;
    }

    /// <summary>Adds the next block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(L block) => Replace(_0 + block);

    /// <summary>Takes the maximum with the next block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Max(L block) => Replace(L.Max(_0, block));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Replace(L first)
    {
        // A size is a constant before anything is inlined.
        if (Unsafe.SizeOf<L>() == Bytes)
            _0 = first;
        else if (Unsafe.SizeOf<L>() == Bytes / 2)
            (_0, _1) = (_1, first);
        else
            (_0, _1, _2, _3) = (_1, _2, _3, first);
    }

    /// <summary>The numbers of a block of 64 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly Vector512<T> Whole<T>() where T : unmanaged => Unsafe.BitCast<L, Vector512<T>>(_0);

    /// <summary>The numbers of narrower blocks, in the order of the lanes.</summary>
    /// <param name="length">The number of elements that were included.</param>
    internal readonly Vector512<T> Turned<T>(nuint length) where T : unmanaged
    {
        int parts = Bytes / Unsafe.SizeOf<L>(), turned = (int)((length + (nuint)L.Count - 1) / (nuint)L.Count);
        var lanes = Vector512<T>.Zero;
        ref var part = ref Unsafe.As<Vector512<T>, L>(ref lanes);
        Unsafe.Add(ref part, turned & (parts - 1)) = _0;
        Unsafe.Add(ref part, (turned + 1) & (parts - 1)) = _1;
        if (parts == 4)
        {
            Unsafe.Add(ref part, (turned + 2) & (parts - 1)) = _2;
            Unsafe.Add(ref part, (turned + 3) & (parts - 1)) = _3;
        }

        return lanes;
    }
}
