using System.Globalization;
using SamFast.Generators.Kernels;
using SamFast.Generators.Planning;
using SamFast.Generators.Program;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Emission;

/// <summary>The names and expressions of a plan, in generated code.</summary>
internal static class Expressions
{
    /// <summary>The constant with the number of a slot.</summary>
    public static string Constant(this Slot slot) => char.ToUpperInvariant(slot.Name[0]) + slot.Name.Substring(1);

    /// <summary>The reference to a slot in the current tile.</summary>
    public static string Reference(this Slot slot) => slot.Name + Locals.SlotSuffix;

    /// <summary>The reference to the working copy of a slot in the current tile.</summary>
    public static string WorkingReference(this Slot slot) => slot.Name + Locals.WorkingSuffix;

    /// <summary>The constant with the number of a mask.</summary>
    public static string Constant(this Mask mask) => mask.Name;

    /// <summary>The local that is true if the current tile is in a mask.</summary>
    public static string Local(this Mask mask) => Casing.Camel(mask.Name);

    /// <summary>The field of a scalar, or the constant with the number of a per-tensor scalar.</summary>
    public static string Identifier(this Scalar scalar) => scalar.IsPerTensor ? Casing.Pascal(scalar.Lane) : "_" + scalar.Lane;

    public static string Identifier(this ScalarArray array) => "_" + array.Name;

    public static string Identifier(this Counter counter) => counter.IsPublic ? counter.Name : "_" + counter.Name;

    public static string Type(this Scalar scalar) => scalar.IsWhole ? "long" : "double";

    /// <summary>The initial value of a scalar.</summary>
    public static string Literal(this Scalar scalar) =>
        scalar.IsWhole ? ((long)scalar.Initial).ToString(CultureInfo.InvariantCulture) : Argument.NumberLiteral(scalar.Initial);

    /// <summary>A scalar in a phase, for the current tensor if it is per-tensor.</summary>
    public static string InPhase(this Scalar scalar) =>
        scalar.IsPerTensor ? $"base.PerTensor({scalar.Identifier()}, tensor)" : scalar.Identifier();

    /// <summary>A scalar in a phase, as the target of <c>Prepare</c>: a cached coefficient is a local.</summary>
    public static string AsOutput(this Scalar scalar, Plan plan) =>
        plan.Cache.Coefficients.Contains(scalar) ? $"double {scalar.Lane}" : scalar.InPhase();

    /// <summary>A scalar in a sweep, in double precision.</summary>
    public static string InSweep(this IScalarSource source) => source switch
    {
        Scalar { IsPerTensor: true } scalar => $"tile.Coefficient({scalar.Identifier()})",
        Scalar scalar => scalar.Identifier(),
        _ => ((Property)source).Name,
    };

    /// <summary>The field of a cached scalar, in the precision of the parameters.</summary>
    public static string CacheField(this IScalarSource source) => "_" + source.Lane;

    /// <summary>A number in the precision of the parameters.</summary>
    public static string Number(this Plan plan, double value) =>
        Argument.NumberLiteral(value) + (plan.Model.Precision == "float" ? "f" : "");

    /// <summary>The initial value of a slot.</summary>
    public static string Initial(this Plan plan, Slot slot) => plan.Number(slot.Initial);

    /// <summary>The constant with the number of a sweep or a tensor step.</summary>
    public static string Number(this IMemoryStep step) => step.Name + (step is TensorStep ? "Step" : "Sweep");

    /// <summary>The result of a measure, for the current tensor if it is per-tensor.</summary>
    public static string Reduction(this Sweep sweep, Link link, MeasureModel measure) =>
        $"base.{(measure.IsMax ? "MaxOf" : "SumOf")}({sweep.NumberOf(link, measure.Name)}{(measure.IsPerTensor ? ", tensor" : "")})";

    /// <summary>The prefix that converts from double to the precision of the parameters.</summary>
    public static string Narrowing(this Plan plan) => plan.Model.Precision == "float" ? "(float)" : "";

    /// <summary>A count; a link without one of its own has that of its phase.</summary>
    public static string Expression(this Count count, Plan plan) => count.Kind switch
    {
        CountKind.Steps => "base.StepCount",
        CountKind.Ascents => "ascent",
        CountKind.AdversarySteps => plan.Own.AdversaryStepCount,
        _ => count.Counter!.Identifier(),
    };

    /// <summary>A condition that is true if a link acts on the current tile; null if it always does.</summary>
    public static string? InTile(this Link link) => All(link.Masks.Select(m => m.Local()));

    /// <summary>A condition that is true if a link acts on a tensor, by its number; null if it always does.</summary>
    public static string? InTensor(this Link link) => All(link.ScopeAndMasks.Select(m => $"base.IsIn({m.Constant()}, tensor)"));

    /// <summary>A condition that is true if a link acts on a tensor, by its shape; null if it always does.</summary>
    public static string? OfShape(this Link link) => All(link.ScopeAndMasks.Select(m => $"shape.Group {m.Model.Pattern}"));

    /// <summary>A constant of the declaration.</summary>
    public static string? Constant(this Link link, string name) =>
        link.Model.Hyperparameters.FirstOrDefault(h => h.Name == name && !h.IsScalar)?.Literal is not { } literal ? null
            : literal.StartsWith(Names.FromGlobal, StringComparison.Ordinal)
                ? $"{Names.Library}::{literal.Substring(Names.FromGlobal.Length)}"
            : literal;

    /// <summary>A hyperparameter: a property, or the declared constant.</summary>
    public static string Hyperparameter(this Link link, string name) =>
        link.Properties.TryGetValue(name, out var property) ? property.Name : link.Constant(name)!;

    public static string Precision(this Link link) => "SamFast::" + link.Model.Precision;

    /// <summary>A condition that is true if SAM has climbed in this period.</summary>
    public static string HasClimbed(this Link link, Plan plan) =>
        link.Role == ChainRole.Outer && plan.Model.Sam is { IsGated: true } ? "HasClimbed" : "true";

    /// <summary>A condition that is true in the last descent of a period.</summary>
    public static string IsLastDescent(this Link link, Plan plan) =>
        link.Role == ChainRole.Outer && plan.Model.Descents > 1 ? "isLastDescent" : "true";

    private static string? All(IEnumerable<string> conditions) =>
        string.Join(" && ", conditions) is { Length: > 0 } all ? all : null;
}
