using System.Reflection;
using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Diagnostics;

/// <summary>Every mistake a declaration can hold. Titles name the rule, messages name the remedy.</summary>
internal static class Descriptors
{
    public static readonly DiagnosticDescriptor NotPartial = Error(
        "SF0001", "A declared class must be partial",
        "'{0}' must be partial, so that the generated half can join it: write 'partial class {0}'");

    public static readonly DiagnosticDescriptor UnsupportedClass = Error(
        "SF0002", "A declared class must be an ordinary one",
        "'{0}' is {1}: declare a plain, non-generic class instead");

    public static readonly DiagnosticDescriptor EmptyChain = Error(
        "SF0003", "An optimizer needs at least one transform",
        "'{0}' has no transforms: add some after [Optimizer], for example [AdamW(1e-3)]");

    public static readonly DiagnosticDescriptor SplitChain = Error(
        "SF0004", "A chain stands on one declaration",
        "The transforms of '{0}' stand on several partial declarations, whose order is not defined: put them all on one");

    public static readonly DiagnosticDescriptor OutOfRange = Error(
        "SF0005", "A hyperparameter is out of range",
        "{0} of {1} is {2}, but must be finite and in {3}");

    public static readonly DiagnosticDescriptor MissingValue = Error(
        "SF0006", "A hyperparameter has no value",
        "{1} needs {0}: give a number, or write a schedule after it, for example [{1}, CosineDecay(0.1, decaySteps: 1000)]");

    public static readonly DiagnosticDescriptor SyncPeriod = Error(
        "SF0007", "The synchronization period is at least 1",
        "syncPeriod is {0}: it counts the gradients of an outer step, so it must be at least 1 (2 is SAM as published)");

    public static readonly DiagnosticDescriptor NotAnOptimizer = Error(
        "SF0008", "SAM composes declared optimizers",
        "'{0}' is not a chain declared with [Optimizer]: {1}");

    public static readonly DiagnosticDescriptor PrecisionMismatch = Error(
        "SF0009", "SAM's operands have one precision",
        "'{0}' works on {1} and '{2}' on {3}: declare both with the same [Optimizer<T>]");

    public static readonly DiagnosticDescriptor BesideSam = Error(
        "SF0010", "SAM stands alone",
        "'{0}' has {1} beside [Sam]: declare it in the outer optimizer or in the adversary, where it acts on one of the two gradients");

    public static readonly DiagnosticDescriptor UnusableKernel = Error(
        "SF0011", "A transform's kernel cannot be used",
        "'{0}': {1}");

    public static readonly DiagnosticDescriptor UnusableSchedule = Error(
        "SF0012", "A schedule drives a scalar of the transform before it",
        "{0}: {1}");

    public static readonly DiagnosticDescriptor ChainWithoutOptimizer = Error(
        "SF0013", "Transforms need [Optimizer]",
        "'{0}' has transforms but no [Optimizer], so nothing is generated: add [Optimizer] before them");

    public static readonly DiagnosticDescriptor HasBase = Error(
        "SF0014", "A declared class has no base class of its own",
        "'{0}' derives from '{1}', but the generated half derives from {2}: remove the base class, or hold the object in a field");

    public static readonly DiagnosticDescriptor UnsupportedPrecision = Error(
        "SF0015", "Optimizers work on float or double",
        "'{0}' is declared for {1}: write [Optimizer] for float, or [Optimizer<double>]");

    public static readonly DiagnosticDescriptor UnusableAlias = Error(
        "SF0016", "An alias lists its transforms",
        "'{0}': {1}");

    public static readonly DiagnosticDescriptor DeclaredTwice = Error(
        "SF0017", "An optimizer is declared once",
        "'{0}' is declared {1} times, by {2}: keep one");

    public static readonly DiagnosticDescriptor UnusableStorage = Error(
        "SF0018", "Slots of float optimizers can be stored in bfloat16",
        "{0}: {1}");

    public static readonly DiagnosticDescriptor UnusableThreshold = Error(
        "SF0019", "Slots are flushed below a normal number",
        "FlushBelow is {0}, but must be 0 (off), or below 1 and at least {1}, the smallest normal {2}: write FlushBelow = {3}, or leave it out");

    public static readonly DiagnosticDescriptor ValueInOpaqueSam = Error(
        "SF0020", "Opaque SAM has no loss to give",
        "'{0}' asks for the loss ('double value' of {1}), but a gradient function returns gradients only: declare mode: SamMode.Transparent, whose Step takes the loss");

    public static readonly DiagnosticDescriptor UnusableArray = Error(
        "SF0023", "The arrays of a schedule fit together",
        "{0} of {1} {2}");

    public static readonly DiagnosticDescriptor StuckSchedule = Error(
        "SF0024", "A schedule can change",
        "{0} of '{1}' would never leave the first value of {2}: with syncPeriod 2, an adversary that starts afresh in every period takes its first step only; write resetState: false, and it counts them all");

    public static readonly DiagnosticDescriptor UnusableHessian = Error(
        "SF0025", "One transform of a plain chain takes the Hessian",
        "'{0}': {1}");

    public static readonly DiagnosticDescriptor ProjectionNotLast = Error(
        "SF0026", "Projections are the last links of a chain",
        "[{0}] follows the projection [{1}], which applies to the moved parameters: write [{1}] after all transforms of the update");

    public static readonly DiagnosticDescriptor ProjectedAdversary = Error(
        "SF0027", "SAM's adversary has no projections",
        "'{0}' ends in the projection {1}, but the perturbed point is not projected: declare an adversary without it");

    public static readonly DiagnosticDescriptor WrapperAfter = Error(
        "SF0029", "A wrapper stands before what it wraps",
        "[{0}] stands after {1}, but wraps what follows it: write it before {1}, the outermost wrapper first");

    public static readonly DiagnosticDescriptor UnusableGate = Error(
        "SF0030", "A gate decides by one method",
        "'{0}': {1}");

    public static readonly DiagnosticDescriptor WrappedAdversary = Error(
        "SF0031", "An adversary has no wrappers",
        "'{0}' has [{1}], which would decide whether an ascent happens: write it before [Sam], where it decides about ascents and descents alike, or on the outer optimizer");

    public static readonly DiagnosticDescriptor GatheringAroundOpaque = Error(
        "SF0032", "Opaque SAM asks for one gradient at each point",
        "'{0}' has [{1}] around opaque SAM, which asks for gradients at its own points: average the batches in the gradient function, write it on the outer optimizer, or say mode: SamMode.Transparent");

    public static readonly DiagnosticDescriptor UnusableTensorKernel = Error(
        "SF0033", "A kernel over whole tensors cannot be used",
        "'{0}': {1}");

    public static readonly DiagnosticDescriptor TensorStorage = Error(
        "SF0034", "Slots of transforms over whole tensors are not stored in bfloat16",
        "{0}: its slot '{1}' belongs to a transform that works on whole tensors, which sees it as it is stored: leave '{1}' out of BFloat16");

    public static readonly DiagnosticDescriptor TensorAdversary = Error(
        "SF0035", "What perturbs the parameters keeps no state of whole tensors",
        "'{0}' perturbs the parameters, and {1} works on whole tensors and keeps {2}: a period can neither begin it afresh nor take it back. Use it in the outer optimizer, or a transform without state, such as [Centralize], here");

    public static readonly DiagnosticDescriptor GroupTwice = Error(
        "SF0036", "A partition has each group once",
        "'{0}' has the group '{1}' twice: a tensor has one optimizer, so keep one [Partition] for each group");

    public static readonly DiagnosticDescriptor UnusableMask = Error(
        "SF0037", "A mask names groups of tensors",
        "{0}: {1}");

    public static readonly DiagnosticDescriptor UnusablePart = Error(
        "SF0038", "A partition gives groups their chains",
        "{0}: {1}");

    public static readonly DiagnosticDescriptor NotTheEnd = Error(
        "SF0039", "What is around a chain ends it",
        "[{0}] is around the transforms before it, but [{1}] follows it and would change the step that it has made: write [{0}] after [{1}]");

    public static readonly DiagnosticDescriptor EndInAdversary = Error(
        "SF0040", "What is around a chain is not in an adversary",
        "'{0}' perturbs the parameters, which are put back, and [{1}] counts on where they stay: write it in the outer optimizer, or after [Sam]");

    public static readonly DiagnosticDescriptor ResetBypass = Error(
        "SF0041", "What starts afresh is not bypassed in part",
        "[{0}] lets the transforms before it start afresh, and [{1}] bypasses some of them, whose steps it counts: leave Wraps out of [{1}], or keep the state");

    public static readonly DiagnosticDescriptor LinesearchPlace = Error(
        "SF0042", "A line search ends a chain of its own",
        "[{0}] evaluates the loss along the update of what stands before it, {1}");

    public static readonly DiagnosticDescriptor UnusableSearch = Error(
        "SF0043", "A line search is one method",
        "'{0}': {1}");

    public static readonly DiagnosticDescriptor LinesearchState = Error(
        "SF0044", "What precedes a line search can be taken back",
        "'{0}' ends in a line search, which an exception of the objective may end before the step is taken, and {1}");

    public static readonly DiagnosticDescriptor UnusableCombination = Error(
        "SF0045", "A part of sharpness-aware minimization stands in its place",
        "[{0}]: {1}");

    public static readonly DiagnosticDescriptor MissingSlot = Error(
        "SF0046", "A transform reads state that another one keeps",
        "[{0}] in '{1}' reads {2}, {3}");

    // What follows may be meant (a chain that climbs is a chain), and compiles: warnings.
    public static readonly DiagnosticDescriptor LearningRateTwice = Warning(
        "SF0052", "A chain has one learning rate",
        "[{0}] applies a learning rate to the step that [{1}] has made: both are multiplied, and the step turns uphill again; keep one of them, or write [Scale] for a further factor");

    public static readonly DiagnosticDescriptor LearningRateLost = Warning(
        "SF0053", "A learning rate stands after what divides it out",
        "The length of what [{0}] gives does not depend on that of what it gets, so the learning rate of [{1}] before it has no effect: write [{0}] before [{1}]");

    public static readonly DiagnosticDescriptor DecayAfterLearningRate = Warning(
        "SF0054", "Weights decay before the learning rate",
        "[{0}] adds the weights to the step that [{1}] has turned downhill: they grow instead of decaying, whatever the learning rate is; write [{0}] before [{1}]");

    public static readonly DiagnosticDescriptor DirectionOnly = Warning(
        "SF0055", "A chain makes a step of its direction",
        "'{0}' ends with [{1}], which gives a direction, uphill and of a length of its own, and no learning rate follows: write [ScaleByLearningRate(1e-3)] after it, for example");

    public static readonly DiagnosticDescriptor GeneratedTwice = Error(
        "SF0056", "What is generated is not declared as well",
        "'{0}' declares {1}, which is generated: leave it out, or give it other parameters");

    public static readonly DiagnosticDescriptor UnchainedConstructor = Error(
        "SF0057", "A constructor of one's own calls a generated one",
        "The constructor {1} of '{0}' calls none of those that are generated, which make the state: write '{2}' after its parameters");

    public static readonly DiagnosticDescriptor LanguageTooOld = Error(
        "SF0071", "Generated code is C# 14",
        "'{0}' is compiled as C# {1}, and its generated half is C# 14: leave LangVersion out of the project, or set it to 14 or latest");

    public static readonly DiagnosticDescriptor OnlyByAlias = Error(
        "SF0072", "Generated code reaches types from the root",
        "'{0}' uses '{1}' of a project or package that is referenced by the alias {2} alone, and generated code reaches it through global: write Aliases=\"global,{2}\" in the reference");

    public static readonly DiagnosticDescriptor TakenName = Error(
        "SF0059", "Generated members have names of their own",
        "'{0}' {1}");

    public static readonly DiagnosticDescriptor BoundAfterLearningRate = Warning(
        "SF0058", "Updates are bounded before the learning rate",
        "[{0}] bounds the step that [{1}] has made, after the learning rate, and not the gradient: write [{0}] before [{1}], or disable SF0058 where the step is meant");

    public static readonly DiagnosticDescriptor UnusableTensor = Error(
        "SF0060", "A tensor is a partial property",
        "'{0}' cannot be a tensor: {1}");

    public static readonly DiagnosticDescriptor TensorDimensions = Error(
        "SF0061", "A tensor has dimensions",
        "'{0}' {1}");

    public static readonly DiagnosticDescriptor TensorElement = Error(
        "SF0062", "Tensors have the element type of their layout",
        "'{0}' has elements of type {1}, but '{2}' is a layout of {3}: write {4}<{3}>, or declare the class with {5}");

    public static readonly DiagnosticDescriptor TensorTwice = Error(
        "SF0063", "Tensors have names of their own",
        "'{0}' is called '{1}', as '{2}' is{3}: give one of them another name, as in [Tensor({4}, Name = \"{1}2\")]");

    public static readonly DiagnosticDescriptor TensorWithoutLayout = Error(
        "SF0064", "Tensors need [Layout]",
        "'{0}' is a tensor, but '{1}' has no [Layout], so nothing is generated: add [Layout], or [Layout<double>], to the class");

    public static readonly DiagnosticDescriptor UnusableLayout = Error(
        "SF0065", "A layout is a class of tensors",
        "'{0}' cannot be a layout: {1}");

    public static readonly DiagnosticDescriptor NotALayout = Error(
        "SF0066", "An optimizer is declared for a layout",
        "'{0}' is declared for '{1}', which is no layout: add [Layout] and tensors to that class, or leave Layout out");

    public static readonly DiagnosticDescriptor UnknownGroup = Error(
        "SF0067", "The layout has the groups that a declaration names",
        "'{0}' names the group '{1}' ({2} does), but {3}: give one of the tensors that group, or name another");

    public static readonly DiagnosticDescriptor TensorInNoPart = Error(
        "SF0068", "A partition has all tensors of the layout",
        "'{0}' is a partition into {1}, and tensor '{2}' of '{3}' is in {4}: give it one of these groups, or declare another [Partition]");

    public static readonly DiagnosticDescriptor LayoutPrecision = Error(
        "SF0069", "An optimizer has the precision of its layout",
        "'{0}' works on {1}, and '{2}' is a layout of {3}: declare both for the same type, with {4} or {5}");

    public static readonly DiagnosticDescriptor SeveralLayouts = Error(
        "SF0070", "An optimizer is declared for one layout",
        "'{0}' is declared for '{1}', and '{2}' for '{3}', but they step the same tensors: name one layout");

    /// <summary>All rules.</summary>
    public static IEnumerable<DiagnosticDescriptor> All => typeof(Descriptors).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(rule => rule.GetValue(null)).OfType<DiagnosticDescriptor>();

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        Describe(id, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title, string message) =>
        Describe(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Describe(string id, string title, string message, DiagnosticSeverity severity) => new(
        id, title, message, "SamFast", severity, isEnabledByDefault: true, new DiagnosticPage.Row(id),
        DiagnosticPage.Link(DiagnosticPage.Repository, id));
}
