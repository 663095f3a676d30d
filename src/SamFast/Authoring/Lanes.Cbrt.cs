using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast.Authoring;

public static partial class Lanes
{
    /// <summary>Returns the cube root of each lane, with its sign. The relative error is below 2⁻²³ for
    /// <see cref="float"/> and below 2⁻⁵² for <see cref="double"/>, subnormal numbers included. Zeros of both signs,
    /// the infinities and NaN are their own cube roots.</summary>
    /// <remarks>A third of the argument's bits is a guess within 5 %, and each of Halley's iterations cubes the
    /// error. Arguments far from 1 are multiplied by a power of 8 first, so that nothing on the way overflows or
    /// underflows.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Cbrt<T>(Vector512<T> value)
    {
        if (typeof(T) == typeof(float))
            return CbrtOfSingles(value.AsSingle()).As<float, T>();
        return CbrtOfDoubles(value.AsDouble()).As<double, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> CbrtOfSingles(Vector512<float> value)
    {
        var argument = Vector512.Abs(value);
        var isTiny = Vector512.LessThan(argument, Vector512.Create(1e-30f));
        var isHuge = Vector512.GreaterThan(argument, Vector512.Create(1e30f));
        argument *= Select(isTiny, MathF.ScaleB(1, 48), isHuge, MathF.ScaleB(1, -48));
        var bits = Third(argument.AsUInt32()) + Vector512.Create((uint)((127 - 127.0 / 3 - GuessOffset) * (1 << 23)));
        var root = Halley(argument, Halley(argument, bits.AsSingle()));
        return Signed(value, root * Select(isTiny, MathF.ScaleB(1, -16), isHuge, MathF.ScaleB(1, 16)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> CbrtOfDoubles(Vector512<double> value)
    {
        var argument = Vector512.Abs(value);
        var isTiny = Vector512.LessThan(argument, Vector512.Create(1e-270));
        var isHuge = Vector512.GreaterThan(argument, Vector512.Create(1e270));
        argument *= Select(isTiny, Math.ScaleB(1, 162), isHuge, Math.ScaleB(1, -162));
        var third = Third(argument.AsUInt64());
        var bits = third + (third >>> 32) + Vector512.Create((ulong)((1023 - 1023.0 / 3 - GuessOffset) * (1L << 52)));
        var root = Halley(argument, Halley(argument, Halley(argument, bits.AsDouble())));
        return Signed(value, root * Select(isTiny, Math.ScaleB(1, -54), isHuge, Math.ScaleB(1, 54)));
    }

    /// <summary>Makes the guess too large as often as too small.</summary>
    private const double GuessOffset = 0.0331;

    /// <summary>A third of an integer, as a geometric series of quarters: to 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Third<T>(Vector512<T> bits)
    {
        var third = (bits >>> 2) + (bits >>> 4);
        third += third >>> 4;
        third += third >>> 8;
        return third + (third >>> 16);
    }

    /// <summary>r + r(x − r³) ÷ (2r³ + x): written so that only a small correction is rounded coarsely.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Halley<T>(Vector512<T> argument, Vector512<T> root)
    {
        var square = root * root;
        var cube = square * root;
        return MultiplyAdd(root, MultiplyAdd(-square, root, argument) / (cube + cube + argument), root);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Select<T>(Vector512<T> isTiny, T tiny, Vector512<T> isHuge, T huge) =>
        Vector512.ConditionalSelect(
            isTiny, Vector512.Create(tiny),
            Vector512.ConditionalSelect(isHuge, Vector512.Create(huge), Vector512<T>.One));

    /// <summary>Restores the sign of the root. Zeros and values that are not finite pass unchanged.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Signed<T>(Vector512<T> value, Vector512<T> root)
    {
        var isOrdinary = Vector512.IsFinite(value) & ~Vector512.Equals(value, Vector512<T>.Zero);
        return Vector512.ConditionalSelect(isOrdinary, Vector512.CopySign(root, value), value);
    }
}
