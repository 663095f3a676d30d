using System.Runtime.CompilerServices;

namespace SamFast;

public static partial class Activations
{
    private static void Evaluate<T, F>(ReadOnlySpan<T> x, Span<T> output)
        where T : unmanaged
        where F : struct, IActivation
    {
        Shapes.Length(output, x.Length, Shape);
        Shapes.Apart(output, x);
        Maps.Set(default(ValueOf<F>), new(x), output);
    }

    private static void AddAdjoint<T, F>(ReadOnlySpan<T> x, ReadOnlySpan<T> outputAdjoint, Span<T> xAdjoint)
        where T : unmanaged
        where F : struct, IActivation
    {
        Shapes.Length(outputAdjoint, x.Length, Shape);
        Shapes.OptionalLength(xAdjoint, x.Length, Shape);
        Shapes.Apart(xAdjoint, x);
        Shapes.Apart(xAdjoint, outputAdjoint);
        Maps.Add(default(SlopeOf<F>), new(x, outputAdjoint), xAdjoint);
    }

    private static void EvaluateTangent<T, F>(ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent, Span<T> outputTangent)
        where T : unmanaged
        where F : struct, IActivation
    {
        Shapes.OptionalLength(xTangent, x.Length, Shape);
        Shapes.Length(outputTangent, x.Length, Shape);
        Shapes.Apart(outputTangent, x);
        Shapes.Apart(outputTangent, xTangent);
        if (xTangent.IsEmpty)
            outputTangent.Clear();
        else
            Maps.Set(default(SlopeOf<F>), new(x, xTangent), outputTangent);
    }

    private static void AddAdjointTangent<T, F>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> outputAdjoint, ReadOnlySpan<T> outputAdjointTangent,
        Span<T> xAdjointTangent)
        where T : unmanaged
        where F : struct, IActivation
    {
        Shapes.OptionalLength(xTangent, x.Length, Shape);
        Shapes.Length(outputAdjoint, x.Length, Shape);
        Shapes.OptionalLength(outputAdjointTangent, x.Length, Shape);
        Shapes.OptionalLength(xAdjointTangent, x.Length, Shape);
        Shapes.Apart(xAdjointTangent, x);
        Shapes.Apart(xAdjointTangent, xTangent);
        Shapes.Apart(xAdjointTangent, outputAdjoint);
        Shapes.Apart(xAdjointTangent, outputAdjointTangent);
        if (!xTangent.IsEmpty)
            Maps.Add(default(BendOf<F>), new(x, xTangent, outputAdjoint), xAdjointTangent);
        if (!outputAdjointTangent.IsEmpty)
            Maps.Add(default(SlopeOf<F>), new(x, outputAdjointTangent), xAdjointTangent);
    }

    private const string Shape = "the length of 'x'";

    /// <summary>A function of one variable.</summary>
    private interface IActivation
    {
        /// <summary>f(x).</summary>
        static abstract L Value<L>(L x) where L : ILanes<L>;

        /// <summary>f′(x)·factor.</summary>
        static abstract L Slope<L>(L x, L factor) where L : ILanes<L>;

        /// <summary>f″(x).</summary>
        static abstract L Bend<L>(L x) where L : ILanes<L>;
    }

    private readonly struct ValueOf<F> : IMap where F : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Of<L>(L a, L b, L c, L d) where L : ILanes<L> => F.Value(a);
    }

    private readonly struct SlopeOf<F> : IMap where F : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Of<L>(L a, L b, L c, L d) where L : ILanes<L> => F.Slope(a, b);
    }

    private readonly struct BendOf<F> : IMap where F : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Of<L>(L a, L b, L c, L d) where L : ILanes<L> => F.Bend(a) * (b * c);
    }
}
