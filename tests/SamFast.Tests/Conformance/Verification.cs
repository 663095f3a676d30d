using System.Numerics;

namespace SamFast.Tests.Conformance;

/// <summary>Runs the optimizer of a golden file and judges its trajectory.</summary>
internal sealed class Verification<T>(GoldenCase subject, CompiledCase compiled)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public Verdict Verdict()
    {
        var golden = subject.Golden;
        var oracle = new Oracle<T>(golden);
        var recorded = golden.RecordedSteps.ToHashSet();
        List<double[]> rows = [], evaluated = [];
        object optimizer = New(compiled.Type);
        Execution<T>.Run(golden, optimizer, oracle, (step, parameters) =>
        {
            if (!recorded.Contains(step))
                return;
            rows.Add([.. parameters.Select(double.CreateChecked)]);
            if (golden.EvaluationTrajectory is not null)
                evaluated.Add(Evaluated(optimizer, parameters));
        });

        var mismatch = Comparison.FirstMismatch(golden, rows);
        if (mismatch is null && golden.EvaluationTrajectory is { } field)
            mismatch = Comparison.FirstMismatch(golden, evaluated, field);
        if (mismatch is null)
            return new Verdict.Passed();
        return Departures.Judge(new Evidence(
            subject, mismatch, oracle.FirstVanishing, oracle.FirstNonFinite, rows,
            new Lazy<bool>(FollowsOuterAlone)));
    }

    /// <summary>True if the points between the periods are, bit for bit, those of the outer optimizer alone, given the gradients of
    /// the descents. This is the definition of SAM.</summary>
    private bool FollowsOuterAlone()
    {
        var outer = (IGradientOptimizer<T>)New(compiled.OuterType);
        T[] alone = Golden.Vector<T>(subject.Golden.Root.GetProperty("init"));
        var oracle = new Oracle<T>(subject.Golden);
        bool follows = true;
        Execution<T>.Run(subject.Golden, New(compiled.Type), oracle, (step, parameters) =>
        {
            if (!subject.Sam!.IsOpaque && step % subject.Sam.Period != 0)
                return;
            outer.Step(alone, oracle.Last);
            follows &= alone.AsSpan().SequenceEqual(parameters);
        });
        return follows;
    }

    private static double[] Evaluated(object optimizer, T[] parameters)
    {
        var destination = new T[parameters.Length];
        ((IAveragingOptimizer<T>)optimizer).CopyEvaluationParametersTo(parameters, destination);
        return [.. destination.Select(double.CreateChecked)];
    }

    // The layout has the shapes for per-tensor measures and the groups for masks.
    private object New(Type type) => Activator.CreateInstance(type, subject.Golden.Layout(subject.Labels))!;
}
