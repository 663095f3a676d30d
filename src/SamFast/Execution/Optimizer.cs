using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SamFast;

/// <summary>
/// The base of every generated optimizer: the state in one slab, the walk over tiles, and the checks that come before
/// anything is modified. The formulas are in the generated part of each class.
/// </summary>
/// <remarks>An optimizer belongs to one set of parameters and is used by one thread at a time.</remarks>
/// <typeparam name="T">The type of parameters, gradients and state: <see cref="float"/> or <see cref="double"/>.</typeparam>
[DebuggerDisplay("{ToString(),nq}")]
public abstract partial class Optimizer<T> where T : unmanaged
{
    private readonly Slab<T> _slab;
    private readonly double[] _partials;
    private readonly int _measures;

    /// <summary>Allocates the state: the only allocation of an optimizer's life.</summary>
    /// <param name="parameterCount">How many parameters the optimizer updates; at least 0.</param>
    /// <param name="slots">How many state vectors of that length the plan has.</param>
    /// <param name="measures">How many measures a sweep takes at most.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parameterCount"/> is negative.</exception>
    protected Optimizer(int parameterCount, int slots, int measures)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parameterCount);
        ParameterCount = parameterCount;
        _slab = new Slab<T>(parameterCount, slots);
        _measures = measures;
        _partials = new double[measures * TileCount(parameterCount)];
    }

    /// <summary>How many parameters the optimizer updates.</summary>
    public int ParameterCount { get; }

    /// <summary>How many times the parameters have been updated; for sharpness-aware optimizers, by the outer
    /// optimizer.</summary>
    public long StepCount { get; protected set; }

    /// <inheritdoc/>
    public override string ToString() => $"{GetType().Name}: {ParameterCount} parameters, {StepCount} steps";

    /// <summary>One state vector: what is remembered of each parameter.</summary>
    /// <param name="slot">The slot's number in the plan.</param>
    protected Span<T> Slot(int slot) => _slab.Slot(slot)[..ParameterCount];

    /// <summary>Sets a whole state vector, its padding included.</summary>
    /// <param name="slot">The slot's number in the plan.</param>
    /// <param name="value">The initial value.</param>
    protected void Fill(int slot, T value) => _slab.Slot(slot).Fill(value);

    /// <summary>Refuses spans that do not fit, before anything is modified.</summary>
    /// <exception cref="ArgumentException">A span has another length, or the two overlap.</exception>
    protected void Check(ReadOnlySpan<T> parameters, ReadOnlySpan<T> gradients)
    {
        if (parameters.Length != ParameterCount)
            Throw.Length(nameof(parameters), parameters.Length, this);
        if (gradients.Length != ParameterCount)
            Throw.Length(nameof(gradients), gradients.Length, this);
        if (parameters.Overlaps(gradients))
            Throw.Overlap();
    }

    /// <summary>Refuses parameters that do not fit, before anything is modified.</summary>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    protected void Check(ReadOnlySpan<T> parameters)
    {
        if (parameters.Length != ParameterCount)
            Throw.Length(nameof(parameters), parameters.Length, this);
    }

    /// <summary>One pass of the plan over one tile; generated.</summary>
    /// <param name="sweep">The sweep's number in the plan.</param>
    /// <param name="tile">Where to read and write.</param>
    protected abstract void Sweep(int sweep, in Tile tile);

    /// <summary>Runs a sweep over all tiles.</summary>
    /// <param name="sweep">The sweep's number in the plan.</param>
    /// <param name="source">The parameters to read.</param>
    /// <param name="gradients">The gradient to read.</param>
    /// <param name="destination">The parameters to write; may be <paramref name="source"/>.</param>
    protected void Run(int sweep, ReadOnlySpan<T> source, ReadOnlySpan<T> gradients, Span<T> destination)
    {
        ref T from = ref MemoryMarshal.GetReference(source);
        ref T along = ref MemoryMarshal.GetReference(gradients);
        ref T to = ref MemoryMarshal.GetReference(destination);

        int start = 0;
        for (int number = 0; start < ParameterCount; number++, start += Tile.Capacity)
        {
            int length = Math.Min(Tile.Capacity, ParameterCount - start);
            Sweep(sweep, new Tile(
                ref from, ref along, ref to, ref _slab.Start, _slab.Stride, start, length,
                _partials.AsSpan(number * _measures, _measures)));
        }
    }

    /// <summary>Combines the tiles' partial sums of a measure, in index order.</summary>
    /// <param name="measure">The measure's number in the sweep that was run last.</param>
    protected double SumOf(int measure)
    {
        double sum = 0;
        for (int i = measure; i < _partials.Length; i += _measures)
            sum += _partials[i];
        return sum;
    }

    /// <summary>Combines the tiles' partial maxima of a measure.</summary>
    /// <param name="measure">The measure's number in the sweep that was run last.</param>
    protected double MaxOf(int measure)
    {
        double max = 0;
        for (int i = measure; i < _partials.Length; i += _measures)
            max = Math.Max(max, _partials[i]);
        return max;
    }

    private static int TileCount(int parameterCount) => (int)(((long)parameterCount + Tile.Capacity - 1) / Tile.Capacity);
}
