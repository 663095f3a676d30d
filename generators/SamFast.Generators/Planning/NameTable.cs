using Microsoft.CodeAnalysis.CSharp;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Planning;

/// <summary>Gives every member and local of a generated class a name of its own, close to the formula's.</summary>
internal sealed class NameTable
{
    private static readonly string[] _endings = ["Slot", "Working", "Next", "After", "Here", "Noise"];

    private static readonly string[] _reserved =
    [
        // Members of the base class and of the generated one.
        "ParameterCount", "StepCount", "ToString", "Slot", "Fill", "Check", "Sweep", "Run", "Measure", "SumOf", "MaxOf", "Assign",
        "HyperparameterVersion", "PreparedVersion", "version",
        "Tile", "Load", "LoadPart", "Store", "StorePart", "First", "Step", "Cycle", "Phase",
        "AscentStep", "IsPerturbed", "SavedParameters", "Equals", "GetHashCode", "GetType", "MemberwiseClone",
        "Sum", "Max", "Source", "Gradients", "Destination", "Whole", "Rest", "adversaryStepCount", "committed",
        "ThreadCount", "TensorCount", "PerTensor", "Vector", "Coefficient", "Plan", "BindTensors", "tensors", "IsFar",
        "IsApart", "StoreFar", "isFar", "tensorLengths", "Vector512", "Math",
        "GradientEvaluation", "SamPhase", "Precision", "BFloat16", "BFloat16Lanes", "RoundingNoise", "FillBFloat16", "MethodImpl",
        "MethodImplOptions", "Width", "Length", "WholeFull", "RestFull", "LoadFull", "LoadFullPart", "StoreFull",
        "StoreFullPart", "StoreFullFar", "Lanes", "RandomLanes", "NeedsHessian", "RequireHessian",
        "CheckHessian", "hessian", "hessianNext", "hessianAfter", "hessianDiagonal", "Layout", "layout", "LastStepWasApplied",
        "TensorShape", "WholeTensor", "TransformTensor", "TransformTensors", "ReserveForTensors", "FillOwn", "CheckShapes",
        "transform", "tensor", "shape", "slot", "Include", "Exclude", "IsIn", "RequireOneOf", "Keep", "Save", "ScalarOf",
        "HasClimbed", "EvaluationsSaved", "Restore", "CopyTo",
        "CheckCopy", "CopyEvaluationParametersTo",
        "Describe", "GetPlan", "OptimizerPlan", "PlannedSweep", "StateVisitor", "Scalar", "Scalars", "Slots", "Reset", "CarryTo", "Clone",
        "GrowTo", "Load", "state",
        "TransformAll", "TransformVectors", "ReserveForVectors", "AllTensors",
        "LastSearch", "LastGradient", "KnownGradient", "FirstGradient", "ReserveForSearch", "Line", "line", "Search",
        "found", "objective",
        // Locals of generated methods.
        "parameter", "parameterNext", "parameterAfter", "parameters", "update", "updateNext", "updateAfter",
         "gradients", "gradient", "source", "destination", "p", "g", "to", "turn", "EnterStep", "tile", "sweep", "next",
        "i", "ahead", "whole", "rest", "Block", "count", "ascent", "function", "value", "field", "var", "_", "__", "flushBelow",
    ];

    private readonly HashSet<string> _used = [.. _reserved];
    private readonly HashSet<string> _members = [];

    public NameTable(TypeModel type)
    {
        _members.Add(type.BareName);
        _members.UnionWith(type.Members.SelectMany(member => Taken(member.Name)));
        _used.UnionWith(_members);
        _used.UnionWith(type.Inherited);
    }

    /// <summary>The names that a member takes: a method called get_X takes that of a property.</summary>
    private static string[] Taken(string name) =>
        name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal) ? [name, name.Substring(4)] : [name];

    /// <summary>A member that every generated class may have: numbered where the user has one of that name.</summary>
    public string Member(string name)
    {
        string member = name;
        for (int number = 2; _members.Contains(member) || (member != name && _used.Contains(member)); number++)
            member = name + number;
        _used.Add(member);
        return member;
    }

    /// <summary>The first of the candidates that is free, numbered if none is.</summary>
    public string Unique(params string[] candidates) => Unique(candidates, []);

    /// <summary>A name for a measure, whose partial results are numbered.</summary>
    public string UniqueMeasure(params string[] candidates) => Unique(candidates, ["0", "1", "2", "3"]);

    private string Unique(string[] candidates, string[] endings)
    {
        foreach (var candidate in candidates)
        {
            if (TryTake(candidate, endings))
                return candidate;
        }

        for (int number = 2; ; number++)
        {
            var numbered = candidates[candidates.Length - 1] + number;
            if (TryTake(numbered, endings))
                return numbered;
        }
    }

    private bool TryTake(string name, string[] endings)
    {
        bool isFree = SyntaxFacts.GetKeywordKind(Casing.Camel(name)) == SyntaxKind.None && !Forms(name, endings).Any(_used.Contains);
        if (isFree)
            _used.UnionWith(Forms(name, endings));
        return isFree;
    }

    /// <summary>A name is taken in all its forms: the local mu, the constant Mu, the field _mu, the reference muSlot
    /// belong together, as do the sweep Move and its number MoveSweep, or a transform of whole tensors and its number.</summary>
    private static IEnumerable<string> Forms(string name, string[] endings)
    {
        string local = Casing.Camel(name);
        return new[] { name, Casing.Pascal(name), local, "_" + local }
            .Concat(_endings.Concat(endings).Select(ending => local + ending))
            .Concat([Casing.Pascal(name) + "Sweep", Casing.Pascal(name) + "Step"]);
    }
}
