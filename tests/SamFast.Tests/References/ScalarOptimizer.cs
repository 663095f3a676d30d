namespace SamFast.Tests;

/// <summary>The scalar reference of a declared optimizer, plain or SAM: one gradient at a time, as transparent SAM.</summary>
internal sealed class ScalarOptimizer
{
    private readonly SamDeclaration? _sam;
    private readonly ScalarTransform[] _outer;
    private ScalarTransform[] _adversary = [];
    private double[] _saved = [];
    private int _phase;
    private int _ascents;
    private int _count;

    public ScalarOptimizer(Type optimizer)
    {
        _sam = Declared.SamOf(optimizer);
        _outer = ScalarChains.Of(_sam?.Outer ?? optimizer);
        Restart();
    }

    public void Step(double[] parameters, double[] gradient)
    {
        int climbs = (_sam?.SyncPeriod ?? 1) - 1;
        if (_phase == 0)
            _saved = [.. parameters];
        if (_phase < climbs)
        {
            var climb = Apply(_adversary, gradient, parameters, _ascents++);
            for (int i = 0; i < parameters.Length; i++)
                parameters[i] -= climb[i];
            _phase++;
            return;
        }

        var update = Apply(_outer, gradient, _saved, _count++);
        for (int i = 0; i < parameters.Length; i++)
            parameters[i] = _saved[i] + update[i];
        _phase = 0;
        if (_sam is { ResetState: true })
            Restart();
    }

    private void Restart()
    {
        _ascents = 0;
        if (_sam is not null)
            _adversary = _sam.Adversary is { } adversary ? ScalarChains.Of(adversary) : ScalarChains.Perturbation(_sam.Rho!.Value);
    }

    private static double[] Apply(ScalarTransform[] chain, double[] gradient, double[] parameters, int count)
    {
        double[] update = [.. gradient];
        foreach (var transform in chain)
            transform(update, parameters, count);
        return update;
    }
}
