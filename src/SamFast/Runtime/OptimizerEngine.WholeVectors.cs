using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SamFast.Runtime;

/// <summary>Members for transforms over all parameters at once and for line searches: passes over vectors, tile by
/// tile.</summary>
public abstract unsafe partial class OptimizerEngine<T>
{
    private VectorPass? _vectorPass;

    /// <summary>Allocates the memory of passes over vectors. Called by constructors.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void ReserveForVectors() => _vectorPass ??= new VectorPass(this);

    /// <summary>A transform over all parameters at once; generated.</summary>
    /// <param name="transform">The transform's number in the plan.</param>
    /// <param name="all">The vectors.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual void TransformAll(int transform, in AllTensors<T> all) => throw new NotSupportedException();

    /// <summary>Runs a transform over all parameters at once.</summary>
    /// <param name="transform">The transform's number in the plan.</param>
    /// <param name="source">The parameters to read.</param>
    /// <param name="gradients">The gradient; written only if the plan requires it.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void TransformVectors(int transform, ReadOnlySpan<T> source, ReadOnlySpan<T> gradients)
    {
        fixed (T* from = &MemoryMarshal.GetReference(source))
        fixed (T* along = &MemoryMarshal.GetReference(gradients))
            TransformAll(transform, new AllTensors<T>(this, from, along));
    }

    /// <summary>Returns the place of a state vector.</summary>
    internal VectorPlace<T> PlaceOf(int slot) => new(VectorKind.Slot, _state + (slot * _stride));

    /// <summary>One pass over all tiles.</summary>
    /// <returns>The dot product of the written vector and <paramref name="with"/>, if any.</returns>
    internal double Pass(
        VectorWork work, VectorPlace<T> a, VectorPlace<T> b, VectorPlace<T> c, double factor, VectorPlace<T> with)
    {
        double sum = _vectorPass!.Run(work, a, b, c, factor, with);
        return with.Kind == VectorKind.None || ScaledSum.IsSafe<T>(sum) ? sum : _vectorPass.RunScaled(a, with).ToDouble();
    }

    /// <summary>‖a‖, computed without overflow or underflow.</summary>
    internal double Norm(VectorPlace<T> a)
    {
        double square = _vectorPass!.Run(VectorWork.None, a, default, default, 0, a);
        return ScaledSum.IsSafe<T>(square) ? Math.Sqrt(square) : _vectorPass.RunScaled(a, a).Root();
    }

    /// <summary>A pass over vectors as something that threads share.</summary>
    private sealed class VectorPass(OptimizerEngine<T> optimizer) : ITiles
    {
        private readonly double[] _products = new double[optimizer._tiles];
        private readonly ScaledSum[] _scaledProducts = new ScaledSum[optimizer._tiles];
        private VectorWork _work;
        private VectorPlace<T> _a;
        private VectorPlace<T> _b;
        private VectorPlace<T> _c;
        private VectorPlace<T> _with;
        private T _factor;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public double Run(
            VectorWork work, VectorPlace<T> a, VectorPlace<T> b, VectorPlace<T> c, double factor, VectorPlace<T> with)
        {
            (_work, _a, _b, _c, _factor, _with) = (work, a, b, c, Blocks.Constant<T>(factor)[0], with);
            RunAll();
            if (with.Kind == VectorKind.None)
                return 0;
            double sum = 0;
            foreach (double product in _products)
                sum += product;
            return sum;
        }

        /// <summary>The product of two vectors, without overflow and underflow.</summary>
        public ScaledSum RunScaled(VectorPlace<T> a, VectorPlace<T> with)
        {
            (_work, _a, _with) = (VectorWork.ScaledDot, a, with);
            RunAll();
            var sum = default(ScaledSum);
            foreach (var product in _scaledProducts)
                sum += product;
            return sum;
        }

        private void RunAll()
        {
            int threads = Math.Min(optimizer.ThreadCount, optimizer._tiles);
            if (threads <= 1 || !Workers.Shared.TryRun(this, optimizer._tiles, threads))
                RunTiles(0, optimizer._tiles);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void RunTiles(int first, int end)
        {
            for (int tile = first; tile < end; tile++)
            {
                ref readonly var range = ref optimizer._tiling.Ranges[tile];
                var a = _a.Part(in range);
                switch (_work)
                {
                    case VectorWork.Copy:
                        _b.Part(in range).CopyTo(a);
                        break;
                    case VectorWork.Multiply:
                        Blocks.Multiply(_b.Part(in range), _factor, a);
                        break;
                    case VectorWork.Add:
                        Blocks.Add(_b.Part(in range), _factor, _c.Part(in range), a);
                        break;
                    case VectorWork.ScaledDot:
                        _scaledProducts[tile] = Blocks.ScaledDot<T>(a, _with.Part(in range));
                        continue;
                }

                // The tile is still in the cache.
                if (_with.Kind != VectorKind.None)
                    _products[tile] = Blocks.Dot<T>(a, _with.Part(in range));
            }
        }
    }
}
