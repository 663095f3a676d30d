using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SamFast.Runtime;

/// <summary>The engine of every generated optimizer: the state in one allocation, the iteration over tiles, and the checks that
/// precede every step. Generated code calls its members; users see <see cref="Optimizer{T}"/>.</summary>
/// <remarks>The hidden members are a contract: a library that was compiled against one version of a major release runs with all
/// later ones.</remarks>
/// <typeparam name="T">The type of parameters, gradients and state: <see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract unsafe partial class OptimizerEngine<T> where T : unmanaged
{
    /// <summary>The size of parameters, gradient and state, in bytes, above which a model does not fit in a cache.</summary>
    private const long LargeBytes = 48 << 20;

    // Pinned; the pointers after them point into them.
    private readonly CacheLine[] _slab;
    private readonly double[] _scalars;
    internal readonly T* _vectors;
    internal readonly T* _state;
    internal readonly ushort* _narrow;
    internal readonly double* _partials;
    private readonly double* _perTensor;

    internal readonly Tiling _tiling;
    internal readonly Tiling.Range* _ranges;
    internal readonly nint _vectorStride;
    internal readonly nint _stride;
    internal readonly nint _narrowStride;
    internal readonly int _tiles;
    internal readonly int _measures;
    private readonly int _coefficients;
    private readonly bool _isLarge;
    private Tile<T> _only;
    internal TensorBuffers<T>? _tensors;

    // The version of the tensors whose addresses the tiles have.
    private long _placed;

    /// <summary>Allocates the state: the only allocation of an optimizer's life.</summary>
    /// <param name="layout">The parameter tensors, in the order of the flat vector.</param>
    /// <param name="vectors">The number of vectors of the plan with the layout of the caller's.</param>
    /// <param name="slots">The number of state vectors of the plan.</param>
    /// <param name="measures">The largest number of measures of a sweep.</param>
    /// <param name="coefficients">The number of per-tensor scalars of the plan.</param>
    /// <param name="bfloat16Slots">The number of further state vectors, stored in bfloat16.</param>
    /// <exception cref="ArgumentNullException">The layout is null.</exception>
    protected OptimizerEngine(Layout layout, int vectors, int slots, int measures, int coefficients, int bfloat16Slots = 0)
    {
        ArgumentNullException.ThrowIfNull(layout);
        Layout = layout;
        _tiling = new Tiling(layout.Lengths(), Vector512<T>.Count);
        _ranges = _tiling.First;
        _tiles = _tiling.Ranges.Length;
        _measures = measures;
        _coefficients = coefficients;
        ParameterCount = _tiling.ParameterCount;

        _vectorStride = Slab.Stride<T>(ParameterCount);
        _stride = Slab.Stride<T>(_tiling.SlotLength);
        _narrowStride = Slab.Stride<ushort>(_tiling.SlotLength);
        nint elements = (vectors * _vectorStride) + (slots * _stride);
        nint bytes = (elements * sizeof(T)) + (bfloat16Slots * _narrowStride * sizeof(ushort));
        _slab = Slab.Allocate(bytes);
        _vectors = Slab.Start<T>(_slab, bytes);
        _state = _vectors + (vectors * _vectorStride);
        _narrow = (ushort*)(_vectors + elements);

        int partials = measures * Math.Max(1, _tiles);
        _scalars = GC.AllocateArray<double>(Math.Max(1, partials + (coefficients * layout.Count)), pinned: true);
        _partials = (double*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_scalars));
        _perTensor = _partials + partials;

        // The buffers of a model of one tile may move meanwhile, and lose their alignment.
        _isLarge = _tiles > 1 && ((long)_slab.Length * sizeof(CacheLine)) + (2L * ParameterCount * sizeof(T)) > LargeBytes;
        _only = new Tile<T>(this, 0, _tiles, TileMerging.Tensors, default);
        _only.Next();
        ThreadCount = DefaultThreadCount(ParameterCount);
    }

    /// <summary>For classes with an invalid declaration, so that the rest of the project compiles.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected OptimizerEngine() => throw FaultyDeclaration.Exception();

    /// <summary>The tensors that the parameters are.</summary>
    public Layout Layout { get; }

    /// <summary>The number of parameters.</summary>
    public int ParameterCount { get; }

    /// <summary>The number of completed steps; of a sharpness-aware optimizer, those of the outer optimizer.</summary>
    public long StepCount { get; protected set; }

    /// <summary>The number of tensors.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected int TensorCount => _tiling.FirstTile.Length - 1;

    /// <summary>A vector of the optimizer's own that is laid out like the caller's.</summary>
    /// <param name="vector">The vector's number in the plan.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Span<T> Vector(int vector) => new(_vectors + (vector * _vectorStride), ParameterCount);

    /// <summary>Copies a vector of the optimizer's own to the parameters.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void CopyTo(ReadOnlySpan<T> vector, TensorBuffers<T> tensors)
    {
        for (int tensor = 0; tensor < tensors.Lengths.Length; tensor++)
        {
            int length = tensors.Lengths[tensor];
            vector[..length].CopyTo(new Span<T>(tensors.Parameters(tensor), length));
            vector = vector[length..];
        }
    }

    /// <summary>Sets a whole state vector, its padding included.</summary>
    /// <param name="slot">The slot's number in the plan.</param>
    /// <param name="value">The initial value.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Fill(int slot, T value)
    {
        T* start = _state + (slot * _stride);
        for (nint done = 0; done < _tiling.SlotLength; done += Tiling.TileLength)
            new Span<T>(start + done, (int)Math.Min(Tiling.TileLength, _tiling.SlotLength - done)).Fill(value);
    }

    /// <summary>Sets a whole state vector in bfloat16, its padding included.</summary>
    /// <param name="slot">The slot's number in the plan.</param>
    /// <param name="value">The initial value, rounded to nearest.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void FillBFloat16(int slot, float value)
    {
        ushort rounded = BFloat16.Narrow(value);
        for (nint done = 0; done < _tiling.SlotLength; done += Tiling.TileLength)
        {
            int length = (int)Math.Min(Tiling.TileLength, _tiling.SlotLength - done);
            new Span<ushort>(_narrow + (slot * _narrowStride) + done, length).Fill(rounded);
        }
    }

    /// <summary>A scalar of one tensor.</summary>
    /// <param name="coefficient">The scalar's number in the plan.</param>
    /// <param name="tensor">The tensor.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal ref double PerTensor(int coefficient, int tensor) => ref _perTensor[(tensor * _coefficients) + coefficient];

    /// <summary>Refuses spans that do not fit, before anything is modified.</summary>
    /// <exception cref="ArgumentException">A span has another length, or the two overlap.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Check(ReadOnlySpan<T> parameters, ReadOnlySpan<T> gradients)
    {
        if (parameters.Length != ParameterCount)
            Throw.Length(nameof(parameters), parameters.Length, this);
        if (gradients.Length != ParameterCount)
            Throw.Length(nameof(gradients), gradients.Length, this);
        // They are as long: how far one begins from the other decides.
        nint apart = Unsafe.ByteOffset(ref MemoryMarshal.GetReference(parameters), ref MemoryMarshal.GetReference(gradients));
        nint sign = apart >> 63;
        if ((nuint)((apart ^ sign) - sign) < (nuint)parameters.Length * (nuint)sizeof(T))
            Throw.Overlap();
    }

    /// <summary>Throws if the tensors cannot be used. Called before anything is modified.</summary>
    /// <exception cref="ArgumentNullException">There are none.</exception>
    /// <exception cref="ArgumentException">Their lengths are not those of the layout, or a tensor has not been
    /// placed.</exception>
    /// <exception cref="ObjectDisposedException">They were disposed of.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Check(TensorBuffers<T> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        ObjectDisposedException.ThrowIf(tensors.IsDisposed, tensors);
        if (!tensors.Lengths.SequenceEqual(_tiling.Lengths))
            Throw.Lengths(nameof(tensors), tensors.Lengths.Length, this);
        if (!tensors.IsPlaced)
            Throw.NotPlaced();
    }

    /// <summary>Binds separate tensors: in the scope, a default span denotes the caller's parameters or gradients in these
    /// tensors.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TensorScope<T> BindTensors(TensorBuffers<T> tensors) => new(this, tensors);

    /// <summary>Sets the tensors that a default span denotes; null ends that.</summary>
    internal void Bind(TensorBuffers<T>? tensors)
    {
        tensors?.Hold();
        _tensors?.Release();
        _tensors = tensors;
        if (tensors is null || tensors.Version == _placed)
            return;
        _tiling.Place(tensors);
        _placed = tensors.Version;
    }

    /// <summary>Refuses parameters that do not fit, before anything is modified.</summary>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Check(ReadOnlySpan<T> parameters)
    {
        if (parameters.Length != ParameterCount)
            Throw.Length(nameof(parameters), parameters.Length, this);
    }

    /// <summary>Refuses spans that parameters cannot be copied between, before anything is written.</summary>
    /// <exception cref="ArgumentException">A span has another length, or the two overlap in part.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void CheckCopy(ReadOnlySpan<T> parameters, Span<T> destination)
    {
        Check(parameters);
        CheckCopy(destination);
        if (parameters.Overlaps(destination, out int offset) && offset != 0)
            Throw.PartialOverlap();
    }

    /// <summary>Refuses a span that parameters cannot be copied to, before anything is written.</summary>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void CheckCopy(Span<T> destination)
    {
        if (destination.Length != ParameterCount)
            Throw.Length(nameof(destination), destination.Length, this);
    }

    /// <summary>True if stores to a destination should bypass the cache: the model does not fit in one, and the address is
    /// aligned.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected bool IsFar(ref T destination) => _isLarge && ((nint)Unsafe.AsPointer(ref destination) & 63) == 0;

    /// <summary>Runs one sweep of the plan over the current tile and those that follow; generated.</summary>
    /// <param name="sweep">The sweep's number in the plan.</param>
    /// <param name="tile">The tiles, in order.</param>
    /// <param name="p">The first of the parameters to read.</param>
    /// <param name="g">The first element of the gradient.</param>
    /// <param name="to">The first of the parameters to write.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void Sweep(int sweep, ref Tile<T> tile, ref T p, ref T g, ref T to);

    /// <summary>Runs a sweep that measures nothing over all parameters.</summary>
    /// <param name="sweep">The sweep's number in the plan.</param>
    /// <param name="source">The parameters to read.</param>
    /// <param name="gradients">The gradient to read.</param>
    /// <param name="destination">The parameters to write; may be <paramref name="source"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Run(int sweep, ReadOnlySpan<T> source, ReadOnlySpan<T> gradients, Span<T> destination) =>
        Run(sweep, coalesce: true, source, gradients, destination);

    /// <summary>Runs a sweep over all tiles, which store their partial measures.</summary>
    /// <param name="sweep">The sweep's number in the plan.</param>
    /// <param name="source">The parameters to read.</param>
    /// <param name="gradients">The gradient to read.</param>
    /// <param name="destination">The parameters to write; may be <paramref name="source"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Measure(int sweep, ReadOnlySpan<T> source, ReadOnlySpan<T> gradients, Span<T> destination) =>
        Run(sweep, coalesce: false, source, gradients, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Run(int sweep, bool coalesce, ReadOnlySpan<T> source, ReadOnlySpan<T> gradients, Span<T> destination)
    {
        // Their lengths were checked; where they begin takes fewer registers.
        ref var p = ref MemoryMarshal.GetReference(source);
        ref var g = ref MemoryMarshal.GetReference(gradients);
        ref var to = ref MemoryMarshal.GetReference(destination);

        // A model of one tile must not pay for the others.
        if (_tiles <= 1 && _tensors is null)
            Sweep(sweep, ref _only, ref p, ref g, ref to);
        else
            RunTiles(sweep, coalesce, ref p, ref g, ref to);
    }

    /// <summary>Combines the tiles' partial sums of a measure, in index order.</summary>
    /// <param name="measure">The measure's number in the sweep that was run last.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected double SumOf(int measure) => SumOf(measure, 0, _tiles);

    /// <summary>Combines the partial sums of one segment's tiles.</summary>
    /// <param name="measure">The measure's number in the sweep that was run last.</param>
    /// <param name="tensor">The tensor.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected double SumOf(int measure, int tensor) =>
        SumOf(measure, _tiling.FirstTile[tensor], _tiling.FirstTile[tensor + 1]);

    /// <summary>Combines the tiles' partial maxima of a measure.</summary>
    /// <param name="measure">The measure's number in the sweep that was run last.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected double MaxOf(int measure) => MaxOf(measure, 0, _tiles);

    /// <summary>Combines the partial maxima of one segment's tiles.</summary>
    /// <param name="measure">The measure's number in the sweep that was run last.</param>
    /// <param name="tensor">The tensor.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected double MaxOf(int measure, int tensor) =>
        MaxOf(measure, _tiling.FirstTile[tensor], _tiling.FirstTile[tensor + 1]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double SumOf(int measure, int first, int end)
    {
        double sum = 0;
        for (int tile = first; tile < end; tile++)
            sum += _partials[(tile * _measures) + measure];
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double MaxOf(int measure, int first, int end)
    {
        double max = 0;
        for (int tile = first; tile < end; tile++)
            max = Math.Max(max, _partials[(tile * _measures) + measure]);
        return max;
    }
}
