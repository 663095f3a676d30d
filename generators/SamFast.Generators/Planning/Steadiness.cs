using SamFast.Generators.Kernels;

namespace SamFast.Generators.Planning;

/// <summary>Seventh pass: what stays the same from step to step. A transform's <c>Prepare</c> that depends on hyperparameters and
/// on states of its own gives the same again once those states stay as they are: it is called no more until a
/// hyperparameter is set. A small model's step is mostly scalars.</summary>
internal static class Steadiness
{
    public static void Find(Plan plan, NameTable names)
    {
        // A gate decides which scalars are computed, and a search computes them for each of its trials.
        if (plan.Search is not null || plan.Descent.Steps.Any(s => s is Decision or Gathering))
            return;
        plan.Steady.AddRange(plan.Descent.Steps.OfType<Preparation>().Select(p => p.Stage).Where(IsSteady));

        // Sweeps of other phases may run while the scalars of the descent are not there yet.
        var others = plan.Phases.Where(p => p != plan.Descent).SelectMany(p => p.Sweeps)
            .Concat(new[] { plan.Evaluation, plan.Observation }.OfType<Sweep>()).ToLookup(s => s.Number);
        foreach (var sweep in plan.Descent.Sweeps.Where(s => !others.Contains(s.Number)))
            plan.Sweeps[sweep.Number].IsPrepared = true;

        var late = plan.Sweeps.Where(s => !s.IsPrepared).SelectMany(s => s.Scalars).Select(s => s.Field).ToArray();
        foreach (var field in plan.Steady.SelectMany(s => s.Fields.Values).Where(f => !f.IsState).Except(late))
            field!.IsSteady = plan.Sweeps.Any(s => s.Scalars.Any(scalar => scalar.Field == field));
        if (plan.Steady.Count > 0 || plan.Lanes.Any())
            plan.Preparing = names.Unique("Prepare");
    }

    private static bool IsSteady(Stage stage) =>
        stage.Kernel is { Prepare: { } prepare, IsPerSegment: false, Tensor: null, Conclude: null, Reset: null, Observe: null }
        && stage.Model.Hyperparameters.All(h => !h.IsScheduled)
        && prepare.Bindings.All(b => b.Role is Role.Hyperparameter or Role.Precision or Role.Coefficient or Role.State);
}
