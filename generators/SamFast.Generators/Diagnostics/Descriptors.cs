using System.Reflection;
using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Diagnostics;

/// <summary>All diagnostics. A title names the problem; a message states it, and then the remedy as an imperative. An error has no meaning, and
/// leaves the class without its generated half. A warning has one that is rarely intended, and the class is generated as declared.</summary>
internal static class Descriptors
{
    public static readonly DiagnosticDescriptor NotPartial = Error(
        "SF0001", "Declared class is not partial",
        "'{0}' is not partial, so the generated half cannot join it: write 'partial class {0}'");

    public static readonly DiagnosticDescriptor UnsupportedClass = Error(
        "SF0002", "Unsupported kind of class",
        "'{0}' is {1}: {2}");

    public static readonly DiagnosticDescriptor EmptyChain = Error(
        "SF0003", "Optimizer without transforms",
        "'{0}' has no transforms: add some after [Optimizer], for example [AdamW(1e-3)]");

    public static readonly DiagnosticDescriptor SplitChain = Error(
        "SF0004", "Chain split over several declarations",
        "The transforms of '{0}' are spread over several partial declarations, whose order is undefined: put them all on one");

    public static readonly DiagnosticDescriptor OutOfRange = Error(
        "SF0005", "Hyperparameter out of range",
        "{0} of {1} is {2}: give a value in {3}");

    public static readonly DiagnosticDescriptor MissingValue = Error(
        "SF0006", "Missing hyperparameter",
        "{1} needs {0}: give a number, or write a schedule after it, for example [{1}, CosineDecay(0.1, decaySteps: 1000)]");

    public static readonly DiagnosticDescriptor SyncPeriod = Error(
        "SF0007", "Synchronization period below 1",
        "syncPeriod is {0}, but it counts the gradients of an outer step: give at least 1 (2 is SAM as published)");

    public static readonly DiagnosticDescriptor NotAnOptimizer = Error(
        "SF0008", "SAM operand is not an optimizer",
        "'{0}' is not a chain declared with [Optimizer]: {1}");

    public static readonly DiagnosticDescriptor PrecisionMismatch = Error(
        "SF0009", "Different precisions",
        "'{0}' works on {1} and '{2}' on {3}: declare both with the same [Optimizer<T>]");

    public static readonly DiagnosticDescriptor BesideSam = Error(
        "SF0010", "Not allowed beside [Sam]",
        "'{0}' has {1} beside [Sam]: {2}");

    public static readonly DiagnosticDescriptor UnusableKernel = Error(
        "SF0011", "Invalid kernel",
        "'{0}': {1}");

    public static readonly DiagnosticDescriptor UnusableSchedule = Error(
        "SF0012", "Invalid schedule",
        "{0}: {1}");

    public static readonly DiagnosticDescriptor ChainWithoutOptimizer = Error(
        "SF0013", "Missing [Optimizer]",
        "'{0}' has transforms but no [Optimizer], so nothing is generated: add [Optimizer] before them");

    public static readonly DiagnosticDescriptor HasBase = Error(
        "SF0014", "Declared class has a base class",
        "'{0}' derives from '{1}', but the generated half derives from {2}: remove the base class, or hold the object in a field");

    public static readonly DiagnosticDescriptor UnsupportedPrecision = Error(
        "SF0015", "Unsupported element type",
        "'{0}' is declared for {1}: write [Optimizer] for float, or [Optimizer<double>]");

    public static readonly DiagnosticDescriptor UnusableAlias = Error(
        "SF0016", "Invalid alias",
        "'{0}': {1}");

    public static readonly DiagnosticDescriptor DeclaredTwice = Error(
        "SF0017", "Optimizer declared twice",
        "'{0}' is declared {1} times, by {2}: keep one");

    public static readonly DiagnosticDescriptor UnusableStorage = Error(
        "SF0018", "Invalid bfloat16 storage",
        "{0}: {1}");

    public static readonly DiagnosticDescriptor UnusableThreshold = Error(
        "SF0019", "Invalid FlushBelow",
        "FlushBelow is {0}, but must be 0 (off), or below 1 and at least {1}, the smallest normal {2}: write FlushBelow = {3}, or leave it out");

    public static readonly DiagnosticDescriptor ValueInOpaqueSam = Error(
        "SF0020", "No loss in opaque SAM",
        "'{0}' needs the loss ('double value' of {1}), but the gradient function of opaque SAM returns gradients only: declare mode: SamMode.Transparent, whose Step takes the loss");

    public static readonly DiagnosticDescriptor UnusableArray = Error(
        "SF0023", "Inconsistent arrays of a schedule",
        "{0} of {1} {2}");

    public static readonly DiagnosticDescriptor StuckSchedule = Error(
        "SF0024", "Schedule never advances",
        "{0} of '{1}' would never leave the first value of {2}, because with syncPeriod 2 an adversary that restarts in every period only takes its first step: write resetState: false, so that the schedule counts all steps");

    public static readonly DiagnosticDescriptor UnusableHessian = Error(
        "SF0025", "Invalid use of the Hessian",
        "'{0}': {1}");

    public static readonly DiagnosticDescriptor ProjectionNotLast = Error(
        "SF0026", "Projections must come last",
        "[{0}] follows the projection [{1}], which applies to the moved parameters: write [{1}] after all transforms of the update");

    public static readonly DiagnosticDescriptor ProjectedAdversary = Error(
        "SF0027", "Projection in an adversary",
        "'{0}' ends in the projection {1}, but SAM does not project the perturbed parameters: declare an adversary without it");

    public static readonly DiagnosticDescriptor WrapperAfter = Error(
        "SF0029", "Wrapper after the transforms that it wraps",
        "[{0}] follows {1}, but a wrapper applies to the transforms after it: write it before {1}, the outermost wrapper first");

    public static readonly DiagnosticDescriptor UnusableGate = Error(
        "SF0030", "Invalid gate",
        "'{0}': {1}");

    public static readonly DiagnosticDescriptor WrappedAdversary = Error(
        "SF0031", "Wrapper in an adversary",
        "'{0}' has [{1}], which would decide whether an ascent happens: write it before [Sam], where it decides about ascents and descents alike, or on the outer optimizer");

    public static readonly DiagnosticDescriptor GatheringAroundOpaque = Error(
        "SF0032", "Gradient accumulation around opaque SAM",
        "'{0}' has [{1}] around opaque SAM, which requests gradients at points of its own choice: average the batches in the gradient function, write it on the outer optimizer, or declare mode: SamMode.Transparent");

    public static readonly DiagnosticDescriptor UnusableTensorKernel = Error(
        "SF0033", "Invalid kernel over whole tensors",
        "'{0}': {1}");

    public static readonly DiagnosticDescriptor TensorStorage = Error(
        "SF0034", "bfloat16 storage for a transform over whole tensors",
        "{0}: its slot '{1}' belongs to a transform over whole tensors, which accesses the slot in memory: leave '{1}' out of BFloat16");

    public static readonly DiagnosticDescriptor TensorAdversary = Error(
        "SF0035", "Adversary with state over whole tensors",
        "'{0}' perturbs the parameters, but {1} works on whole tensors and keeps {2}, which a period can neither restart nor roll back: use it in the outer optimizer, or use a transform without state here, such as [Centralize]");

    public static readonly DiagnosticDescriptor GroupTwice = Error(
        "SF0036", "Group listed twice",
        "'{0}' has the group '{1}' twice, but a tensor has one optimizer: keep one [Partition] for each group");

    public static readonly DiagnosticDescriptor UnusableMask = Error(
        "SF0037", "Invalid mask",
        "{0}: {1}");

    public static readonly DiagnosticDescriptor UnusablePart = Error(
        "SF0038", "Invalid partition",
        "{0}: {1}");

    public static readonly DiagnosticDescriptor NotTheEnd = Error(
        "SF0039", "[EndsChain] transforms must come last",
        "[{0}] applies to all transforms before it, but [{1}] follows and would change the finished step: write [{0}] after [{1}]");

    public static readonly DiagnosticDescriptor EndInAdversary = Error(
        "SF0040", "[EndsChain] transform in an adversary",
        "'{0}' perturbs the parameters temporarily, but [{1}] tracks their lasting positions: write it in the outer optimizer, or after [Sam]");

    public static readonly DiagnosticDescriptor ResetBypass = Error(
        "SF0041", "Restart of bypassed transforms",
        "[{0}] restarts the transforms before it, but [{1}] bypasses some of them, whose steps it counts: leave Wraps out of [{1}], or write resetState: false");

    public static readonly DiagnosticDescriptor LinesearchPlace = Error(
        "SF0042", "Misplaced line search",
        "[{0}] evaluates the loss along the update of the transforms before it, {1}");

    public static readonly DiagnosticDescriptor UnusableSearch = Error(
        "SF0043", "Invalid line search",
        "'{0}': {1}");

    public static readonly DiagnosticDescriptor LinesearchState = Error(
        "SF0044", "State before a line search cannot be rolled back",
        "'{0}' ends in a line search, and an exception of the objective must leave the state unchanged, but {1}: {2}");

    public static readonly DiagnosticDescriptor UnusableCombination = Error(
        "SF0045", "Misplaced part of SAM",
        "[{0}]: {1}");

    public static readonly DiagnosticDescriptor MissingSlot = Error(
        "SF0046", "Missing slot of another transform",
        "[{0}] in '{1}' reads {2}, {3}");

    public static readonly DiagnosticDescriptor LearningRateTwice = Warning(
        "SF0052", "Learning rate applied twice",
        "[{0}] applies a learning rate to the step of [{1}], which has one: both are multiplied, and the step points uphill again; keep one of them, or write [Scale] for a further factor");

    public static readonly DiagnosticDescriptor LearningRateLost = Warning(
        "SF0053", "Learning rate without effect",
        "The output of [{0}] does not depend on the length of its input, so the learning rate of [{1}] before it has no effect: write [{0}] before [{1}]");

    public static readonly DiagnosticDescriptor DecayAfterLearningRate = Warning(
        "SF0054", "Weight decay after the learning rate",
        "[{0}] adds the weights to the downhill step of [{1}], so they grow instead of decaying: write [{0}] before [{1}]");

    public static readonly DiagnosticDescriptor DirectionOnly = Warning(
        "SF0055", "Missing learning rate",
        "'{0}' ends with [{1}], whose output points uphill and has a length of its own: write [ScaleByLearningRate(1e-3)] after it, for example");

    public static readonly DiagnosticDescriptor GeneratedTwice = Error(
        "SF0056", "Generated member declared as well",
        "'{0}' declares {1}, which is generated: leave it out, or give it other parameters");

    public static readonly DiagnosticDescriptor UnchainedConstructor = Error(
        "SF0057", "Constructor does not call a generated one",
        "The constructor {1} of '{0}' calls no generated constructor, so the state is never allocated: write '{2}' after its parameters");

    public static readonly DiagnosticDescriptor BoundAfterLearningRate = Warning(
        "SF0058", "Update bounded after the learning rate",
        "[{0}] bounds the step of [{1}], after the learning rate, and not the gradient: write [{0}] before [{1}], or disable SF0058 if this is intended");

    public static readonly DiagnosticDescriptor TakenName = Error(
        "SF0059", "Name used by a generated member",
        "'{0}' {1}");

    public static readonly DiagnosticDescriptor UnusableTensor = Error(
        "SF0060", "Invalid tensor",
        "'{0}' cannot be a tensor: {1}");

    public static readonly DiagnosticDescriptor TensorDimensions = Error(
        "SF0061", "Invalid dimensions",
        "'{0}' {1}");

    public static readonly DiagnosticDescriptor TensorElement = Error(
        "SF0062", "Tensor of another element type than its layout",
        "'{0}' has elements of type {1}, but '{2}' is a layout of {3}: write {4}<{3}>, or declare the class with {5}");

    public static readonly DiagnosticDescriptor TensorTwice = Error(
        "SF0063", "Two tensors of one name",
        "'{0}' is named '{1}', like '{2}'{3}: give one of them another name, as in [Tensor({4}, Name = \"{1}2\")]");

    public static readonly DiagnosticDescriptor TensorWithoutLayout = Error(
        "SF0064", "Missing [Layout]",
        "'{0}' is a tensor, but '{1}' has no [Layout], so nothing is generated: add [Layout], or [Layout<double>], to the class");

    public static readonly DiagnosticDescriptor UnusableLayout = Error(
        "SF0065", "Invalid layout",
        "'{0}' cannot be a layout: {1}");

    public static readonly DiagnosticDescriptor NotALayout = Error(
        "SF0066", "Not a layout",
        "'{0}' is declared for '{1}', which is not a layout: {2}");

    public static readonly DiagnosticDescriptor UnknownGroup = Error(
        "SF0067", "Group unknown to the layout",
        "'{0}' names the group '{1}' (in {2}), but {3}: add a tensor to that group, or name another");

    public static readonly DiagnosticDescriptor TensorInNoPart = Error(
        "SF0068", "Tensor outside the partition",
        "'{0}' is a partition into {1}, but tensor '{2}' of '{3}' is in {4}: put it in one of these groups, or declare another [Partition]");

    public static readonly DiagnosticDescriptor LayoutPrecision = Error(
        "SF0069", "Optimizer and layout of different precisions",
        "'{0}' works on {1}, but '{2}' is a layout of {3}: declare both for the same type, with {4} or {5}");

    public static readonly DiagnosticDescriptor SeveralLayouts = Error(
        "SF0070", "Two layouts",
        "'{0}' is declared for '{1}', and '{2}' for '{3}', but they step the same tensors: name one layout");

    public static readonly DiagnosticDescriptor LanguageTooOld = Error(
        "SF0071", "C# version below 14",
        "'{0}' is compiled as C# {1}, but its generated half is C# 14: leave LangVersion out of the project, or set it to 14 or latest");

    public static readonly DiagnosticDescriptor OnlyByAlias = Error(
        "SF0072", "Type reachable by an alias only",
        "'{0}' uses '{1}' of a project or package that is referenced by the alias {2} only, but generated code reaches it through global: write Aliases=\"global,{2}\" in the reference");

    public static readonly DiagnosticDescriptor HiddenType = Error(
        "SF0073", "Type hides one that generated code names",
        "The generated half of '{0}' names '{1}', but a type or namespace of this project has that name: rename yours, or move it to another namespace");

    public static readonly DiagnosticDescriptor DebugBuild = Describe(
        "SF0074", "Debug build",
        "The project of '{0}' is compiled without optimization, so that the loops of its optimizers take 30 to 50 times as long: build with -c Release, or write <Optimize>true</Optimize> in the project",
        DiagnosticSeverity.Info, WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor UnsupportedLoss = Error(
        "SF0075", "Unsupported signature of a differentiable method",
        "'{0}' has no gradient: {1}");

    public static readonly DiagnosticDescriptor UnprovenGradient = Error(
        "SF0076", "Expression without a proven gradient",
        "The gradient of '{0}' stops here: {1}");

    public static readonly DiagnosticDescriptor NoHessianProduct = Describe(
        "SF0077", "No product with the Hessian",
        "'{0}' throws NotSupportedException: the rule of '{1}' has no tangents. To use it, give the rule a Tangent and an AdjointTangent.",
        DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor SuspiciousDerivative = Warning(
        "SF0078", "Suspicious derivative",
        "The gradient of '{0}' may not be what you mean: {1}");

    /// <summary>All descriptors.</summary>
    public static IEnumerable<DiagnosticDescriptor> All => typeof(Descriptors).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(rule => rule.GetValue(null)).OfType<DiagnosticDescriptor>();

    /// <summary>An error. No option, ruleset or pragma turns it off: the class has no generated half.</summary>
    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        Describe(id, title, message, DiagnosticSeverity.Error, WellKnownDiagnosticTags.NotConfigurable);

    private static DiagnosticDescriptor Warning(string id, string title, string message) =>
        Describe(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Describe(string id, string title, string message, DiagnosticSeverity severity, params string[] tags) => new(
        id, title, message, "SamFast", severity, isEnabledByDefault: true, new DiagnosticPage.Row(id),
        DiagnosticPage.Link(DiagnosticPage.Repository, id), tags);
}
