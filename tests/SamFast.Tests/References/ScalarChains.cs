namespace SamFast.Tests;

/// <summary>The declared chains, written out again for the scalar reference.</summary>
internal static class ScalarChains
{
    /// <summary>A fresh chain for a declared plain optimizer, of either precision.</summary>
    public static ScalarTransform[] Of(Type optimizer) => (optimizer.Name.EndsWith("64", StringComparison.Ordinal)
        ? optimizer.Name[..^2]
        : optimizer.Name) switch
    {
        "PlainSgd" => [Scalar.Scale(-0.01)],
        "MomentumSgd" => [Scalar.Trace(0.9), Scalar.Scale(-0.01)],
        "NesterovSgd" => [Scalar.Trace(0.9, nesterov: true), Scalar.Scale(-0.01)],
        "PlainAdam" => [Scalar.Adam(), Scalar.Scale(-0.01)],
        "PlainNadam" => [Scalar.Adam(0.8, 0.99, epsRoot: 1e-6, nesterov: true), Scalar.Scale(-0.01)],
        "PlainAdamW" => [Scalar.Adam(), Scalar.DecayedWeights(0.1), Scalar.Scale(-0.01)],
        "PlainLamb" =>
        [
            Scalar.Adam(eps: 1e-6), Scalar.DecayedWeights(0.1), Scalar.TrustRatio(), Scalar.Scale(-0.01),
        ],
        "PlainLion" => [Scalar.Lion(), Scalar.DecayedWeights(0.1), Scalar.Scale(-0.01)],
        "ElementClip" => [Scalar.Clip(0.75), Scalar.Scale(-0.5)],
        "DecayingSteps" => [Scalar.Schedule(t => 0.5 * Math.Pow(0.5, t / 7.0)), Scalar.Scale(-0.1)],
        "ClippedAdamW" =>
        [
            Scalar.ClipByGlobalNorm(1), Scalar.Adam(), Scalar.DecayedWeights(0.01),
            Scalar.Schedule(t => -1e-3 * (t < 10 ? t / 10.0 : 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1, (t - 10) / 90.0))))),
        ],
        "AdamThenClip" => [Scalar.Adam(), Scalar.ClipByGlobalNorm(1), Scalar.Scale(-0.1)],
        "ScaledThenClipped" =>
        [
            Scalar.Scale(3), Scalar.ClipByGlobalNorm(1), Scalar.Trace(0.5), Scalar.Normalize(), Scalar.Scale(-0.1),
        ],
        "PlainDog" => [Scalar.Dog(p0 => 0.01 * (1 + p0)), Scalar.Scale(-1)],
        "PlainDowg" => [Scalar.Dowg(4), Scalar.Scale(-0.1)],
        "PlainCocob" => [Scalar.Cocob()],
        "PlainMadgrad" => [Scalar.DecayedWeights(0.01), Scalar.Madgrad(0.01)],
        "PlainLayerwiseDog" => [Scalar.Dog(p0 => 1e-3 * (1 + p0)), Scalar.Scale(-1)],
        "BlockClip" => [Scalar.ClipByRms(0.5), Scalar.ParameterRms(), Scalar.Scale(-0.1)],
        "DogAscent" => [Scalar.Normalize(), Scalar.Dog(_ => 0.1), Scalar.Scale(-1)],
        "PlainProdigy" => [Scalar.Prodigy(0.5, beta3: 0.9, start: 1e-2, decay: 0.1)],
        "PlainDadapt" => [Scalar.Dadapt(0.5, start: 1e-2, decay: 0.1)],
        "ProdigyAscent" => [Scalar.Prodigy(0.5, beta3: Math.Sqrt(0.999), start: 0.05, isSafe: true)],
        "ClipOnly" => [Scalar.ClipByGlobalNorm(1)],
        "Ascent" => Perturbation(0.1),
        "AdamAscent" => [Scalar.Normalize(), Scalar.Adam(), Scalar.Scale(-0.03)],
        "AdamThenClipAscent" => [Scalar.Adam(), Scalar.ClipByGlobalNorm(0.1), Scalar.Scale(-0.5)],
        "DecayingAscent" =>
        [
            Scalar.Normalize(), Scalar.Trace(0.5), Scalar.Schedule(t => -(0.1 + (0.01 - 0.1) * Math.Min(1, t / 20.0))),
        ],
        var name => throw new ArgumentException($"Write the chain of {name} out here, for the scalar reference."),
    };

    /// <summary>The adversary of drop-in SAM.</summary>
    public static ScalarTransform[] Perturbation(double rho) => [Scalar.Normalize(), Scalar.Scale(-rho)];
}
