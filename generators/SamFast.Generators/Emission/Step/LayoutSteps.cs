using SamFast.Generators.Planning;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Emission;

/// <summary>Writes the steps with objects of the declared layout.</summary>
internal static class LayoutSteps
{
    private const string Parameters = "parameters", Gradients = "gradients", Diagonal = "hessianDiagonal";

    public static void Write(CodeWriter writer, Plan plan)
    {
        if (plan.Model.Layout is not { Access: not null })
            return;
        if (plan.Program.Search is not null)
            Around(writer, plan, "double", "SamFast::IObjective", "SamFast::ObjectiveFunction", "objective", ["double value"]);
        else if (plan.Model.Sam is { IsOpaque: true })
            Around(writer, plan, "void", "SamFast::IGradient", "SamFast::GradientFunction", "gradient", []);
        else
            Plain(writer, plan);
    }

    private static void Plain(CodeWriter writer, Plan plan)
    {
        Step(writer, plan, "void", "Step", "", [Parameters, Gradients], plan.TakesValue ? ["double value"] : []);
        if (plan.Phases.Observation is not null)
            Step(writer, plan, "void", "Step", "", [Parameters, Gradients, Diagonal], []);
    }

    /// <summary>The steps with a function, as a struct or a delegate, with or without its first result.</summary>
    private static void Around(
        CodeWriter writer, Plan plan, string result, string contract, string function, string name, string[] known)
    {
        string generic = "T" + Casing.Pascal(name), precision = plan.Model.Precision;
        string where = $"    where {generic} : {contract}<{precision}>, allows ref struct";
        foreach (bool isKnown in new[] { false, true })
        {
            string[] vectors = isKnown ? [Parameters, Gradients] : [Parameters], values = isKnown ? known : [];
            Step(writer, plan, result, $"Step<{generic}>", where, vectors, [.. values, $"ref {generic} {name}"]);
            Step(writer, plan, result, "Step", "", vectors, [.. values, $"{function}<{precision}> {name}"]);
        }
    }

    /// <summary>A step, which calls the one with spans.</summary>
    /// <param name="vectors">The names of the parameters that are of the layout.</param>
    /// <param name="others">The other parameters.</param>
    private static void Step(
        CodeWriter writer, Plan plan, string result, string method, string where, string[] vectors, string[] others)
    {
        var layout = plan.Model.Layout!;
        writer.Line();
        writer.Doc($"<inheritdoc cref=\"{Reference(plan, method, vectors, others)}\"/>");
        writer.Line("/// <exception cref=\"System::ArgumentNullException\">An argument is null.</exception>");
        writer.Call(
            $"{layout.Access} {result} {method}", [.. vectors.Select(vector => $"{layout.Type} {vector}"), .. others], "");
        if (where.Length > 0)
            writer.Line(where);
        using (writer.Braces())
        {
            foreach (string vector in vectors)
                writer.Line($"System::ArgumentNullException.ThrowIfNull({vector});");
            writer.Call(result == "void" ? "Step" : "return Step",
                [.. vectors.Select(vector => Values(plan, vector)), .. others.Select(Passed)], ";");
        }
    }

    private static string Reference(Plan plan, string method, string[] vectors, string[] others)
    {
        var spans = vectors.Select(vector => Span(plan, vector));
        var types = others.Select(other => other.Substring(0, other.LastIndexOf(' ')));
        return $"{method}({string.Join(", ", spans.Concat(types))})".Replace('<', '{').Replace('>', '}');
    }

    /// <summary>The span of a vector, cast to the exact type of the parameter, so that no overload of the user's is
    /// chosen.</summary>
    private static string Values(Plan plan, string vector) =>
        $"({Span(plan, vector)})((SamFast::Parameters<{plan.Model.Precision}>){vector}).Values";

    private static string Span(Plan plan, string vector) =>
        vector == Parameters || (vector == Gradients && plan.Model.ConsumesGradients)
            ? $"System::Span<{plan.Model.Precision}>" : $"System::ReadOnlySpan<{plan.Model.Precision}>";

    /// <summary>A parameter as an argument: <c>ref TGradient gradient</c> → <c>ref gradient</c>.</summary>
    private static string Passed(string parameter) =>
        (parameter.StartsWith("ref ", StringComparison.Ordinal) ? "ref " : "") + parameter.Split(' ').Last();
}
