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

    /// <summary>The type of the value that the method returns; null if it returns none.</summary>
    public string? Returns { get; init; }
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
        if (switches.Vectorizes)
            Pairs.Run(routine);
        var plan = new Layout(routine, element);
        bool isApart = plan.NeedsTape || plan.Lanes.Count > 0 || body.Inner is not null;
        string[] parameters =
        [
            .. body.Inner?.Select(inner => inner.Parameter) ?? body.Parameters, .. plan.NeedsPasses ? new[] { "int first" } : [],
            .. plan.NeedsTape ? new[] { "SamFast::Runtime.Tape tape" } : [],
        ];
        string name = body.Name;
        if (isApart)
        {
            name += "Loops";
            Entry(writer, body, name, plan);
            writer.Line();
        }

        if (routine.Top.All().Any(op => op.IsLoop))
            writer.Line("[CompilerServices::MethodImpl(CompilerServices::MethodImplOptions.AggressiveOptimization)]");
        string types = plan.Lanes.Count > 0 ? $"<{string.Join(", ", plan.Lanes.Select(l => l.Parameter))}>" : "";
        writer.Call(isApart ? $"private static void {name}{types}" : $"{body.Head} {name}", parameters, "");
        foreach (var (parameter, _) in plan.Lanes)
            writer.Line("    " + LaneType.ConstraintOf(parameter, element));
        string[] taken = [.. parameters.Select(NameOf), "tape", "first", LaneType.Name, RoutineWriter.Directions];
        RoutineWriter.Write(writer, routine, body.Name.Replace("Body", ""), body.Value, taken);
    }

    /// <summary>The needs of the method with the loops.</summary>
    private sealed class Layout(Routine routine, string element)
    {
        public string Element => element;

        public bool NeedsTape { get; } = RoutineWriter.NeedsTape(routine);

        /// <summary>True if registers hold fewer lanes than there are directions.</summary>
        public bool NeedsPasses { get; } = RoutineWriter.NeedsPasses(routine);

        public int Directions => routine.Directions;

        /// <summary>The type parameters, and their types on a processor: lanes of vector loops, and lanes of derivatives.</summary>
        public IReadOnlyList<(string Parameter, Func<LaneType.Processor, string> Type)> Lanes { get; } =
        [
            .. RoutineWriter.HasVectors(routine)
                ? new (string, Func<LaneType.Processor, string>)[] { (LaneType.Name, processor => processor.Block(element)) } : [],
            .. RoutineWriter.HasLanes(routine)
                ? new (string, Func<LaneType.Processor, string>)[]
                    { (RoutineWriter.Directions, processor => processor.OneRegister(Tangents.Bytes(routine), element)) } : [],
        ];
    }

    private static void Entry(CodeWriter writer, Body body, string name, Layout plan)
    {
        writer.Call($"{body.Head} {body.Name}", [.. body.Parameters], "");
        using (writer.Braces())
        {
            if ((plan.NeedsTape && !plan.NeedsPasses) || body.Optional.Count > 0)
                Open(writer);
            foreach (var (span, like) in body.Optional)
            {
                writer.Line($"if ({span}.IsEmpty)");
                writer.Line($"    {span} = call.Tape.Zeros<{plan.Element}>({like}.Length);");
            }

            if (body.Returns is { } type)
                writer.Line($"{type} {body.Value} = 0;");
            string[] arguments =
            [
                .. body.Inner?.Select(inner => inner.Argument) ?? body.Parameters.Select(Argument),
                .. plan.NeedsPasses ? new[] { "first" } : [], .. plan.NeedsTape ? new[] { "call.Tape" } : [],
            ];
            Calls(writer, name, plan, arguments);
            if (body.Returns is not null)
                writer.Line($"return {body.Value};");
        }
    }

    private static void Open(CodeWriter writer) => writer.Line("using SamFast::Runtime.Tape.Scope call = SamFast::Runtime.Tape.Open();");

    private static void Calls(CodeWriter writer, string name, Layout plan, string[] arguments)
    {
        if (plan.Lanes.Count == 0)
        {
            writer.Call(name, arguments, ";");
            return;
        }

        string head = "if";
        foreach (var processor in LaneType.Processors)
        {
            writer.Line(processor.Condition is { } condition ? $"{head} ({condition})" : "else");
            string types = string.Join(", ", plan.Lanes.Select(lanes => lanes.Type(processor)));
            if (plan.NeedsPasses)
                Passes(writer, $"{name}<{types}>", plan, plan.Lanes[plan.Lanes.Count - 1].Type(processor), arguments);
            else
                Lanes(writer, name, types, arguments);
            head = "else if";
        }
    }

    /// <summary>Computes as many derivatives at once as a register has lanes.</summary>
    private static void Passes(CodeWriter writer, string call, Layout plan, string register, string[] arguments)
    {
        using (writer.Braces())
        using (writer.Block($"for (int first = 0; first < {Texts.Of(plan.Directions, NumberType.Integer)}; first += {register}.Count)"))
        {
            if (plan.NeedsTape)
                Open(writer);
            writer.Call(call, arguments, ";");
        }
    }

    private static string Argument(string parameter) =>
        (parameter.StartsWith("ref ", StringComparison.Ordinal) ? "ref " : "") + Names.Escape(NameOf(parameter));

    private static string NameOf(string parameter) => parameter.Split(' ').Last().TrimStart('@');

    /// <summary>The call of a method with types of lanes, which may need a line of their own.</summary>
    private static void Lanes(CodeWriter writer, string name, string types, IReadOnlyCollection<string> arguments)
    {
        string head = $"    {name}<{types}>";
        if (head.Length <= 104)
        {
            writer.Call(head, arguments, ";");
            return;
        }

        writer.Line($"    {name}<");
        writer.Call($"        {types}>", arguments, ";");
    }
}
