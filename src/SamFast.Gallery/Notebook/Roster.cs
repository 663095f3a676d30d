using System.Numerics;

namespace SamFast.Gallery.Notebook;

/// <summary>All contenders, in the order of the table.</summary>
internal static class Roster
{
    public static IReadOnlyList<Contender<float>> Float { get; } =
    [
        Given<float, Sgd32>("sgd", Mode.Plain, n => new(n)),
        Given<float, Momentum32>("momentum", Mode.Plain, n => new(n)),
        Given<float, Adam32>("adam", Mode.Plain, n => new(n)),
        Given<float, Sam32>("sam", Mode.Transparent, n => new(n)),
        Given<float, SamMomentum32>("sam-momentum", Mode.Transparent, n => new(n)),
        Given<float, SamAdam32>("sam-adam", Mode.Transparent, n => new(n)),
        Opaque<float, OpaqueSam32>("sam", n => new(n), o => o.Step),
        Opaque<float, OpaqueSamMomentum32>("sam-momentum", n => new(n), o => o.Step),
        Opaque<float, OpaqueSamAdam32>("sam-adam", n => new(n), o => o.Step),
    ];

    public static IReadOnlyList<Contender<double>> Double { get; } =
    [
        Given<double, Sgd64>("sgd", Mode.Plain, n => new(n)),
        Given<double, Momentum64>("momentum", Mode.Plain, n => new(n)),
        Given<double, Adam64>("adam", Mode.Plain, n => new(n)),
        Given<double, Sam64>("sam", Mode.Transparent, n => new(n)),
        Given<double, SamMomentum64>("sam-momentum", Mode.Transparent, n => new(n)),
        Given<double, SamAdam64>("sam-adam", Mode.Transparent, n => new(n)),
        Opaque<double, OpaqueSam64>("sam", n => new(n), o => o.Step),
        Opaque<double, OpaqueSamMomentum64>("sam-momentum", n => new(n), o => o.Step),
        Opaque<double, OpaqueSamAdam64>("sam-adam", n => new(n), o => o.Step),
    ];

    private static Contender<T> Given<T, TOptimizer>(string name, Mode mode, Func<int, TOptimizer> create)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOptimizer : Optimizer<T>, IGradientOptimizer<T> =>
        new(name, mode, () => new GivenGradientWalker<T, TOptimizer>(create(2)));

    private static Contender<T> Opaque<T, TOptimizer>(
        string name, Func<int, TOptimizer> create, Func<TOptimizer, OpaqueStep<T>> step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOptimizer : Optimizer<T>
    {
        return new(name, Mode.Opaque, () =>
        {
            var optimizer = create(2);
            return new OpaqueWalker<T>(optimizer, step(optimizer));
        });
    }
}
