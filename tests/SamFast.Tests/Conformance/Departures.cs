using System.Text.Json;

namespace SamFast.Tests.Conformance;

/// <summary>Intended departures from optax. A departure is recognised by what was called and what happened,
/// never by the file; and what we do instead is checked.</summary>
internal static class Departures
{
    private static readonly string[] s_factored = ["optax.scale_by_factored_rms", "optax.adafactor"];

    private static readonly Departure[] OfRuns =
    [
        new("Transparent contrib.sam with sync_period=1 steps from the parameters of the call before; ours is the "
            + "outer optimizer alone.",
            // The first step has no call before, and is the same.
            evidence => evidence.Case.Sam is { IsOpaque: false, Period: 1 } && evidence.Mismatch.Step > 1,
            evidence => evidence.FollowsOuterAlone.Value),

        new("contrib.normalize divides a gradient of length zero by zero; ours passes it on as zero.",
            evidence => Call.Occurs("contrib.normalize", evidence.Case.Golden.Optimizer)
                && evidence.IsBlowUpSince(evidence.FirstVanishing) && evidence.FirstNonFinite == int.MaxValue,
            evidence => evidence.IsFinite && (evidence.Case.Sam is null || evidence.FollowsOuterAlone.Value)),

        new("The decay of optax's factored mean squares is formed in single precision, whatever the parameters are; ours in "
            + "double.",
            evidence => evidence.Case.Golden.Dtype == "float64"
                && s_factored.Any(call => Call.Occurs(call, evidence.Case.Golden.Optimizer)),
            evidence => evidence.Distance < 1e-6),

        new("Transparent contrib.sam multiplies the phase that is not due by zero, which keeps NaN and infinity; ours "
            + "runs one phase only.",
            evidence => evidence.Case.Sam is { IsOpaque: false }
                && evidence.IsBlowUpSince(Math.Min(evidence.FirstVanishing, evidence.FirstNonFinite)),
            evidence => evidence.FollowsOuterAlone.Value),

        new("scale_by_rprop returns the step of the call before, or nothing where the sign has changed since; ours is "
            + "that of the call itself.",
            evidence => Call.Occurs("optax.scale_by_rprop", evidence.Case.Golden.Optimizer)
                || Call.Occurs("optax.rprop", evidence.Case.Golden.Optimizer),
            evidence => evidence.IsLateByOneStep),
    ];

    private static readonly (string Reason, Predicate<Call> Applies)[] OfCalls =
    [
        ("An adadelta without a learning rate is refused by the build; optax's climbs, as nothing turns its direction.",
            call => call.Name == "optax.adadelta"
                && call.Arguments.Any(a => a.Name == "learning_rate" && a.Value.ValueKind == JsonValueKind.Null)),

        // Optax then returns the initial value at every count.
        ("A schedule whose transition takes no steps is refused by the build; optax holds the initial value.",
            call => IsAtMost(call, "transition_steps", 0)),
        ("A schedule with a negative transition_begin is refused by the build; optax takes it as zero.",
            call => IsAtMost(call, "transition_begin", -1)),
        ("An exponential decay with the rate zero is refused by the build; optax holds the initial value.",
            call => IsAtMost(call, "decay_rate", 0)),
    ];

    /// <summary>Why the build refuses a call that optax accepts, or null.</summary>
    public static string? Refusal(Call call) => OfCalls.FirstOrDefault(departure => departure.Applies(call)).Reason;

    /// <summary>The verdict on a run that differs from the recorded one.</summary>
    public static Verdict Judge(Evidence evidence)
    {
        if (OfRuns.FirstOrDefault(departure => departure.Explains(evidence)) is not { } departure)
            return new Verdict.Failed(evidence.Mismatch);
        return departure.Holds(evidence)
            ? new Verdict.Departed(departure.Reason)
            : new Verdict.Failed($"{evidence.Mismatch}; and it is not so that: {departure.Reason}");
    }

    private static bool IsAtMost(Call call, string argument, double bound) =>
        call.Arguments.Any(a => a.Name == argument && a.Value.TryGetDouble(out double value) && value <= bound);

    /// <param name="Reason">What optax does and what we do.</param>
    /// <param name="Explains">True if the difference is this one.</param>
    /// <param name="Holds">True if we do what we say.</param>
    private sealed record Departure(string Reason, Predicate<Evidence> Explains, Predicate<Evidence> Holds);
}
