using System.ComponentModel;
using System.Diagnostics;

namespace SamFast;

/// <summary>The base class of every generated optimizer. The formulas are in the generated part of each class.</summary>
/// <remarks>An optimizer belongs to one set of parameters and is used by one thread at a time: a step that begins during another
/// one, on a second thread or in the gradient function of the first, throws an <see cref="InvalidOperationException"/>.
/// <para>Reading changes nothing, and other threads may read at any time. A property that is one number is never torn;
/// <see cref="Scalars"/>, <see cref="Scalar(string)"/>, the copies of <see cref="StateSlot{T}"/>, <c>Save</c> and <c>Clone</c>
/// return the values of one moment between two steps, or throw an <see cref="InvalidOperationException"/>. Spans
/// (<see cref="StateSlot{T}"/>, <c>SavedParameters</c>, <c>LastGradient</c>) are the optimizer's own memory: read them between
/// two steps. Any thread may set hyperparameters; they take effect with the next step at the latest.</para></remarks>
/// <typeparam name="T">The type of parameters, gradients and state: <see cref="float"/> or <see cref="double"/>.</typeparam>
[DebuggerDisplay("{ToString(),nq}")]
public abstract partial class Optimizer<T> : OptimizerEngine<T> where T : unmanaged
{
    /// <summary>Allocates the state; called by generated constructors.</summary>
    /// <inheritdoc cref="OptimizerEngine{T}(Layout, int, int, int, int, int)"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Optimizer(Layout layout, int vectors, int slots, int measures, int coefficients, int bfloat16Slots = 0)
        : base(layout, vectors, slots, measures, coefficients, bfloat16Slots)
    {
    }

    /// <summary>For classes with an invalid declaration, so that the rest of the project compiles.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Optimizer()
    {
    }
}
