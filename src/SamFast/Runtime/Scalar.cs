using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast.Runtime;

/// <summary>The functions of lanes for single numbers, with the same bits: for scalar parts of generated code, whose results then
/// do not depend on the C library or on the vector width.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Scalar
{
    private const MethodImplOptions Inlined = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc cref="ILanes{L}.Exp"/>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(Inlined)]
    public static T Exp<T>(T a) where T : unmanaged => Lanes128<T>.Exp(new(Vector128.CreateScalar(a))).Vector.ToScalar();

    /// <inheritdoc cref="ILanes{L}.Log"/>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(Inlined)]
    public static T Log<T>(T a) where T : unmanaged => Lanes128<T>.Log(new(Vector128.CreateScalar(a))).Vector.ToScalar();

    /// <inheritdoc cref="ILanes{L}.Tanh"/>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(Inlined)]
    public static T Tanh<T>(T a) where T : unmanaged => Lanes128<T>.Tanh(new(Vector128.CreateScalar(a))).Vector.ToScalar();

    /// <inheritdoc cref="ILanes{L}.Sin"/>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(Inlined)]
    public static T Sin<T>(T a) where T : unmanaged => Lanes128<T>.Sin(new(Vector128.CreateScalar(a))).Vector.ToScalar();

    /// <inheritdoc cref="ILanes{L}.Cos"/>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(Inlined)]
    public static T Cos<T>(T a) where T : unmanaged => Lanes128<T>.Cos(new(Vector128.CreateScalar(a))).Vector.ToScalar();

    /// <inheritdoc cref="ILanes{L}.Sigmoid"/>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(Inlined)]
    public static T Sigmoid<T>(T a) where T : unmanaged => Lanes128<T>.Sigmoid(new(Vector128.CreateScalar(a))).Vector.ToScalar();

    /// <inheritdoc cref="ILanes{L}.Softplus"/>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(Inlined)]
    public static T Softplus<T>(T a) where T : unmanaged => Lanes128<T>.Softplus(new(Vector128.CreateScalar(a))).Vector.ToScalar();

    /// <inheritdoc cref="ILanes{L}.ExpM1"/>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(Inlined)]
    public static T ExpM1<T>(T a) where T : unmanaged => Lanes128<T>.ExpM1(new(Vector128.CreateScalar(a))).Vector.ToScalar();

    /// <inheritdoc cref="ILanes{L}.LogP1"/>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(Inlined)]
    public static T LogP1<T>(T a) where T : unmanaged => Lanes128<T>.LogP1(new(Vector128.CreateScalar(a))).Vector.ToScalar();

    /// <inheritdoc cref="ILanes{L}.Cbrt"/>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(Inlined)]
    public static T Cbrt<T>(T a) where T : unmanaged => Lanes128<T>.Cbrt(new(Vector128.CreateScalar(a))).Vector.ToScalar();

    /// <inheritdoc cref="ILanes{L}.Pow"/>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(Inlined)]
    public static T Pow<T>(T a, T b) where T : unmanaged =>
        Lanes128<T>.Pow(new(Vector128.CreateScalar(a)), new(Vector128.CreateScalar(b))).Vector.ToScalar();
}
