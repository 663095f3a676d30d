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

    /// <param name="gradient">The gradient; holds the update afterwards.</param>
    public void Step(double[] parameters, double[] gradient)
    {
        int climbs = (_sam?.SyncPeriod ?? 1) - 1;
        if (_phase == 0 && climbs > 0)
            _saved = [.. parameters];
        if (_phase < climbs)
        {
            Apply(_adversary, gradient, parameters, _ascents++);
            for (int i = 0; i < parameters.Length; i++)
                parameters[i] -= gradient[i];
            _phase++;
            return;
        }

        double[] start = climbs > 0 ? _saved : parameters;
        Apply(_outer, gradient, start, _count++);
        for (int i = 0; i < parameters.Length; i++)
            parameters[i] = start[i] + gradient[i];
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

    private static void Apply(ScalarTransform[] chain, double[] update, double[] parameters, int count)
    {
        foreach (var transform in chain)
            transform(update, parameters, count);
    }
}
