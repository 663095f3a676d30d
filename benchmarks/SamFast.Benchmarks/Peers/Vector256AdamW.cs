using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SamFast.Benchmarks.Memory;
using SamFast.Benchmarks.Steps;

namespace SamFast.Benchmarks.Peers;

/// <summary>Hand-written AdamW with 256-bit vectors, as for a processor without AVX-512.</summary>
internal sealed class Vector256AdamW(Room<float> room)
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
            var gradient = Vector256.LoadUnsafe(ref g, i);
            var parameter = Vector256.LoadUnsafe(ref p, i);
            var mu = Vector256.MultiplyAddEstimate(
                Vector256.Create(B1), Vector256.LoadUnsafe(ref m, i), gradient * Vector256.Create(1 - B1));
            var nu = Vector256.MultiplyAddEstimate(
                Vector256.Create(B2), Vector256.LoadUnsafe(ref v, i), gradient * gradient * Vector256.Create(1 - B2));
            var direction = mu * rate / (Vector256.Sqrt(nu * scale) + Vector256.Create(Epsilon));
            mu.StoreUnsafe(ref m, i);
            nu.StoreUnsafe(ref v, i);
            (parameter - Vector256.MultiplyAddEstimate(parameter, Vector256.Create(Decay), direction))
                .StoreUnsafe(ref p, i);
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
}
