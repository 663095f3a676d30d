using SamFast.Generators.Emission;
using SamFast.Generators.Gradients.Ir;
using SamFast.Generators.Gradients.Passes;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Gradients.Emission;

/// <summary>A generated method.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Head">Its modifiers and result.</param>
/// <param name="Parameters">Its parameters, as C#.</param>
internal sealed record Body(string Name, string Head, IReadOnlyList<string> Parameters)
{
    /// <summary>The parameters of the method with the loops, if they differ, and the arguments for them.</summary>
    public IReadOnlyList<(string Parameter, string Argument)>? Inner { get; init; }

    /// <summary>The spans that may be empty, and the array that each is as long as.</summary>
    public IReadOnlyList<(string Span, string Like)> Optional { get; init; } = [];

    /// <summary>The variable that receives the value.</summary>
    public string Value { get; init; } = "value";

    /// <summary>True if the method returns the value.</summary>
    public bool Returns { get; init; }
}

/// <summary>Writes a routine as a method. The method that opens the tape and chooses the lanes is apart from the one with the loops: a
/// method with a 'finally' has slower loops.</summary>
internal static class BodyWriter
{
    /// <param name="writer">Receives the code.</param>
    /// <param name="body">The method.</param>
    /// <param name="routine">Its operations.</param>
    /// <param name="element">The type of the elements of vectors.</param>
    /// <param name="switches">The passes that run.</param>
    public static void Write(CodeWriter writer, Body body, Routine routine, string element, Switches switches)
    {
        if (switches.Vectorizes)
            Vectors.Run(routine);
        DeadCode.Run(routine);
        bool needsTape = RoutineWriter.NeedsTape(routine), hasVectors = RoutineWriter.HasVectors(routine);
        bool isApart = needsTape || hasVectors || body.Inner is not null;
        string[] parameters = [.. body.Inner?.Select(inner => inner.Parameter) ?? body.Parameters, .. needsTape ? new[] { "SamFast::Runtime.Tape tape" } : []];
        string name = body.Name;
        if (isApart)
        {
            name += "Loops";
            Entry(writer, body, name, element, needsTape, hasVectors);
            writer.Line();
        }

        if (routine.Top.All().Any(op => op.IsLoop))
            writer.Line("[CompilerServices::MethodImpl(CompilerServices::MethodImplOptions.AggressiveOptimization)]");
        writer.Call(isApart ? $"private static void {name}{(hasVectors ? $"<{LaneType.Name}>" : "")}" : $"{body.Head} {name}", parameters, "");
        if (hasVectors)
            writer.Line("    " + LaneType.ConstraintOf(LaneType.Name, element));
        string[] taken = [.. parameters.Select(NameOf), "tape", LaneType.Name];
        RoutineWriter.Write(writer, routine, body.Name.Replace("Body", ""), body.Value, taken);
    }

    private static void Entry(CodeWriter writer, Body body, string name, string element, bool needsTape, bool hasVectors)
    {
        writer.Call($"{body.Head} {body.Name}", [.. body.Parameters], "");
        using (writer.Braces())
        {
            if (needsTape || body.Optional.Count > 0)
                writer.Line("using SamFast::Runtime.Tape.Scope call = SamFast::Runtime.Tape.Open();");
            foreach (var (span, like) in body.Optional)
            {
                writer.Line($"if ({span}.IsEmpty)");
                writer.Line($"    {span} = call.Tape.Zeros<{element}>({like}.Length);");
            }

            if (body.Returns)
                writer.Line($"{element} {body.Value} = 0;");
            string[] arguments =
            [
                .. body.Inner?.Select(inner => inner.Argument) ?? body.Parameters.Select(Argument),
                .. needsTape ? new[] { "call.Tape" } : [],
            ];
            Calls(writer, name, element, arguments, hasVectors);
            if (body.Returns)
                writer.Line($"return {body.Value};");
        }
    }

    private static void Calls(CodeWriter writer, string name, string element, string[] arguments, bool hasVectors)
    {
        if (!hasVectors)
        {
            writer.Call(name, arguments, ";");
            return;
        }

        string head = "if";
        foreach (var processor in LaneType.Processors)
        {
            writer.Line(processor.Condition is { } condition ? $"{head} ({condition})" : "else");
            writer.Call($"    {name}<{processor.Block(element)}>", arguments, ";");
            head = "else if";
        }
    }

    private static string Argument(string parameter) =>
        (parameter.StartsWith("ref ", StringComparison.Ordinal) ? "ref " : "") + Names.Escape(NameOf(parameter));

    private static string NameOf(string parameter) => parameter.Split(' ').Last().TrimStart('@');
}
