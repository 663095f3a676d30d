using System.Runtime.CompilerServices;

namespace SamFast.Runtime;

public abstract unsafe partial class OptimizerEngine<T> : ITiles
{
    /// <summary>Below this, waking another thread costs more than it saves.</summary>
    private const int ParametersPerThread = 131_072;

    // The sweep that is being run in parallel; the spans are pinned meanwhile.
    private int _sweep;
    private bool _coalesce;
    internal T* _source;
    internal T* _gradients;
    private T* _destination;

    /// <summary>The maximum number of threads of a step, including the caller's. Results do not depend on it.</summary>
    /// <remarks>The default depends on the number of parameters: 1 below 262,144, then one per 131,072 parameters, at most one
    /// per processor. If the system refuses to start threads, a step uses those that were started.
    /// <para>No thread reads or writes after <c>Step</c> has returned or thrown. <see cref="Thread.Interrupt"/> does not end a
    /// step: the interrupt stays pending. An exception of a transform's kernel reaches the caller unchanged, from any thread;
    /// of several, that of the first tile in order. Some tiles of parameters and state have then taken
    /// the step and others have not: load a checkpoint before going on.</para></remarks>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1; nothing is changed.</exception>
    /// <exception cref="InvalidOperationException">The optimizer is in the middle of a step, and has transforms of whole tensors,
    /// which have a workspace per thread; nothing is changed.</exception>
    public int ThreadCount
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ReserveRooms(value);
            field = value;
        }
    }

    void ITiles.RunTiles(int first, int end) => RunTiles(first, end);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void RunTiles(int sweep, bool coalesce, ref T source, ref T gradients, ref T destination)
    {
        fixed (T* from = &source)
        fixed (T* along = &gradients)
        fixed (T* to = &destination)
        {
            _sweep = sweep;
            _coalesce = coalesce;
            _source = from;
            _gradients = along;
            _destination = to;
            int threads = Math.Min(ThreadCount, _tiles);
            if (threads <= 1 || !Workers.Shared.TryRun(this, _tiles, threads))
                RunTiles(0, _tiles);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunTiles(int first, int end)
    {
        var merging = !_coalesce ? TileMerging.None
            : _coefficients > 0 ? TileMerging.Tensors
            : _tensors is null ? TileMerging.Runs
            : TileMerging.ScatteredRuns;
        bool isScattered = _tensors is not null;
        var tile = new Tile<T>(
            this, first, end, merging,
            (isScattered && _source is null, isScattered && _gradients is null, isScattered && _destination is null));
        if (tile.Next())
            Sweep(_sweep, ref tile, ref *_source, ref *_gradients, ref *_destination);
    }

    private static int DefaultThreadCount(int parameterCount) =>
        Math.Clamp(parameterCount / ParametersPerThread, 1, Environment.ProcessorCount);
}
