using System.Runtime.CompilerServices;

namespace SamFast.Tests.Transforms.Noise;

/// <summary>Adds a number of each distribution to the gradient, times its weight; asks in a measure, in Accumulate and in
/// Update for the same one.</summary>
public sealed class ChancesAttribute(
    double normalWeight, double uniformWeight, double signWeight, double seed = 0) : TransformAttribute
{
    [Sum]
    public static L Length<L>([Normal] L normal) where L : ILanes<L> => normal * normal;

    public static void Prepare(double length, out double measured) => measured = length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(ref L seen, [Normal] L normal) where L : ILanes<L> => seen = normal;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(
        L update, L seen, [Normal] L normal, [Uniform] L uniform, [Rademacher] L sign, L normalWeight, L uniformWeight,
        L signWeight, L measured) where L : ILanes<L> =>
        update + normalWeight * normal + uniformWeight * uniform + signWeight * sign
            + L.Select(L.Equal(seen, normal) & L.GreaterThan(measured, L.Zero), L.Zero, L.One);
}

[Optimizer, Chances(1, 0, 0, seed: 11)]
public sealed partial class NormalSteps;

[Optimizer<double>, Chances(1, 0, 0, seed: 11)]
public sealed partial class NormalSteps64;

[Optimizer, Chances(0, 1, 0, seed: 11)]
public sealed partial class UniformSteps;

[Optimizer, Chances(0, 0, 1, seed: 11)]
public sealed partial class SignSteps;

[Optimizer, AddNoise(0.25, 0, seed: 5)]
public sealed partial class Noise;

[Optimizer<double>, AddNoise(0.25, 0, seed: 5)]
public sealed partial class Noise64;

[Optimizer<double>, MultiSteps(3), AddNoise(0.25, 0, seed: 5)]
public sealed partial class GatheredNoise;

[Optimizer, SkipNotFinite, AddNoise(0.25, 0, seed: 5)]
public sealed partial class GuardedNoise;

[Optimizer, AddNoise(1, 0), AddNoise(1, 0)]
public sealed partial class TwoNoises;

[Optimizer<double>, NoisySgd(0.1)]
public sealed partial class PlainNoisySgd;

[Optimizer, AddNoise(0.5, 0.55, seed: 1), ClipByGlobalNorm(1), Adam(0.1)]
public sealed partial class NoisyClippedAdam;

[Optimizer, Adam(0.1), AddNoise(1e-4, 0.55)]
public sealed partial class AdamNoise;

[Optimizer, Lamb(0.1), AddNoise(1e-4, 0.55)]
public sealed partial class LambNoise;

[Optimizer, Normalize, AddNoise(0.01, 0), Sgd(0.05)]
public sealed partial class NoisyAscent;

[Sam<AdamNoise, NoisyAscent>]
public sealed partial class NoisySam;

[Sam<AdamNoise, NoisyAscent>(mode: SamMode.Opaque)]
public sealed partial class OpaqueNoisySam;

[Sam<AdamNoise, NoisyAscent>(syncPeriod: 3)]
public sealed partial class NoisySam3;

[Sam<AdamNoise, NoisyAscent>(syncPeriod: 3, mode: SamMode.Opaque)]
public sealed partial class OpaqueNoisySam3;

[Sam<AdamNoise, NoisyAscent>(syncPeriod: 3, resetState: false)]
public sealed partial class NoisyKeptSam;

[Sam<AdamNoise, NoisyAscent>(syncPeriod: 3, resetState: false, mode: SamMode.Opaque)]
public sealed partial class OpaqueNoisyKeptSam;
