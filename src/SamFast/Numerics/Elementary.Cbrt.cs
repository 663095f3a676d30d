using System.Runtime.CompilerServices;

namespace SamFast;

internal static partial class Elementary
{
    /// <summary>The cube root.</summary>
    /// <remarks>A third of the argument's bits is a guess within 5 %, and each of Halley's iterations cubes the
    /// error. Arguments far from 1 are multiplied by a power of 8 first, so that nothing on the way overflows or
    /// underflows.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L CbrtOfSingles<L>(L value) where L : ILanes<L>
    {
        const float Up = 1L << 48, RootDown = 1f / (1 << 16);
        var magnitude = L.Abs(value);
        var argument = magnitude * Scale(magnitude, 1e-30f, Up, 1e30f, 1 / Up);
        var bits = L.AddBits(Third(argument), L.CreateBits((uint)((127 - 127.0 / 3 - GuessOffset) * (1 << 23))));
        var root = Halley(argument, Halley(argument, bits));
        return Signed(value, root * Scale(magnitude, 1e-30f, RootDown, 1e30f, 1 / RootDown));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L CbrtOfDoubles<L>(L value) where L : ILanes<L>
    {
        const double Up = (double)(1L << 54) * (1L << 54) * (1L << 54), RootDown = 1.0 / (1L << 54);
        var magnitude = L.Abs(value);
        var argument = magnitude * Scale(magnitude, 1e-270, Up, 1e270, 1 / Up);
        var third = Third(argument);
        var bits = L.AddBits(
            L.AddBits(third, L.ShiftRight(third, 32)), L.CreateBits((long)((1023 - 1023.0 / 3 - GuessOffset) * (1L << 52))));
        var root = Halley(argument, Halley(argument, Halley(argument, bits)));
        return Signed(value, root * Scale(magnitude, 1e-270, RootDown, 1e270, 1 / RootDown));
    }

    /// <summary>Makes the guess too large as often as too small.</summary>
    private const double GuessOffset = 0.0331;

    /// <summary>A third of an integer, as a geometric series of quarters: to 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Third<L>(L bits) where L : ILanes<L>
    {
        var third = L.AddBits(L.ShiftRight(bits, 2), L.ShiftRight(bits, 4));
        third = L.AddBits(third, L.ShiftRight(third, 4));
        third = L.AddBits(third, L.ShiftRight(third, 8));
        return L.AddBits(third, L.ShiftRight(third, 16));
    }

    /// <summary>r + r(x − r³) ÷ (2r³ + x): written so that only a small correction is rounded coarsely.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Halley<L>(L argument, L root) where L : ILanes<L>
    {
        var square = root * root;
        var cube = square * root;
        return L.MultiplyAdd(root, L.MultiplyAdd(-square, root, argument) / (cube + cube + argument), root);
    }

    /// <summary>The factor for tiny and for huge arguments; 1 for all others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Scale<L>(L magnitude, double least, double ofTiny, double most, double ofHuge) where L : ILanes<L> =>
        L.IfLess(magnitude, L.Create(least), L.Create(ofTiny), L.IfGreater(magnitude, L.Create(most), L.Create(ofHuge), L.One));

    /// <summary>Restores the sign of the root. Zeros and values that are not finite pass unchanged.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Signed<L>(L value, L root) where L : ILanes<L> =>
        L.IfLess(
            L.Abs(value), L.Create(double.PositiveInfinity), L.IfEqual(value, L.Zero, value, L.CopySign(root, value)), value);
}
