namespace SamFast.Generators.Emission;

/// <summary>Members that the compiler refuses to use, with the remedy.</summary>
internal static class Refusal
{
    /// <summary>Hides a member from completion.</summary>
    public const string Hidden = "[System::ComponentModel.EditorBrowsable(System::ComponentModel.EditorBrowsableState.Never)]";

    /// <summary>Writes a step that is not available.</summary>
    /// <param name="reason">The reason, in one sentence.</param>
    /// <param name="message">The two halves of the error.</param>
    public static void Step(CodeWriter writer, string reason, (string First, string Second) message, string parameters)
    {
        writer.Line();
        writer.Line($"/// <summary>Not available: {reason}</summary>");
        writer.Line($"[System::Obsolete(\"{message.First}\"");
        writer.Line($"    + \"{message.Second}\", error: true)]");
        writer.Line(Hidden);
        writer.Line($"public void Step({parameters}) =>");
        writer.Line("    throw new System::NotSupportedException();");
    }
}
