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

    private L _0;
    private L _1;
    private L _2;
    private L _3;

    /// <summary>The number of blocks in 64 bytes: 1, 2 or 4.</summary>
    private static int Parts
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 64 / Unsafe.SizeOf<L>();
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
        if (Unsafe.SizeOf<L>() == 64)
            _0 = first;
        else if (Unsafe.SizeOf<L>() == 32)
            (_0, _1) = (_1, first);
        else
            (_0, _1, _2, _3) = (_1, _2, _3, first);
    }

    /// <summary>All numbers, in the order of the lanes.</summary>
    /// <param name="length">The number of elements that were included.</param>
    internal readonly Vector512<T> Lanes<T>(nuint length) where T : unmanaged
    {
        var lanes = Vector512<T>.Zero;
        ref var part = ref Unsafe.As<Vector512<T>, L>(ref lanes);
        int turned = (int)((length + (nuint)L.Count - 1) / (nuint)L.Count);
        Unsafe.Add(ref part, turned & (Parts - 1)) = _0;
        if (Parts > 1)
            Unsafe.Add(ref part, (turned + 1) & (Parts - 1)) = _1;
        if (Parts > 2)
        {
            Unsafe.Add(ref part, (turned + 2) & (Parts - 1)) = _2;
            Unsafe.Add(ref part, (turned + 3) & (Parts - 1)) = _3;
        }

        return lanes;
    }
}
