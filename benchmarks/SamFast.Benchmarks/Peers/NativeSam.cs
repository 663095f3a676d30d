using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Steps;

namespace SamFast.Benchmarks.Peers;

/// <summary>SAM around a C loop, with the ascent in C.</summary>
internal static unsafe class NativeSam
{
    public static IEnumerable<Competitor<float>> Competitors(string outer, int states, int bytes) =>
        new[] { Compiler.Exact, Compiler.Fast }.Select(compiler => new Competitor<float>(compiler.Peer, bytes, room =>
            NativeLoop<float>.Create(compiler, outer, room, states) is { } step
                ? new HandMadeSam(step, Ascent(compiler), room).Step
                : null));

    private static Ascent Ascent(Compiler compiler)
    {
        var ascend = (delegate* unmanaged<nint, float*, float*, float*, void>)
            NativeLibraries.Find<float>(compiler, "ascend");
        return (source, gradients, destination) =>
        {
            fixed (float* p = source, g = gradients, q = destination)
                ascend(source.Length, p, g, q);
        };
    }
}
