using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Kernels;

/// <summary>Reads a transform's kernels: signatures only, every parameter bound by its name.</summary>
internal sealed class KernelParser
{
    private const string Project = "Project", Prepare = "Prepare", Conclude = "Conclude", ShouldStep = "ShouldStep";
    private const string Observe = "Observe", NeedsHessian = "NeedsHessian";
    private const string ShouldReset = "ShouldReset", Evaluation = "EvaluationParameters", Gradient = "gradient";
    private const string HasClimbed = "hasClimbed";

    private readonly INamedTypeSymbol _type;
    private readonly INamedTypeSymbol _target;
    private readonly Reporter _reporter;
    private readonly Location? _location;
    private readonly HashSet<string> _scalars;
    private readonly HashSet<string> _constants;
    private readonly IReadOnlyList<Argument> _arguments;
    private readonly HashSet<string> _slots;
    private readonly HashSet<string> _given;
    private readonly HashSet<string> _prepared;
    private readonly HashSet<string> _concluded;
    private readonly HashSet<string> _measures;
    private readonly HashSet<string> _late;
    private readonly HashSet<string> _states;
    private readonly HashSet<string> _concluding;
    private readonly bool _isPerSegment;
    private DiagnosticDescriptor _unusable = Descriptors.UnusableKernel;
    private readonly bool _isProjection;
    private bool _isGate;

    private KernelParser(
        INamedTypeSymbol type, INamedTypeSymbol target, IReadOnlyList<Argument> arguments,
        ImmutableArray<IMethodSymbol> kernels, Reporter reporter, Location? location)
    {
        _type = type;
        _target = target;
        _reporter = reporter;
        _location = location;
        _scalars = [.. arguments.Where(a => a.IsScalar).Select(a => a.Name)];
        _arguments = arguments;
        _constants = [.. arguments.Where(a => !a.IsScalar).Select(a => a.Name)];
        _isProjection = kernels.Any(k => k.Name == Project);
        _measures = [.. kernels.Where(IsMeasure).Select(MeasureName)];
        _late = [.. kernels.Where(IsAfterAccumulate).Select(MeasureName)];
        _concluding = [.. kernels.Where(k => k.Name == Conclude).SelectMany(k => k.Parameters).Select(p => p.Name)];
        _isPerSegment = kernels.Any(IsPerSegment);
        HashSet<string> Coefficients(string name) => [.. kernels.Where(k => k.Name == name).SelectMany(k => k.Parameters)
            .Where(p => p.RefKind == RefKind.Out).Select(p => p.Name)];
        _states = [.. kernels.Where(k => k.Name is Prepare or Conclude or ShouldStep).SelectMany(k => k.Parameters)
            .Where(p => p.RefKind == RefKind.Ref).Select(p => p.Name)];
        _prepared = Coefficients(Prepare);
        _concluded = Coefficients(Conclude);
        _given = [.. kernels.SelectMany(k => k.Parameters).Where(p => p.IsGiven()).Select(p => p.Name)];
        _slots = [.. kernels.Where(k => k.Name is "Update" or "Accumulate" or Observe).SelectMany(k => k.Parameters)
            .Where(p => p.RefKind == RefKind.Ref || p.IsGiven()).Select(p => p.Name)];
    }

    public static KernelModel? Parse(
        INamedTypeSymbol type, INamedTypeSymbol target, IReadOnlyList<Argument> arguments, Reporter reporter,
        Location? location)
    {
        if (!ReferenceEquals(type, target) && KernelClass.IsReported(type, target))
        {
            reporter.Fail();
            return null;
        }

        var kernels = type.Methods()
            .Where(m => (m.Name is "Update" or "Accumulate" or Project or Prepare or Conclude or Observe or NeedsHessian
                    or Evaluation or ShouldReset || IsMeasure(m))
                && !arguments.Any(a => IsLeftOut(m, a)))
            .ToImmutableArray();
        if (!HasNames(type))
        {
            reporter.Fail();
            return null;
        }

        var parser = new KernelParser(type, target, arguments, kernels, reporter, location);
        if (type.IsFileLocal)
            return parser.Refuse(Names.FileLocal);
        if (type.IsLinesearch())
            return LinesearchParser.Parse(type, target, arguments, parser.IsCallable, reporter, location);
        if (TensorKernelParser.Find(type) is { } transform)
            return parser.OfTensors(transform, kernels, arguments);

        if (IsProbe(kernels))
            return parser.Model(kernels, Prepare) is { } probe ? probe with { IsProbe = true } : null;
        if (!parser._isProjection && kernels.All(k => k.Name != "Update"))
        {
            return parser.Refuse(
                "it has no 'static Vector512<T> Update<T>(Vector512<T> update, …)', the kernel that every transform needs, nor "
                + "'static void Transform<T>(Span<T> update, TensorShape shape, …)' in its place");
        }

        if (parser._isProjection && kernels.FirstOrDefault(k =>
            k.Name is "Update" or "Accumulate" or Conclude or Observe or NeedsHessian) is { } other)
        {
            return parser.Refuse(
                $"it has Project, which changes the moved parameters, and {other.Name}, which is for updates: keep the one or the other");
        }

        return parser.Model(kernels, Prepare);
    }

    /// <summary>Whether a transform only measures: it has no kernel that could change the update or a slot.</summary>
    private static bool IsProbe(ImmutableArray<IMethodSymbol> kernels) => kernels.Any(IsMeasure)
        && kernels.All(k => IsMeasure(k) || (k.Name == Conclude && k.Parameters.All(p => p.RefKind != RefKind.Out)));

    /// <summary>Reads a gate's methods: what it measures, and how it decides.</summary>
    public static KernelModel? ParseGate(
        INamedTypeSymbol type, INamedTypeSymbol target, IReadOnlyList<Argument> arguments, Reporter reporter,
        Location? location)
    {
        if (!ReferenceEquals(type, target) && KernelClass.IsReported(type, target))
        {
            reporter.Fail();
            return null;
        }

        var methods = type.Methods().Where(m => m.Name is ShouldStep or "Update" || IsMeasure(m)).ToImmutableArray();
        if (!HasNames(type))
        {
            reporter.Fail();
            return null;
        }

        var parser = new KernelParser(type, target, arguments, methods, reporter, location)
        {
            _unusable = Descriptors.UnusableGate,
            _isGate = true,
        };
        if (type.IsFileLocal)
            return parser.Refuse(Names.FileLocal);
        if (methods.All(m => m.Name != ShouldStep))
            return parser.Refuse("it has no 'static bool ShouldStep(…)', the method that every gate needs");
        return methods.FirstOrDefault(IsPerSegment) is { } measure
            ? parser.Refuse(
                $"{measure.Name} measures each tensor by itself, but a gate decides once: measure over all parameters")
            : parser.Model(methods, ShouldStep);
    }

    /// <summary>Whether the parameters of all methods have names of their own: the compiler reports those that have not.</summary>
    private static bool HasNames(INamedTypeSymbol type) => type.Methods().All(m =>
        m.Name.Length > 0 && m.Parameters.All(p => p.Name.Length > 0) && m.Parameters.Select(p => p.Name).Distinct().Count() == m.Parameters.Length);

    /// <param name="scalar">The name of the method that runs once per step.</param>
    private KernelModel? Model(ImmutableArray<IMethodSymbol> kernels, string scalar)
    {
        var twice = kernels.GroupBy(k => k.Name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            return Refuse($"it has {twice.Count()} methods named '{twice.Key}': kernels are found by name, so keep one");
        foreach (var kernel in kernels)
        {
            if (Objection(kernel) is { } objection)
                return Refuse($"{kernel.Name} {objection}");
        }

        if (ConclusionParser.Objection(kernels) is { } conflict)
            return Refuse(conflict);
        if (kernels.Count(k => k.Name is Observe or NeedsHessian) == 1)
        {
            return Refuse(
                "Observe and 'static bool NeedsHessian(long count, …)', which says when it is due, go together: add the other");
        }

        MethodModel? Find(string name) => kernels.FirstOrDefault(k => k.Name == name) is { } kernel ? Bind(kernel) : null;
        return new KernelModel(
            _type.FromRoot(), Find(_isProjection ? Project : "Update"), Find("Accumulate"), Find(scalar), Find(Conclude),
            kernels.Where(IsMeasure).Select(k => new MeasureModel(
                MeasureName(k), HasAttribute(k, "MaxAttribute"), IsPerSegment(k), MomentOf(k, kernels), Bind(k)))
                .ToEquatableArray(),
            IsProjection: _isProjection, Observe: Find(Observe), NeedsHessian: Find(NeedsHessian))
        {
            Evaluation = Find(Evaluation),
            Reset = Find(ShouldReset),
            IsOperand = _type.GetAttributes().Any(a => a.AttributeClass.IsLibrary("OnlyInSamAttribute")),
            Remembers = _type.GetAttributes().Any(a => a.AttributeClass.IsLibrary("RemembersPeriodsAttribute")),
            EndsChain = _type.GetAttributes().Any(a => a.AttributeClass.IsLibrary(Names.EndsChain)),
        };
    }

    /// <summary>When a measure is taken: one of the gradient at the head, and with it those that need nothing later.</summary>
    private Moment MomentOf(IMethodSymbol measure, ImmutableArray<IMethodSymbol> kernels)
    {
        var moment = ConclusionParser.MomentOf(measure, kernels);
        return moment == Moment.BeforePrepare && !IsPerSegment(measure) && measure.Parameters.All(p => p.Name != "update")
            && kernels.Any(AsksForGradient) ? Moment.AtHead : moment;
    }

    private bool AsksForGradient(IMethodSymbol kernel) => kernel.Parameters.Any(p => p.Name == Gradient)
        && !new[] { _slots, _scalars, _prepared, _concluded }.Any(names => names.Contains(Gradient));

    /// <summary>Whether a flag of the transform says that it goes without an optional kernel.</summary>
    private static bool IsLeftOut(IMethodSymbol kernel, Argument argument) =>
        argument is { IsArray: false, Value.Value: false }
        && argument.Parameter.TargetOf() == kernel.Name;

    /// <summary>What is wrong with a kernel that asks for the gradient, or null.</summary>
    private string? GradientObjection(IMethodSymbol kernel)
    {
        const string Only = "asks for the gradient, which only a measure over all parameters that Prepare receives may do";
        if (!AsksForGradient(kernel))
            return null;
        return !IsMeasure(kernel) || IsPerSegment(kernel) || IsAfterAccumulate(kernel) || _concluding.Contains(MeasureName(kernel))
            ? Only + ": keep what you need of it in a slot"
            : kernel.Parameters.Any(p => p.Name == "update")
                ? "asks for the gradient and for the update, which are not there at the same time: make two measures of it"
                : null;
    }

    /// <summary>A transform that works on whole tensors; its <c>Prepare</c> is as every other.</summary>
    private KernelModel? OfTensors(IMethodSymbol transform, ImmutableArray<IMethodSymbol> kernels, IReadOnlyList<Argument> arguments)
    {
        var prepare = kernels.FirstOrDefault(k => k.Name == "Prepare");
        if (prepare is not null && Objection(prepare) is { } objection)
            return Refuse($"Prepare {objection}");
        if (AllKernelParser.Reads(transform))
            return OfAll(transform, kernels, new AllKernelParser(arguments, _prepared, IsCallable, IsPrecision));
        var tensors = new TensorKernelParser(_type, arguments, _prepared, IsCallable, IsPrecision);
        if (tensors.Parse(transform, kernels) is not { } tensor)
        {
            _reporter.Error(Descriptors.UnusableTensorKernel, _location, _type.ShortName(), tensors.Objection);
            return null;
        }

        return new KernelModel(
            _type.FromRoot(), tensors.Transform!, null, prepare is null ? null : Bind(prepare), null,
            EquatableArray<MeasureModel>.Empty, tensor);
    }

    /// <summary>A transform that works on all parameters at once.</summary>
    private KernelModel? OfAll(IMethodSymbol transform, ImmutableArray<IMethodSymbol> kernels, AllKernelParser parser)
    {
        if (parser.Objection(transform, kernels) is { } objection)
        {
            _reporter.Error(Descriptors.UnusableTensorKernel, _location, _type.ShortName(), objection);
            return null;
        }

        return new KernelModel(
            _type.FromRoot(), parser.Bind(transform), null,
            kernels.FirstOrDefault(k => k.Name == Prepare) is { } prepare ? Bind(prepare) : null, null,
            EquatableArray<MeasureModel>.Empty, TensorModel.All);
    }

    private KernelModel? Refuse(string reason)
    {
        _reporter.Error(_unusable, _location, _type.ShortName(), reason);
        return null;
    }

    private bool IsCallable(IMethodSymbol kernel) => kernel.IsCallableFrom(_target);

    /// <summary>What is wrong with a kernel, or null.</summary>
    private string? Objection(IMethodSymbol kernel)
    {
        if (!kernel.IsStatic)
            return "must be static";
        if (!IsCallable(kernel))
            return "must be public or internal, so that generated code can call it";
        if (kernel.Name == ShouldReset)
            return ResetObjection(kernel);
        if (kernel.Name is Prepare or Conclude or ShouldStep)
            return ScalarObjection(kernel, isGate: kernel.Name == ShouldStep);
        if (kernel.Name == NeedsHessian)
            return NeedsHessianObjection(kernel);
        if (kernel.TypeParameters.Length != 1)
            return $"must have one type parameter: {kernel.Name}<T>, over Vector512<T>";
        if (Constraints.Objection(kernel) is { } constraint)
            return constraint;
        bool isVoid = kernel.Name is "Accumulate" or Observe;
        if (isVoid ? !kernel.ReturnsVoid : !IsLanes(kernel.ReturnType, kernel))
            return isVoid ? "must return void" : "must return Vector512<T>";
        return GradientObjection(kernel)
            ?? kernel.Parameters.Select(p => LaneObjection(p, kernel)).FirstOrDefault(o => o is not null);
    }

    private string? ResetObjection(IMethodSymbol kernel)
    {
        if (kernel.ReturnType.SpecialType != SpecialType.System_Boolean || kernel.TypeParameters.Length != 0)
            return "must be 'static bool ShouldReset(…)'";
        if (_isPerSegment)
            return "runs once per step, but Prepare runs for each tensor: measure over all parameters";
        var odd = kernel.Parameters.FirstOrDefault(p => p.RefKind != RefKind.None
            || !(p.Type.SpecialType == SpecialType.System_Double ? _scalars.Contains(p.Name) || _states.Contains(p.Name)
                : IsConstant(p)));
        return odd is null
            ? null
            : $"has the parameter '{odd.ToDisplayString()}', which stands for nothing: it may be a hyperparameter "
                + $"({List(_scalars.Concat(_constants))}) or a state of Prepare as double ({List(_states)})";
    }

    private string? ScalarObjection(IMethodSymbol kernel, bool isGate)
    {
        if (isGate && (kernel.ReturnType.SpecialType != SpecialType.System_Boolean || kernel.TypeParameters.Length != 0))
            return "must be 'static bool ShouldStep(…)'";
        if (!isGate && (!kernel.ReturnsVoid || kernel.TypeParameters.Length != 0))
            return $"must be 'static void {kernel.Name}(…)', with coefficients as 'out double' parameters";
        HashSet<string> known = kernel.Name == Conclude ? _prepared : [];
        foreach (var parameter in kernel.Parameters)
        {
            bool isDouble = parameter.Type.SpecialType == SpecialType.System_Double;
            bool isFine = parameter.RefKind switch
            {
                RefKind.Out => isDouble && !isGate,
                RefKind.Ref => isDouble || (isGate && IsLong(parameter)),
                RefKind.None when isDouble => _scalars.Contains(parameter.Name) || _measures.Contains(parameter.Name)
                    || known.Contains(parameter.Name) || (parameter.Name == "value" && !isGate),
                RefKind.None when IsLong(parameter) => parameter.Name == "count",
                RefKind.None => IsConstant(parameter) || IsPrecision(parameter) || (IsOfPeriod(parameter) && !isGate),
                _ => false,
            };
            if (!isFine)
            {
                return $"has the parameter '{parameter.ToDisplayString()}', which stands for nothing: it may be a "
                    + $"hyperparameter ({List(_scalars.Concat(_constants))}), a measure as double ({List(_measures)}), "
                    + (known.Count > 0 ? $"a coefficient of Prepare as double ({List(known)}), " : "")
                    + (isGate ? "" : "'double value' (the loss), ") + "'long count', 'Precision precision', "
                    + (isGate
                        ? "or a counter, 'ref long' or 'ref double'"
                        : "'ref double' state or an 'out double' coefficient");
            }
        }

        return null;
    }

    private string? NeedsHessianObjection(IMethodSymbol kernel) =>
        kernel.ReturnType.SpecialType == SpecialType.System_Boolean && kernel.TypeParameters.Length == 0
            && kernel.Parameters.All(p => p.RefKind == RefKind.None && (p.Name == "count"
                ? p.Type.SpecialType == SpecialType.System_Int64
                : (_scalars.Contains(p.Name) && p.Type.SpecialType == SpecialType.System_Double) || IsConstant(p)))
            ? null
            : $"must be 'static bool NeedsHessian(long count, …)', with hyperparameters ({List(_scalars.Concat(_constants))})";

    private string? LaneObjection(IParameterSymbol parameter, IMethodSymbol kernel)
    {
        if (!IsLanes(parameter.Type, kernel))
        {
            return parameter.RefKind == RefKind.None && (IsConstant(parameter) || IsPrecision(parameter))
                ? null
                : $"has the parameter '{parameter.ToDisplayString()}': lanes are Vector512<T>, and the structural "
                    + $"hyperparameters are {List(_constants)} ('Precision precision' is the optimizer's)";
        }

        if (_isProjection && (parameter.RefKind != RefKind.None || parameter.Name == "update"))
        {
            return $"has the parameter '{parameter.ToDisplayString()}': a projection sees the moved parameters "
                + "('Vector512<T> parameter'), coefficients and hyperparameters, and keeps no slots";
        }

        if (kernel.Name == Evaluation && parameter.RefKind == RefKind.None)
        {
            return parameter.Name == "parameter" || SharedNames(parameter).Count > 0 || _slots.Contains(parameter.Name) || _states.Contains(parameter.Name)
                || _scalars.Contains(parameter.Name)
                ? null
                : $"has the parameter '{parameter.Name}', which is not there between two steps: it may be parameter, a slot "
                    + $"({List(_slots)}), a state of Prepare ({List(_states)}) or a hyperparameter ({List(_scalars)})";
        }

        if (RandomRole(parameter) is not null)
        {
            return parameter.RefKind != RefKind.None ? $"takes the random number '{parameter.Name}' by reference: pass it by value"
                : _scalars.Contains("seed") ? null
                : $"takes the random number '{parameter.Name}', and nothing tells one run from another: add the hyperparameter "
                    + "'double seed = 0'";
        }

        if (parameter.RefKind == RefKind.Ref && _given.Contains(parameter.Name))
            return $"takes the given slot '{parameter.Name}' by reference: no step changes what the caller gives, so pass it by value";

        if (parameter.RefKind is not (RefKind.None or RefKind.Ref)
            || (parameter.RefKind == RefKind.Ref && parameter.Name is "update" or "parameter"))
        {
            return $"takes '{parameter.Name}' by reference: only slots are 'ref', everything else is passed by value";
        }

        if ((parameter.RefKind == RefKind.Ref || parameter.IsGiven()) && _isGate)
            return $"has the slot '{parameter.Name}': a gate keeps counters, 'ref long' or 'ref double' of ShouldStep";

        if (parameter.RefKind == RefKind.Ref)
        {
            string? reader = IsMeasure(kernel) ? "a measure" : kernel.Name == Evaluation ? Evaluation : null;
            return reader is null ? null : $"has the slot '{parameter.Name}' by ref: {reader} reads, Accumulate or Update writes";
        }

        string[] coefficients = [.. CoefficientsFor(kernel)];
        string[] streams = kernel.Name == Observe ? ["hessian"] : ["update", "parameter"];
        bool isKnown = streams.Contains(parameter.Name) || SharedNames(parameter).Count > 0 || _slots.Contains(parameter.Name)
            || (parameter.Name == Gradient && IsMeasure(kernel)) || (_isGate && kernel.Name == "Update" && _states.Contains(parameter.Name))
            || _scalars.Contains(parameter.Name) || coefficients.Contains(parameter.Name);
        return isKnown
            ? null
            : $"has the parameter '{parameter.Name}', which stands for nothing: it may be {string.Join(", ", streams)}, a slot "
                + $"({List(_slots)}), a coefficient that is known by then ({List(coefficients)}) or a hyperparameter ({List(_scalars)})";
    }

    /// <summary>The coefficients that are known when a lane kernel runs.</summary>
    private IEnumerable<string> CoefficientsFor(IMethodSymbol kernel) => kernel.Name switch
    {
        "Update" or Project or Observe => _prepared.Concat(_concluded),
        "Accumulate" => _prepared,
        _ => _late.Contains(MeasureName(kernel)) ? _prepared : [],
    };

    private MethodModel Bind(IMethodSymbol kernel) =>
        new(kernel.Name, kernel.Parameters.Select(p => Bind(p, kernel)).ToEquatableArray());

    private BindingModel Bind(IParameterSymbol parameter, IMethodSymbol kernel) => new(
        parameter.Name, RoleOf(parameter, kernel), parameter.RefKind != RefKind.None, StartsAt(parameter), IsLong(parameter),
        SharedNames: RoleOf(parameter, kernel) == Role.Slot ? SharedNames(parameter) : default)
    {
        IsPosition = parameter.IsPosition(),
        IsGiven = parameter.IsGiven(),
    };

    private Role RoleOf(IParameterSymbol parameter, IMethodSymbol kernel)
    {
        if (kernel.Name is Prepare or Conclude or ShouldStep or ShouldReset)
        {
            return parameter.RefKind switch
            {
                RefKind.Out => Role.Coefficient,
                RefKind.Ref => Role.State,
                _ when kernel.Name == ShouldReset && _states.Contains(parameter.Name) => Role.State,
                _ when _measures.Contains(parameter.Name) => Role.Measure,
                _ when _scalars.Contains(parameter.Name) => Role.Hyperparameter,
                _ when _prepared.Contains(parameter.Name) => Role.Coefficient,
                _ when parameter.Type.SpecialType == SpecialType.System_Double => Role.Value,
                _ when IsLong(parameter) => Role.Count,
                _ when IsPrecision(parameter) => Role.Precision,
                _ when IsOfPeriod(parameter) => parameter.Name == HasClimbed ? Role.HasClimbed : Role.IsLastDescent,
                _ => Role.Hyperparameter,
            };
        }

        if (kernel.Name == NeedsHessian)
            return parameter.Name == "count" ? Role.Count : Role.Hyperparameter;

        return parameter.Name switch
        {
            "hessian" when kernel.Name == Observe => Role.Hessian,
            _ when RandomRole(parameter) is { } random => random,
            _ when _slots.Contains(parameter.Name) || SharedNames(parameter).Count > 0 => Role.Slot,
            "update" => Role.Update,
            "parameter" => Role.Parameter,
            Gradient when AsksForGradient(kernel) => Role.Update,
            _ when (kernel.Name == Evaluation || _isGate) && _states.Contains(parameter.Name) => Role.State,
            _ when _prepared.Contains(parameter.Name) || _concluded.Contains(parameter.Name) => Role.Coefficient,
            _ => IsPrecision(parameter) ? Role.Precision : Role.Hyperparameter,
        };
    }

    private bool IsConstant(IParameterSymbol parameter) =>
        _arguments.Any(a => !a.IsScalar && a.Name == parameter.Name && a.Reaches(parameter));

    private bool IsPrecision(IParameterSymbol parameter) =>
        parameter.Name == "precision" && parameter.Type.IsLibrary("Precision") && !_constants.Contains("precision");

    /// <summary>Whether a parameter is what SAM says of its period.</summary>
    private bool IsOfPeriod(IParameterSymbol parameter) =>
        parameter is { Name: HasClimbed or "isLastDescent", Type.SpecialType: SpecialType.System_Boolean }
        && !_constants.Contains(parameter.Name);

    /// <summary>The names of another transform's slot that a parameter stands for.</summary>
    private EquatableArray<string> SharedNames(IParameterSymbol parameter)
    {
        if (parameter.RefKind != RefKind.None || _slots.Contains(parameter.Name))
            return EquatableArray<string>.Empty;
        if (parameter.GetAttributes().FirstOrDefault(a => a.AttributeClass.IsLibrary("SharedAttribute")) is not { } shared)
        {
            return parameter.Name == BindingModel.AscentGradient
                ? new[] { parameter.Name }.ToEquatableArray()
                : EquatableArray<string>.Empty;
        }

        return shared.ConstructorArguments.SelectMany(a => a.Kind == TypedConstantKind.Array ? a.Values : [])
            .Select(value => value.Value).OfType<string>().ToEquatableArray();
    }

    private static Role? RandomRole(IParameterSymbol parameter) =>
        new[] { Role.Normal, Role.Uniform, Role.Rademacher }.Cast<Role?>().FirstOrDefault(role =>
            parameter.GetAttributes().Any(a => a.AttributeClass.IsLibrary(role + "Attribute")));

    private static bool IsLanes(ITypeSymbol type, IMethodSymbol kernel) =>
        type is INamedTypeSymbol { Name: "Vector512", Arity: 1 } lanes
        && lanes.ContainingNamespace.ToDisplayString() == "System.Runtime.Intrinsics"
        && SymbolEqualityComparer.Default.Equals(lanes.TypeArguments[0], kernel.TypeParameters.FirstOrDefault());

    private static bool IsLong(IParameterSymbol parameter) => parameter.Type.SpecialType == SpecialType.System_Int64;

    private static double StartsAt(IParameterSymbol parameter) =>
        parameter.AttributeValue("StartsAtAttribute") is double value ? value : 0;

    internal static bool IsMeasure(IMethodSymbol method) =>
        method.GetAttributes().Any(IsMeasure);

    private static bool IsMeasure(AttributeData attribute) =>
        attribute.AttributeClass.IsLibrary("SumAttribute") || attribute.AttributeClass.IsLibrary("MaxAttribute");

    private static bool IsPerSegment(IMethodSymbol method) =>
        (method.AttributeValue("SumAttribute") ?? method.AttributeValue("MaxAttribute")) is 1;

    internal static bool IsAfterAccumulate(IMethodSymbol method) =>
        method.GetAttributes().Any(a => IsMeasure(a) && a.Named("AfterAccumulate") is true);

    private static bool HasAttribute(IMethodSymbol method, string name) =>
        method.GetAttributes().Any(a => a.AttributeClass.IsLibrary(name));

    internal static string MeasureName(IMethodSymbol method) =>
        char.ToLowerInvariant(method.Name[0]) + method.Name.Substring(1);

    private static string List(IEnumerable<string> names)
    {
        string list = string.Join(", ", names.OrderBy(n => n, StringComparer.Ordinal));
        return list.Length == 0 ? "there are none" : list;
    }
}
