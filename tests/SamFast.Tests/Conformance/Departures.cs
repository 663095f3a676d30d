using System.Text.Json;

namespace SamFast.Tests.Conformance;

/// <summary>Intended departures from optax. A departure is recognised by the calls and the difference, never by the file name, and
/// our own behavior is checked.</summary>
internal static class Departures
{
    private static readonly string[] s_factored = ["optax.scale_by_factored_rms", "optax.adafactor"];

    private static readonly Departure[] OfRuns =
    [
        new("With sync_period=1, transparent contrib.sam steps from the parameters of the previous call; ours is the "
            + "outer optimizer alone.",
            // No call precedes the first step, which is therefore the same.
            evidence => evidence.Case.Sam is { IsOpaque: false, Period: 1 } && evidence.Mismatch.Step > 1,
            evidence => evidence.FollowsOuterAlone.Value),

        new("contrib.normalize divides a gradient of length 0 by 0; ours returns 0.",
            evidence => Call.Occurs("contrib.normalize", evidence.Case.Golden.Optimizer)
                && evidence.IsBlowUpSince(evidence.FirstVanishing) && evidence.FirstNonFinite == int.MaxValue,
            evidence => evidence.IsFinite && (evidence.Case.Sam is null || evidence.FollowsOuterAlone.Value)),

        new("Optax computes the decay of factored mean squares in single precision for parameters of any type; we compute it "
            + "in double precision.",
            evidence => evidence.Case.Golden.Dtype == "float64"
                && s_factored.Any(call => Call.Occurs(call, evidence.Case.Golden.Optimizer)),
            evidence => evidence.Distance < 1e-6),

        new("Transparent contrib.sam computes both phases and multiplies one by 0, which keeps NaN and infinity; ours "
            + "computes one phase only.",
            evidence => evidence.Case.Sam is { IsOpaque: false }
                && evidence.IsBlowUpSince(Math.Min(evidence.FirstVanishing, evidence.FirstNonFinite)),
            evidence => evidence.FollowsOuterAlone.Value),

        new("scale_by_rprop returns the step of the previous call, or 0 if the sign has changed since; ours returns the "
            + "step of the current call.",
            evidence => Call.Occurs("optax.scale_by_rprop", evidence.Case.Golden.Optimizer)
                || Call.Occurs("optax.rprop", evidence.Case.Golden.Optimizer),
            evidence => evidence.IsLateByOneStep),
    ];

    private static readonly (string Reason, Predicate<Call> Applies)[] OfCalls =
    [
        ("The build refuses adadelta without a learning rate; optax accepts it and ascends.",
            call => call.Name == "optax.adadelta"
                && call.Arguments.Any(a => a.Name == "learning_rate" && a.Value.ValueKind == JsonValueKind.Null)),

        // Optax returns the initial value at every count.
        ("The build refuses a schedule with 0 transition steps; optax keeps the initial value.",
            call => IsAtMost(call, "transition_steps", 0)),
        ("The build refuses a schedule with a negative transition_begin; optax uses 0.",
            call => IsAtMost(call, "transition_begin", -1)),
        ("The build refuses an exponential decay with a rate of 0; optax keeps the initial value.",
            call => IsAtMost(call, "decay_rate", 0)),
    ];

    /// <summary>The reason for which the build refuses a call that optax accepts; null if it does not.</summary>
    public static string? Refusal(Call call) => OfCalls.FirstOrDefault(departure => departure.Applies(call)).Reason;

    /// <summary>The verdict on a run that differs from the recorded one.</summary>
    public static Verdict Judge(Evidence evidence)
    {
        if (OfRuns.FirstOrDefault(departure => departure.Explains(evidence)) is not { } departure)
            return new Verdict.Failed(evidence.Mismatch);
        return departure.Holds(evidence)
            ? new Verdict.Departed(departure.Reason)
            : new Verdict.Failed($"{evidence.Mismatch}; and this departure does not hold: {departure.Reason}");
    }

    private static bool IsAtMost(Call call, string argument, double bound) =>
        call.Arguments.Any(a => a.Name == argument && a.Value.TryGetDouble(out double value) && value <= bound);

    /// <param name="Reason">The behavior of optax, and ours.</param>
    /// <param name="Explains">True if this departure can be the cause of the difference.</param>
    /// <param name="Holds">True if our behavior is as described.</param>
    private sealed record Departure(string Reason, Predicate<Evidence> Explains, Predicate<Evidence> Holds);
}
