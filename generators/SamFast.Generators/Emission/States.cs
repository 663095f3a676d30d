using System.Globalization;
using SamFast.Generators.Planning;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Emission;

/// <summary>All that an optimizer keeps, told in one method: whatever is forgotten here is in no copy and no
/// checkpoint.</summary>
internal static class States
{
    public static void Write(CodeWriter writer, Plan plan)
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Block("protected override void Describe(SamFast::Runtime.StateVisitor state)"))
        {
            Hyperparameters(writer, plan);
            Counters(writer, plan);
            Scalars(writer, plan);
            Vectors(writer, plan);
        }

        WriteCopies(writer, plan);
    }

    /// <summary>The scalars that sweeps measure of all parameters: fields, to be read after the step.</summary>
    public static IEnumerable<string> Measures(Plan plan) =>
        plan.Sweeps.SelectMany(s => s.Measures).Where(m => !m.Stage.Kernel.Measures[m.Measure].IsPerSegment)
            .Select(m => m.Stage.Measures[m.Stage.Kernel.Measures[m.Measure].Name]).Distinct();

    private static void Hyperparameters(CodeWriter writer, Plan plan)
    {
        foreach (var property in plan.Properties)
            Property(writer, property.Name, property.Model.IsScheduled ? "Scheduled" : "Hyperparameter", "", "state.Value");
    }

    private static void Counters(CodeWriter writer, Plan plan)
    {
        if (plan.HasGates)
            Property(writer, "LastStepWasApplied", "Flag", ", true", "state.Whole != 0");
        if (plan.Gate is not null)
        {
            Property(writer, "HasClimbed", "Flag", ", true", "state.Whole != 0");
            Property(writer, "EvaluationsSaved", "Count", "", "state.Whole");
        }

        foreach (var gather in plan.Gathers)
            Property(writer, gather.Count!, "Count", "", "(int)state.Whole");
        foreach (var counter in plan.Counters)
            Field(writer, counter, "Count", "");
        if (plan.Model.Sam is { Ascents: > 0 } sam)
        {
            if (!sam.IsOpaque)
                Property(writer, "AscentStep", "Count", $", {sam.Ascents.ToString(CultureInfo.InvariantCulture)}", "(int)state.Whole");
            if (!sam.ResetState)
                Field(writer, plan.Own.AdversaryStepCount, "Count", "", name: "adversaryStepCount");
        }
    }

    private static void Scalars(CodeWriter writer, Plan plan)
    {
        foreach (var field in plan.Fields)
        {
            string literal = field.IsPerSegment ? Argument.NumberLiteral(field.Initial) : field.Literal;
            string initial = field.Initial == 0 ? "" : ", " + literal;
            if (field.IsPerSegment)
                writer.Line($"state.{(field.IsState ? "PerTensor" : "PerTensorCoefficient")}(\"{field.Lane}\", {field.Name}{initial}{Of(field.Masks)});");
            else
                Field(writer, field.Name, field.IsState ? "Number" : "Coefficient", initial);
        }

        foreach (var (name, _) in plan.Arrays)
            writer.Line($"state.Numbers(\"{name.TrimStart('_')}\", {name});");
        if (plan.Search is not null)
            Property(writer, "LastSearch", "Found", "", "state.Search");
        foreach (string measure in Measures(plan))
            Field(writer, "_" + measure, "Measure", "");
    }

    private static void Vectors(CodeWriter writer, Plan plan)
    {
        if (plan.Saved is { } saved)
            writer.Line($"state.Vector(\"{saved.Name}\", {saved.Constant}, neededWhile: \"AscentStep\");");
        foreach (var slot in plan.Slots.Except(Passing(plan)))
            Vector(writer, slot.IsBFloat16 ? "BFloat16Slot" : "Slot", slot, plan);
        foreach (var slot in plan.OwnSlots)
            Vector(writer, "OwnSlot", slot, plan);
    }

    private static void Vector(CodeWriter writer, string method, Slot slot, Plan plan)
    {
        string? needed = plan.Gathers.FirstOrDefault(g => g.Slots.ContainsValue(slot))?.Count
            ?? (slot == plan.Kept || (slot.IsAdversary && plan.Model.Sam!.ResetState) ? "AscentStep" : null);
        string several = slot.Several == 0 ? "" : $", several: {slot.Several.ToString(CultureInfo.InvariantCulture)}";
        writer.Line($"state.{method}(\"{slot.Name}\", {slot.Constant}{(slot.Copies > 1 ? $" + {plan.Own.Committed}" : "")}"
            + (slot.Initial == 0 ? "" : $", {Argument.NumberLiteral(slot.Initial)}")
            + (needed is null ? "" : $", neededWhile: \"{needed}\"") + several
            + (slot.IsPosition ? ", isPosition: true" : "") + (slot.IsGiven ? ", isCallerProvided: true" : "")
            + (slot.Copies > 1 ? ", isKeptTwice: true" : "") + Of(slot.Masks) + ");");
    }

    /// <summary>The tensors that have it, where not all do.</summary>
    private static string Of(IReadOnlyList<Mask> masks) =>
        masks.Count == 0 ? "" : $", masks: [{string.Join(", ", masks.Select(m => m.Constant))}]";

    /// <summary>Slots that no step finds as the one before has left them.</summary>
    private static IEnumerable<Slot> Passing(Plan plan) =>
    [
        .. plan.Sweeps.Select(s => s.Scratch).OfType<Slot>(),
        .. plan.TensorSteps.Select(s => s.Place).Append(plan.Direction).OfType<Slot>(),
        .. plan.Slots.Where(s => plan.Model.Sam is { IsOpaque: true } sam && (s == plan.Kept || (s.IsAdversary && sam.ResetState))),
    ];

    private static void Field(CodeWriter writer, string field, string method, string more, string? name = null) =>
        writer.Line($"state.{method}(\"{name ?? field.TrimStart('_')}\", ref {field}{more});");

    /// <param name="value">The other value that it gets, if it gets one.</param>
    private static void Property(CodeWriter writer, string property, string method, string more, string value)
    {
        writer.Line($"if (state.{method}(\"{property}\", {property}{more}))");
        writer.Line($"    {property} = {value};");
    }

    private static void WriteCopies(CodeWriter writer, Plan plan)
    {
        string name = plan.Model.Type.FromRoot;
        string[] required = [.. plan.Model.Type.Required.Select(member => $"{member} = this.{member}")];
        string initializer = required.Length == 0 ? "" : $" {{ {string.Join(", ", required)} }}";
        if (!plan.Model.Type.HasMethod("Clone", ""))
        {
            writer.Line();
            writer.Doc("<summary>Another optimizer in the same state, with the same hyperparameters.</summary>");
            writer.Line($"public {name} Clone() => base.CarryTo(new {name}(base.Layout){initializer});");
        }

        if (plan.Model.Type.HasMethod("GrowTo", "Layout"))
            return;
        writer.Line();
        writer.Doc("<summary>An optimizer for other tensors. Those that have the name of one of this optimizer's have its state, "
            + "where both have elements; what is new starts as in an optimizer that is new.</summary>");
        writer.Doc("<param name=\"layout\">The tensors, in the order of the flat vector.</param>");
        writer.Doc("<exception cref=\"System::ArgumentNullException\">There is no layout.</exception>");
        writer.Doc("<exception cref=\"System::ArgumentException\">A tensor has the name of one with another number of axes"
            + (plan.Masks.Count > 0 ? ", or the layout lacks a group" : "") + ".</exception>");
        string[] refused =
        [
            .. plan.Saved is not null || plan.Gathers.Count > 0 ? ["The next step is not the first of a period"] : Array.Empty<string>(),
            .. plan.Slots.Any(s => s.IsPosition)
                ? ["There were steps, and there are new elements: they have no place in the state"] : Array.Empty<string>(),
        ];
        if (refused.Length > 0)
            writer.Doc($"<exception cref=\"System::InvalidOperationException\">{string.Join("; or: ", refused)}.</exception>");
        writer.Line($"public {name} GrowTo(SamFast::Layout layout) =>");
        writer.Line($"    base.CarryTo(new {name}(layout){initializer});");
    }
}
