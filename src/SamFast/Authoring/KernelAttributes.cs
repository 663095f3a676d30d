namespace SamFast.Authoring;

/// <summary>The scope of a measure.</summary>
public enum MeasureScope
{
    /// <summary>All parameters: <c>Prepare</c> runs once.</summary>
    Parameters,

    /// <summary>Each parameter tensor by itself: <c>Prepare</c> runs once for each, and its coefficients and states
    /// belong to that tensor. An optimizer made with a number of parameters only takes them as one tensor.</summary>
    Tensor,
}

/// <summary>Marks a kernel whose lanes are summed: a measure.</summary>
/// <remarks>Lanes of the parameters' own type within a tile of 4,096 parameters, <see cref="double"/> across tiles, in
/// index order: the same bits for any number of threads and any vector width.</remarks>
/// <param name="scope">The elements that the sum combines.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SumAttribute(MeasureScope scope = MeasureScope.Parameters) : Attribute
{
    /// <summary>The elements that the sum combines.</summary>
    public MeasureScope Scope { get; } = scope;

    /// <summary>True if it is taken after <c>Accumulate</c>, from the new values of the slots, and passed to <c>Conclude</c>.
    /// Otherwise it is taken before, from the values of the last step.</summary>
    public bool AfterAccumulate { get; init; }
}

/// <summary>Marks a kernel whose lanes' maximum is taken: a measure. NaN propagates; the maximum over no parameters is
/// 0, so the lanes should not be negative.</summary>
/// <param name="scope">The elements that the maximum combines.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MaxAttribute(MeasureScope scope = MeasureScope.Parameters) : Attribute
{
    /// <summary>The elements that the maximum combines.</summary>
    public MeasureScope Scope { get; } = scope;

    /// <inheritdoc cref="SumAttribute.AfterAccumulate"/>
    public bool AfterAccumulate { get; init; }
}

/// <summary>The value with which a slot (<c>ref L</c>) or a scalar state (<c>ref double</c>) starts;
/// 0 without this attribute.</summary>
/// <param name="value">The initial value; finite.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Field | AttributeTargets.Property)]
public sealed class StartsAtAttribute(double value) : Attribute
{
    /// <summary>The initial value.</summary>
    public double Value { get; } = value;
}

/// <summary>On a slot: its elements are positions in parameter space, such as the initial parameters (<see cref="Origin"/>) or
/// their average. An optimizer that has made a step takes no new elements then, when it grows: 0 would be a place far from
/// theirs.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Field | AttributeTargets.Property)]
public sealed class PositionAttribute : Attribute;

/// <summary>The number of copies of a slot or scalar: on the <c>WholeVectors&lt;T&gt;</c> or the <c>Span&lt;double&gt;</c> that
/// a kernel over all parameters keeps between steps.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Field | AttributeTargets.Property)]
public sealed class CopiesAttribute : Attribute
{
    /// <summary>A fixed number.</summary>
    /// <param name="count">The number; at least 1.</param>
    public CopiesAttribute(int count) => Count = count;

    /// <summary>A hyperparameter.</summary>
    /// <param name="hyperparameter">Its name: an <see cref="int"/> of at least 1.</param>
    public CopiesAttribute(string hyperparameter) => Hyperparameter = hyperparameter;

    /// <summary>A fixed number; 0 if a hyperparameter determines it.</summary>
    public int Count { get; }

    /// <summary>The hyperparameter that determines the number.</summary>
    public string? Hyperparameter { get; }
}

/// <summary>The range of a hyperparameter, checked in the build and by the property's setter; of an array, the range of each
/// element. NaN and the infinities are outside every interval.</summary>
/// <param name="range">In the notation of mathematics: <c>"[0, 1)"</c>, <c>"(0, ∞)"</c>. A bound may be the name of another
/// parameter.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class IntervalAttribute(string range) : Attribute
{
    /// <summary>The range, such as <c>[0, 1)</c>.</summary>
    public string Range { get; } = range;
}

/// <summary>The constraints on an array of a schedule, checked in the build. An omitted optional array is not checked.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ElementsAttribute : Attribute
{
    /// <summary>The least number of elements.</summary>
    public int AtLeast { get; init; }

    /// <summary>The array that has as many elements.</summary>
    public string? AsManyAs { get; init; }

    /// <summary>True if each element must be larger than the one before.</summary>
    public bool Ascending { get; init; }
}

/// <summary>Declares the value with which the transform is the identity. The generator then omits the transform, with its
/// state, memory traffic and property. On a parameter of an alias, it omits the transform that the parameter is passed to; that
/// transform's own range need not include the value.</summary>
/// <param name="value">The value at which the transform is the identity.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class IdentityAtAttribute(double value) : Attribute
{
    /// <summary>The value at which the transform is the identity.</summary>
    public double Value { get; } = value;
}

/// <summary>On a parameter of an alias: the hyperparameter that it sets, if the names differ.</summary>
/// <param name="target">Transform and hyperparameter, such as <c>"Trace.decay"</c>.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class SetsAttribute(string target) : Attribute
{
    /// <summary>Transform and hyperparameter, such as <c>Trace.decay</c>.</summary>
    public string Target { get; } = target;
}

/// <summary>On a parameter or a property of an alias that names groups: the transform whose
/// <see cref="TransformAttribute.Mask"/> it sets.</summary>
/// <param name="transform">The transform, such as <c>"AddDecayedWeights"</c>.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class SetsMaskAttribute(string transform) : Attribute
{
    /// <summary>The transform.</summary>
    public string Transform { get; } = transform;
}

/// <summary>On a <see cref="bool"/> of an alias: the transform that is left out if the argument is false.</summary>
/// <param name="transform">The transform, such as <c>"ScaleByParamBlockRms"</c>.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class IncludesAttribute(string transform) : Attribute
{
    /// <summary>The transform.</summary>
    public string Transform { get; } = transform;
}

/// <summary>On a <see cref="bool"/> of an alias: of two transforms, the one that is kept.</summary>
/// <param name="ifTrue">The transform that is kept if the argument is true.</param>
/// <param name="ifFalse">The transform that is kept if the argument is false.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ChoosesAttribute(string ifTrue, string ifFalse) : Attribute
{
    /// <summary>The transform that is kept if the argument is true.</summary>
    public string IfTrue { get; } = ifTrue;

    /// <summary>The transform that is kept if the argument is false.</summary>
    public string IfFalse { get; } = ifFalse;
}

/// <summary>On a <see cref="bool"/> of a transform: the optional kernel that is left out if the argument is false.</summary>
/// <param name="kernel">The kernel, such as <c>"ShouldReset"</c>.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class EnablesAttribute(string kernel) : Attribute
{
    /// <summary>The kernel.</summary>
    public string Kernel { get; } = kernel;
}

/// <summary>On a <see cref="bool"/> of a transform or an alias: where it is true, another argument must be in a narrower range,
/// unless a schedule drives it. Checked in the build.</summary>
/// <param name="hyperparameter">The name of the other parameter.</param>
/// <param name="range">Its range, as in <see cref="IntervalAttribute"/>.</param>
[AttributeUsage(AttributeTargets.Parameter, AllowMultiple = true)]
public sealed class RequiresAttribute(string hyperparameter, string range) : Attribute
{
    /// <summary>The name of the other parameter.</summary>
    public string Hyperparameter { get; } = hyperparameter;

    /// <summary>Its range.</summary>
    public string Range { get; } = range;
}

/// <summary>On a scalar hyperparameter: the count at which a schedule in its place is evaluated in the first step; 0
/// without this attribute.</summary>
/// <param name="first">The first count.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class CountsFromAttribute(int first) : Attribute
{
    /// <summary>The first count.</summary>
    public int First { get; } = first;
}

/// <summary>On a parameter of a lane kernel: a state vector that another transform keeps, to be read. It is that of the
/// nearest transform before this one which has one of the names; in an adversary of SAM, also of the outer
/// optimizer.</summary>
/// <param name="slots">The names that it may have, the preferred one first: <c>[Shared("mu", "trace")]</c>.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Field | AttributeTargets.Property)]
public sealed class SharedAttribute(params string[] slots) : Attribute
{
    /// <summary>The names that it may have.</summary>
    public IReadOnlyList<string> Slots { get; } = slots;
}

/// <summary>On a parameter of a lane kernel, by value: a state vector that no step changes and the caller provides with
/// <see cref="StateSlot{T}.Set(ReadOnlySpan{T})"/>. Until then it has its initial value (<see cref="StartsAtAttribute"/>). SAM
/// does not reset it between periods.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Field | AttributeTargets.Property)]
public sealed class CallerProvidedAttribute : Attribute;

/// <summary>Marks a transform for operands of SAM only: an <c>[Optimizer]</c> with it is compiled into the optimizers that name
/// it in <c>[Sam]</c>, and gets no members itself.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OnlyInSamAttribute : Attribute;

/// <summary>Marks a transform that compares the gradient with earlier ones and must therefore keep its state between periods of
/// SAM: <c>resetState: false</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RemembersPeriodsAttribute : Attribute;

/// <summary>Marks a transform that encloses all those before it: only such transforms and projections may follow it in a chain.
/// After <c>[Sam]</c>, it encloses SAM. The adversary of SAM cannot contain it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EndsChainAttribute : Attribute;
