using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast.Runtime;

/// <summary>The functions of lanes for single numbers, with the same bits: for scalar parts of generated code, whose results then
/// do not depend on the C library or on the vector width.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Scalar
{
    // The JIT does not inline more than some 500 operators in a method: callers would lose theirs.
    private const MethodImplOptions Apart = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    /// <inheritdoc cref="ILanes{L}.Exp"/>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(Apart)]
    public static T Exp<T>(T a) where T : unmanaged
    {
        var lanes = new Lanes128<T>(Vector128.CreateScalar(a));
        bool isModerate = typeof(T) == typeof(double) ? Math.Abs((double)(object)a) < 700 : Math.Abs((float)(object)a) < 80;
        return (isModerate ? Elementary.ExpOfModerate(lanes) : Lanes128<T>.Exp(lanes)).Vector.ToScalar();
    }

    /// <inheritdoc cref="ILanes{L}.Log"/>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(Apart)]
    public static T Log<T>(T a) where T : unmanaged
    {
        var lanes = new Lanes128<T>(Vector128.CreateScalar(a));
        bool isNormal = typeof(T) == typeof(double)
            ? (double)(object)a is >= 2.2250738585072014e-308 and <= double.MaxValue : (float)(object)a is >= 1.17549435e-38f and <= float.MaxValue;
        return (isNormal ? Elementary.LogOfNormal(lanes) : Lanes128<T>.Log(lanes)).Vector.ToScalar();
    }

    /// <summary>The exponentials of two numbers, in the time of one.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(Apart)]
    public static (T First, T Second) Exp<T>(T a, T b) where T : unmanaged => Both(Lanes128<T>.Exp(Both(a, b)));

    /// <summary>The natural logarithms of two numbers, in the time of one.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(Apart)]
    public static (T First, T Second) Log<T>(T a, T b) where T : unmanaged => Both(Lanes128<T>.Log(Both(a, b)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes128<T> Both<T>(T a, T b) where T : unmanaged => new(typeof(T) == typeof(double)
        ? Vector128.Create((double)(object)a, (double)(object)b).As<double, T>()
        : Vector128.Create((float)(object)a, (float)(object)b, 0, 0).As<float, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T First, T Second) Both<T>(Lanes128<T> lanes) where T : unmanaged => (lanes.Vector[0], lanes.Vector[1]);

    /// <inheritdoc cref="ILanes{L}.Tanh"/>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(Apart)]
    public static T Tanh<T>(T a) where T : unmanaged => Lanes128<T>.Tanh(new(Vector128.CreateScalar(a))).Vector.ToScalar();

    /// <inheritdoc cref="ILanes{L}.Sin"/>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(Apart)]
    public static T Sin<T>(T a) where T : unmanaged => Lanes128<T>.Sin(new(Vector128.CreateScalar(a))).Vector.ToScalar();

    /// <inheritdoc cref="ILanes{L}.Cos"/>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(Apart)]
    public static T Cos<T>(T a) where T : unmanaged => Lanes128<T>.Cos(new(Vector128.CreateScalar(a))).Vector.ToScalar();

    /// <inheritdoc cref="ILanes{L}.Sigmoid"/>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(Apart)]
    public static T Sigmoid<T>(T a) where T : unmanaged => Lanes128<T>.Sigmoid(new(Vector128.CreateScalar(a))).Vector.ToScalar();

    /// <inheritdoc cref="ILanes{L}.Softplus"/>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(Apart)]
    public static T Softplus<T>(T a) where T : unmanaged => Lanes128<T>.Softplus(new(Vector128.CreateScalar(a))).Vector.ToScalar();

    /// <inheritdoc cref="ILanes{L}.ExpM1"/>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(Apart)]
    public static T ExpM1<T>(T a) where T : unmanaged => Lanes128<T>.ExpM1(new(Vector128.CreateScalar(a))).Vector.ToScalar();

    /// <inheritdoc cref="ILanes{L}.LogP1"/>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(Apart)]
    public static T LogP1<T>(T a) where T : unmanaged => Lanes128<T>.LogP1(new(Vector128.CreateScalar(a))).Vector.ToScalar();

    /// <inheritdoc cref="ILanes{L}.Cbrt"/>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(Apart)]
    public static T Cbrt<T>(T a) where T : unmanaged => Lanes128<T>.Cbrt(new(Vector128.CreateScalar(a))).Vector.ToScalar();

    /// <inheritdoc cref="ILanes{L}.Pow"/>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(Apart)]
    public static T Pow<T>(T a, T b) where T : unmanaged =>
        Lanes128<T>.Pow(new(Vector128.CreateScalar(a)), new(Vector128.CreateScalar(b))).Vector.ToScalar();
}
