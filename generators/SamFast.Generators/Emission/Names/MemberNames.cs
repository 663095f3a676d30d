namespace SamFast.Generators.Emission;

/// <summary>The public members that a generated class has by the kind of optimizer it is.</summary>
internal static class MemberNames
{
    public static IReadOnlyList<string> All { get; } =
    [
        "Step", "Plan", "Clone", "GrowTo",
        "Phase", "AscentStep", "SavedParameters", "Restore", "HasClimbed", "EvaluationsSaved", "LastStepWasApplied",
        "NeedsHessian", "LastSearch", "LastGradient", "CopyEvaluationParametersTo",
    ];
}
