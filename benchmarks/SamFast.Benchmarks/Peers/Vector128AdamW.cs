using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SamFast.Benchmarks.Memory;
using SamFast.Benchmarks.Steps;

namespace SamFast.Benchmarks.Peers;

/// <summary>Hand-written AdamW with two 128-bit vectors per iteration, as for a processor without AVX2.</summary>
internal sealed class Vector128AdamW(Room<float> room)
{
    private const double Rate = FusedAdamW.Rate;
    private const float B1 = (float)FusedAdamW.Beta1, B2 = (float)FusedAdamW.Beta2;
    private const float Decay = (float)(Rate * FusedAdamW.Decay), Epsilon = (float)FusedAdamW.Epsilon;

    private readonly Row<float> _mu = room.Take();
    private readonly Row<float> _nu = room.Take();
    private double _power1 = 1;
    private double _power2 = 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
    {
        _power1 = Powers.Next(_power1, FusedAdamW.Beta1);
        _power2 = Powers.Next(_power2, FusedAdamW.Beta2);
        float rate = (float)(Rate / (1 - _power1));
        float scale = (float)(1 / (1 - _power2));

        ref float p = ref parameters[0];
        ref float g = ref Unsafe.AsRef(in gradients[0]);
        ref float m = ref _mu.Span[0];
        ref float v = ref _nu.Span[0];
        nuint i = 0;
        for (; i + 8 <= (nuint)parameters.Length; i += 8)
        {
            var gradient1 = Vector128.LoadUnsafe(ref g, i);
            var gradient2 = Vector128.LoadUnsafe(ref g, i + 4);
            var parameter1 = Vector128.LoadUnsafe(ref p, i);
            var parameter2 = Vector128.LoadUnsafe(ref p, i + 4);
            var mu1 = Mean(Vector128.LoadUnsafe(ref m, i), gradient1);
            var mu2 = Mean(Vector128.LoadUnsafe(ref m, i + 4), gradient2);
            var nu1 = Square(Vector128.LoadUnsafe(ref v, i), gradient1);
            var nu2 = Square(Vector128.LoadUnsafe(ref v, i + 4), gradient2);
            mu1.StoreUnsafe(ref m, i);
            mu2.StoreUnsafe(ref m, i + 4);
            nu1.StoreUnsafe(ref v, i);
            nu2.StoreUnsafe(ref v, i + 4);
            Move(parameter1, mu1 * rate, nu1 * scale).StoreUnsafe(ref p, i);
            Move(parameter2, mu2 * rate, nu2 * scale).StoreUnsafe(ref p, i + 4);
        }

        for (; i < (nuint)parameters.Length; i++)
        {
            float gradient = Unsafe.Add(ref g, i);
            ref float mu = ref Unsafe.Add(ref m, i);
            ref float nu = ref Unsafe.Add(ref v, i);
            ref float parameter = ref Unsafe.Add(ref p, i);
            mu = B1 * mu + (1 - B1) * gradient;
            nu = B2 * nu + (1 - B2) * gradient * gradient;
            parameter -= Decay * parameter + rate * mu / (MathF.Sqrt(scale * nu) + Epsilon);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Mean(Vector128<float> mu, Vector128<float> gradient) =>
        Vector128.MultiplyAddEstimate(Vector128.Create(B1), mu, gradient * Vector128.Create(1 - B1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Square(Vector128<float> nu, Vector128<float> gradient) =>
        Vector128.MultiplyAddEstimate(Vector128.Create(B2), nu, gradient * gradient * Vector128.Create(1 - B2));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Move(Vector128<float> parameter, Vector128<float> mu, Vector128<float> nu) =>
        parameter - Vector128.MultiplyAddEstimate(
            parameter, Vector128.Create(Decay), mu / (Vector128.Sqrt(nu) + Vector128.Create(Epsilon)));
}
