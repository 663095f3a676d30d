using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SamFast;

/// <summary>
/// The base of every generated optimizer: the state in one slab, the walk over tiles, and the checks that come before
/// anything is modified. The formulas are in the generated part of each class.
/// </summary>
/// <remarks>An optimizer belongs to one set of parameters and is used by one thread at a time.</remarks>
/// <typeparam name="T">The type of parameters, gradients and state: <see cref="float"/> or <see cref="double"/>.</typeparam>
[DebuggerDisplay("{ToString(),nq}")]
public abstract unsafe partial class Optimizer<T> where T : unmanaged
{
    // Pinned; the fields after them point into them.
    private readonly CacheLine[] _slab;
    private readonly double[] _sums;
    private readonly T* _state;
    private readonly nuint _stride;
    private readonly double* _partials;
    private readonly int _measures;
    private readonly int _tiles;
    private Tile _only;

    /// <summary>Allocates the state: the only allocation of an optimizer's life.</summary>
    /// <param name="parameterCount">How many parameters the optimizer updates; at least 0.</param>
    /// <param name="slots">How many state vectors of that length the plan has.</param>
    /// <param name="measures">How many measures a sweep takes at most.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parameterCount"/> is negative.</exception>
    protected Optimizer(int parameterCount, int slots, int measures)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parameterCount);
        ParameterCount = parameterCount;
        _tiles = (int)(((long)parameterCount + Tile.Capacity - 1) / Tile.Capacity);
        _slab = Slab.Allocate<T>(parameterCount, slots, out _stride);
        _state = Slab.Start<T>(_slab);
        _measures = measures;
        _sums = GC.AllocateArray<double>(Math.Max(1, measures * _tiles), pinned: true);
        _partials = (double*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_sums));
        _only = new Tile(this, 0);
        ThreadCount = DefaultThreadCount(parameterCount);
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
    protected Span<T> Slot(int slot) => new(_state + ((nuint)slot * _stride), ParameterCount);

    /// <summary>Sets a whole state vector, its padding included.</summary>
    /// <param name="slot">The slot's number in the plan.</param>
    /// <param name="value">The initial value.</param>
    protected void Fill(int slot, T value) => new Span<T>(_state + ((nuint)slot * _stride), (int)_stride).Fill(value);

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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void Run(int sweep, ReadOnlySpan<T> source, ReadOnlySpan<T> gradients, Span<T> destination)
    {
        fixed (T* from = &MemoryMarshal.GetReference(source))
        fixed (T* along = &MemoryMarshal.GetReference(gradients))
        fixed (T* to = &MemoryMarshal.GetReference(destination))
        {
            // A model of one tile must not pay for the others.
            if (_tiles <= 1)
            {
                _only.Aim(from, along, to, start: 0);
                Sweep(sweep, in _only);
            }
            else
            {
                RunTiles(sweep, from, along, to);
            }
        }
    }

    /// <summary>Combines the tiles' partial sums of a measure, in index order.</summary>
    /// <param name="measure">The measure's number in the sweep that was run last.</param>
    protected double SumOf(int measure)
    {
        double sum = 0;
        for (int i = measure; i < _sums.Length; i += _measures)
            sum += _sums[i];
        return sum;
    }

    /// <summary>Combines the tiles' partial maxima of a measure.</summary>
    /// <param name="measure">The measure's number in the sweep that was run last.</param>
    protected double MaxOf(int measure)
    {
        double max = 0;
        for (int i = measure; i < _sums.Length; i += _measures)
            max = Math.Max(max, _sums[i]);
        return max;
    }
}
