using Microsoft.CodeAnalysis.CSharp;
using SamFast.Generators.Declarations;
using SamFast.Generators.Planning;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Emission;

/// <summary>Writes the other half of a class with mistakes, so that callers and partial declarations compile. All members
/// throw.</summary>
internal static class StandIn
{
    private const string Throws = "throw SamFast::Runtime.FaultyDeclaration.Exception()";

    private static readonly EquatableArray<string> _getter = new[] { "get" }.ToEquatableArray();

    /// <summary>The stand-in for an optimizer with conflicting members in its halves.</summary>
    public static StandInModel Of(Plan plan)
    {
        var model = plan.Model;
        return new StandInModel(model.Type, "class", "", $"SamFast::Runtime.FaultyOptimizer<{model.Precision}>", null, "base()")
        {
            Precision = model.Precision,
            Optimizer = new OptimizerShape(
                plan.StepKind, plan.Phases.Evaluation is not null, plan.Program.Properties.Select(p => p.Name).ToEquatableArray(),
                model.Layout is { Access: "public" } layout ? layout.Type : null),
        };
    }

    /// <summary>The stand-in for a layout with conflicting members in its halves.</summary>
    public static StandInModel Of(LayoutModel model) =>
        new(model.Type, "class", "", $"SamFast::Parameters<{model.Precision}>", null, "base()")
        {
            Precision = model.Precision,
            IsLayout = true,
            Properties = model.Tensors.Select(tensor => new PropertyHalf(
                $"{tensor.Modifiers} {LayoutEmitter.Type(model, tensor)} {tensor.Property}", _getter)).ToEquatableArray(),
        };

    public static string Emit(StandInModel model)
    {
        var writer = new CodeWriter();
        FileHeader.Open(writer, "//     Nothing was generated: the declaration has errors, which the build reports. This half lets other code compile.");
        using (model.Type.Namespace.Length > 0 ? writer.Block($"namespace {model.Type.Namespace}") : null)
        {
            FileHeader.Usings(writer);
            FileHeader.InContainers(writer, model.Type, () =>
            {
                FileHeader.Attributes(writer, model.Type);
                using (writer.Block($"partial {model.Keyword} {model.Type.Name}{model.TypeParameters}{Bases(model)}"))
                    Members(writer, model);
            });
        }

        return FileHeader.Finish(writer, model.Type);
    }

    private static void Members(CodeWriter writer, StandInModel model)
    {
        if (model.Initializer is not null && (model.IsLayout || model.Optimizer is not null))
        {
            foreach (string parameters in Constructors(model).Where(p => !model.Constructors.Any(c => c.Parameters == Types(p))))
                writer.Line($"public {model.Type.Name}({parameters}) : {model.Initializer} => {Throws};");
        }

        if (model.IsLayout)
            Member(writer, model, "Layout", null, $"public static new SamFast::Layout Layout => {Throws};");
        if (model.Optimizer is { } optimizer)
            Optimizer(writer, model, optimizer);
        if (model.Overridden is { } element)
            Overrides(writer, model, element);
        foreach (var property in model.Properties)
        {
            using (writer.Block(property.Head))
            {
                foreach (string accessor in property.Accessors)
                    writer.Line($"{accessor} => {Throws};");
            }
        }
    }

    private static void Optimizer(CodeWriter writer, StandInModel model, OptimizerShape shape)
    {
        string t = model.Precision;
        foreach (var step in StepsOf(shape.Kind, t).Concat(shape.IsAveraging ? Averaging(t) : []))
        {
            string head = $"{step.Result} {step.Name}{step.Generic}({step.Parameters})";
            if (model.AllowsRefStructs && step.Interface is { } contract)
                writer.Line($"{step.Result} SamFast::{contract}<{t}>.{step.Name}{step.Generic}({step.Parameters}) => {Throws};");
            Member(writer, model, step.Name, Types(step.Parameters), $"public {head}{Where(model, step)} => {Throws};");
        }

        if (model is { Base: null, AllowsRefStructs: true } && model.Overridden != t)
            Common(writer, shape.Kind, t);

        foreach (var property in PropertiesOf(shape.Kind, t))
        {
            if (model.AllowsRefStructs && property.Interface is { } contract)
                writer.Line($"{property.Type} SamFast::{contract}<{t}>.{property.Name} => {Throws};");
            if (property.Name != "StepCount" || (model.Base is null && model.Overridden is null))
                Member(writer, model, property.Name, null, $"public {property.Type} {property.Name} => {Throws};");
        }

        string name = model.Type.Name + model.TypeParameters;
        Member(writer, model, "Plan", null, $"public static SamFast::OptimizerPlan Plan => {Throws};");
        if (model.Keyword == "class")
            Member(writer, model, "Clone", "", $"public {name} Clone() => {Throws};");
        Member(writer, model, "GrowTo", "Layout", $"public {name} GrowTo(SamFast::Layout layout) => {Throws};");
        foreach (string hyperparameter in shape.Hyperparameters)
            Member(writer, model, hyperparameter, null, $"public double {hyperparameter} {{ get => {Throws}; set => {Throws}; }}");
    }

    /// <summary>Writes a member unless a member of the user excludes it.</summary>
    private static void Member(CodeWriter writer, StandInModel model, string name, string? parameters, string code)
    {
        var member = new MemberModel(name, parameters);
        bool isFree = name != model.Type.BareName && !model.Type.Members.Any(m => m.Excludes(member));
        if (isFree)
            writer.Line(code);
    }

    private static void Overrides(CodeWriter writer, StandInModel model, string element)
    {
        string type = $"SamFast::Runtime.Tile<{element}>";
        Member(writer, model, "Sweep", null, $"protected override void Sweep(int sweep, ref {type} tile, ref {element} p, ref {element} g, ref {element} to) => {Throws};");
        Member(writer, model, "Describe", null, $"protected override void Describe(SamFast::Runtime.StateVisitor state) => {Throws};");
        Member(writer, model, "GetPlan", null, $"public override SamFast::OptimizerPlan GetPlan() => {Throws};");
    }

    private static string Bases(StandInModel model)
    {
        string t = model.Precision;
        string[] bases =
        [
            .. model.Base is null ? Array.Empty<string>() : [model.Base],
            .. model is { Optimizer: { } shape, AllowsRefStructs: true } ? Contracts.Of(shape.Kind, shape.IsAveraging, t) : [],
        ];
        return bases.Length == 0 ? "" : " : " + string.Join(", ", bases);
    }

    private static string[] Constructors(StandInModel model)
    {
        string memory = $"System::Memory<{model.Precision}> memory";
        if (model.IsLayout)
            return ["", memory];
        string[] any = ["int parameterCount", "params int[] tensorLengths", "SamFast::Layout layout"];
        return model.Optimizer!.Layout is null ? any : ["", .. any];
    }

    /// <summary>The members of every optimizer, which a class without the library's base class lacks.</summary>
    private static void Common(CodeWriter writer, StepKind kind, string t)
    {
        string text = "System::Collections.Generic.IReadOnlyDictionary<string, string>", names = "SamFast::StateNames names";
        string save = $"System::ReadOnlySpan<{t}> parameters, {names}, {text} metadata";
        string load = $"System::Span<{t}> parameters, {names}, SamFast::CheckpointOptions options";
        string[] members =
        [
            "SamFast::Layout |Layout", "int |ParameterCount", .. PropertiesOf(kind, t).Any(p => p.Name == "StepCount") ? Array.Empty<string>() : ["long |StepCount"],
            "SamFast::OptimizerPlan |GetPlan()", "System::Collections.Generic.IReadOnlyList<SamFast::StateScalar> |Scalars",
            $"System::Collections.Generic.IReadOnlyList<SamFast::StateSlot<{t}>> |Slots", "void |Reset()",
            $"void |Save(string path, {save})", $"void |Save(System::IO.Stream stream, {save})",
            $"{text} |Load(string path, {load})", $"{text} |Load(System::IO.Stream stream, {load})",
        ];
        foreach (string member in members)
            writer.Line($"{member.Replace("|", $"SamFast::IOptimizer<{t}>.")} => {Throws};");
    }

    private sealed record Step(string Name, string Parameters, string? Interface = null, string Result = "void", string Generic = "", string? Bound = null);

    private static IEnumerable<Step> StepsOf(StepKind kind, string t)
    {
        string p = $"System::Span<{t}> parameters", g = $"System::ReadOnlySpan<{t}> gradients", tensors = $"SamFast::TensorBuffers<{t}> tensors";
        Step Of(string? contract, params string[] parameters) => new("Step", string.Join(", ", parameters), contract);
        switch (kind)
        {
            case StepKind.Plain:
                return [Of("IGradientOptimizer", p, g), Of("IGradientOptimizer", tensors)];
            case StepKind.Valued:
                return [Of("ILossOptimizer", p, g, "double value"), Of("ILossOptimizer", tensors, "double value")];
            case StepKind.Consuming:
                return [Of("IConsumingOptimizer", p, $"System::Span<{t}> gradients"), Of("IConsumingOptimizer", tensors)];
            case StepKind.ValuedConsuming:
                return
                [
                    Of("ILossConsumingOptimizer", p, $"System::Span<{t}> gradients", "double value"),
                    Of("ILossConsumingOptimizer", tensors, "double value"),
                ];
            case StepKind.TransparentSam:
                return [Of("IGradientOptimizer", p, g), Of("IGradientOptimizer", tensors), .. Restores(t)];
            case StepKind.ValuedTransparentSam:
                return [Of("ILossOptimizer", p, g, "double value"), Of("ILossOptimizer", tensors, "double value"), .. Restores(t)];
            case StepKind.Hessian:
                string h = $"System::ReadOnlySpan<{t}> hessianDiagonal";
                return [.. new[] { Of("IHessianOptimizer", p, g), Of("IHessianOptimizer", p, g, h), Of(null, tensors), Of(null, tensors, h) }];
            case StepKind.OpaqueSam:
                return Around("IOpaqueSam", "void", p, g, [], "TGradient", "ref TGradient gradient", "IGradient", $"SamFast::GradientFunction<{t}> gradient");
            default:
                return Around(
                    "ILinesearchOptimizer", "double", p, g, ["double value"], "TObjective", "ref TObjective objective", "IObjective",
                    $"SamFast::ObjectiveFunction<{t}> objective");
        }
    }

    private static IEnumerable<Step> Around(
        string contract, string result, string p, string g, string[] known, string generic, string reference, string bound, string function)
    {
        Step Of(string last, bool isKnown, bool isGeneric) => new(
            "Step", string.Join(", ", (string[])[p, .. isKnown ? [g, .. known] : Array.Empty<string>(), last]), contract, result,
            isGeneric ? $"<{generic}>" : "", isGeneric ? bound : null);
        return [Of(reference, false, true), Of(reference, true, true), Of(function, false, false), Of(function, true, false)];
    }

    private static IEnumerable<Step> Restores(string t) =>
    [
        new("Restore", $"System::Span<{t}> parameters", "IPhasedSam"), new("Restore", $"SamFast::TensorBuffers<{t}> tensors", "IPhasedSam"),
    ];

    private static IEnumerable<Step> Averaging(string t) =>
        [new("CopyEvaluationParametersTo", $"System::ReadOnlySpan<{t}> parameters, System::Span<{t}> destination", "IAveragingOptimizer")];

    private static IEnumerable<(string Type, string Name, string? Interface)> PropertiesOf(StepKind kind, string t) => kind switch
    {
        StepKind.TransparentSam or StepKind.ValuedTransparentSam =>
        [
            ("SamFast::SamPhase", "Phase", "IPhasedSam"), ("int", "AscentStep", "IPhasedSam"),
            ($"System::ReadOnlySpan<{t}>", "SavedParameters", "IPhasedSam"), ("long", "StepCount", "IOptimizer"),
        ],
        StepKind.OpaqueSam => [("long", "StepCount", "IOptimizer")],
        StepKind.Linesearch =>
        [
            ("SamFast::LinesearchResult", "LastSearch", "ILinesearchOptimizer"),
            ($"System::ReadOnlySpan<{t}>", "LastGradient", "ILinesearchOptimizer"), ("long", "StepCount", "IOptimizer"),
        ],
        StepKind.Hessian => [("bool", "NeedsHessian", "IHessianOptimizer")],
        _ => [],
    };

    /// <summary>The constraint that an explicit implementation inherits, and a public method repeats.</summary>
    private static string Where(StandInModel model, Step step) => step.Bound is null ? ""
        : $" where {step.Generic.Trim('<', '>')} : SamFast::{step.Bound}<{model.Precision}>{(model.AllowsRefStructs ? ", allows ref struct" : "")}";

    /// <summary>The types of parameters, in the form that is compared.</summary>
    private static string Types(string parameters) => Conflicts.Parameters(SyntaxFactory.ParseParameterList($"({parameters})"));
}
