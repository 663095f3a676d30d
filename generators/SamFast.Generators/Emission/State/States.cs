using System.Globalization;
using SamFast.Generators.Planning;
using SamFast.Generators.Program;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Emission;

/// <summary>Writes the method that visits all persistent state. State that it omits is missing in copies and
/// checkpoints.</summary>
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

    /// <summary>The names of measures over all parameters, which are fields.</summary>
    public static IEnumerable<string> Measures(Plan plan) =>
        plan.Sweeps.SelectMany(s => s.Measures).Where(m => !m.Link.Kernel.Measures[m.Measure].IsPerTensor)
            .Select(m => m.Link.Measures[m.Link.Kernel.Measures[m.Measure].Name]).Distinct();

    private static void Hyperparameters(CodeWriter writer, Plan plan)
    {
        foreach (var property in plan.Program.Properties)
            Property(writer, property.Name, property.Model.IsScheduled ? "Scheduled" : "Hyperparameter", "", "state.Value");
    }

    private static void Counters(CodeWriter writer, Plan plan)
    {
        if (plan.HasGates)
            Property(writer, "LastStepWasApplied", "Flag", ", true", "state.Whole != 0");
        if (plan.Phases.Gate is not null)
        {
            Property(writer, "HasClimbed", "Flag", ", true", "state.Whole != 0");
            Property(writer, "EvaluationsSaved", "Count", "", "state.Whole");
        }

        foreach (var gather in plan.Program.Gathers)
            Property(writer, gather.Count!.Expression(plan), "Count", "", "(int)state.Whole");
        foreach (var counter in plan.Program.Counters)
            Field(writer, counter.Identifier(), "Count", "");
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
        foreach (var field in plan.Program.Scalars)
        {
            string literal = field.IsPerTensor ? Argument.NumberLiteral(field.Initial) : field.Literal();
            string initial = field.Initial == 0 ? "" : ", " + literal;
            if (field.IsPerTensor)
                writer.Line($"state.{(field.IsState ? "PerTensor" : "PerTensorCoefficient")}(\"{field.Lane}\", {field.Identifier()}{initial}{Of(field.Masks)});");
            else
                Field(writer, field.Identifier(), field.IsState ? "Number" : "Coefficient", initial);
        }

        foreach (var array in plan.Program.Arrays)
            writer.Line($"state.Numbers(\"{array.Name}\", {array.Identifier()});");
        if (plan.Program.Search is not null)
            Property(writer, "LastSearch", "Found", "", "state.Search");
        foreach (string measure in Measures(plan))
            Field(writer, "_" + measure, "Measure", "");
    }

    private static void Vectors(CodeWriter writer, Plan plan)
    {
        if (plan.Workspace.Saved is { } saved)
            writer.Line($"state.Vector(\"{saved.Name}\", {saved.Constant()}, neededWhile: \"AscentStep\");");
        foreach (var slot in plan.Memory.Slots.Except(Passing(plan)))
            Vector(writer, slot.IsBFloat16 ? "BFloat16Slot" : "Slot", slot, plan);
        foreach (var slot in plan.Memory.OwnSlots)
            Vector(writer, "OwnSlot", slot, plan);
    }

    private static void Vector(CodeWriter writer, string method, Slot slot, Plan plan)
    {
        string? needed = plan.Program.Gathers.FirstOrDefault(g => g.Slots.Values.Contains(slot))?.Count!.Expression(plan)
            ?? (slot.Equals(plan.Program.AscentGradient) || (slot.IsAdversary && plan.Model.Sam!.ResetState) ? "AscentStep" : null);
        string several = slot.Several == 0 ? "" : $", several: {slot.Several.ToString(CultureInfo.InvariantCulture)}";
        writer.Line($"state.{method}(\"{slot.Name}\", {slot.Constant()}{(plan.Memory.CopiesOf(slot) > 1 ? $" + {plan.Own.Committed}" : "")}"
            + (slot.Initial == 0 ? "" : $", {Argument.NumberLiteral(slot.Initial)}")
            + (needed is null ? "" : $", neededWhile: \"{needed}\"") + several
            + (slot.IsPosition ? ", isPosition: true" : "") + (slot.IsGiven ? ", isCallerProvided: true" : "")
            + (plan.Memory.CopiesOf(slot) > 1 ? ", isKeptTwice: true" : "") + Of(slot.Masks) + ");");
    }

    /// <summary>The masks of the tensors that have a state.</summary>
    private static string Of(IReadOnlyList<Mask> masks) =>
        masks.Count == 0 ? "" : $", masks: [{string.Join(", ", masks.Select(m => m.Constant()))}]";

    /// <summary>The slots that are not read across calls.</summary>
    private static IEnumerable<Slot> Passing(Plan plan) =>
    [
        .. plan.Sweeps.Select(s => s.Scratch).OfType<Slot>(),
        .. plan.TensorSteps.Select(s => s.Place).Append(plan.Direction).OfType<Slot>(),
        .. plan.Memory.Slots.Where(s => plan.Model.Sam is { IsOpaque: true } sam && (s.Equals(plan.Program.AscentGradient) || (s.IsAdversary && sam.ResetState))),
    ];

    private static void Field(CodeWriter writer, string field, string method, string more, string? name = null) =>
        writer.Line($"state.{method}(\"{name ?? field.TrimStart('_')}\", ref {field}{more});");

    /// <param name="value">The new value.</param>
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
        string copy = $"base.CarryTo(new {name}(base.Layout){initializer})", contract = $"SamFast::IOptimizer<{plan.Model.Precision}>";
        if (!plan.Model.Type.HasMethod("Clone", ""))
        {
            writer.Line();
            writer.Doc("<summary>Creates a copy with the same state and hyperparameters.</summary>");
            writer.Line($"public {name} Clone() => {copy};");
        }

        writer.Line();
        writer.Line($"{contract} {contract}.Clone() =>");
        writer.Line($"    {copy};");
        if (plan.Model.Type.HasMethod("GrowTo", "Layout"))
            return;
        writer.Line();
        writer.Doc("<summary>Creates an optimizer for other tensors. Tensors with the name of one of this optimizer keep its state "
            + "where their elements overlap; new elements have the initial state.</summary>");
        writer.Doc("<param name=\"layout\">The tensors, in the order of the flat vector.</param>");
        writer.Doc("<exception cref=\"System::ArgumentNullException\">The layout is null.</exception>");
        writer.Doc("<exception cref=\"System::ArgumentException\">A tensor has the name of a tensor of another rank"
            + (plan.Program.Masks.Count > 0 ? ", or the layout lacks a group" : "") + ".</exception>");
        string[] refused =
        [
            .. plan.Workspace.Saved is not null || plan.Program.Gathers.Any() ? ["The current period is not complete"] : Array.Empty<string>(),
            .. plan.Memory.Slots.Any(s => s.IsPosition)
                ? ["Steps were taken, and new elements have no defined position in the state"] : Array.Empty<string>(),
        ];
        if (refused.Length > 0)
            writer.Doc($"<exception cref=\"System::InvalidOperationException\">{string.Join("; or: ", refused)}.</exception>");
        writer.Line($"public {name} GrowTo(SamFast::Layout layout) =>");
        writer.Line($"    base.CarryTo(new {name}(layout){initializer});");
    }
}
