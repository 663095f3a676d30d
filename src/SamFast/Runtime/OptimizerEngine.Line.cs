using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SamFast.Runtime;

/// <summary>Members for line searches: the trial point, the gradients, and the final move.</summary>
public abstract unsafe partial class OptimizerEngine<T>
{
    internal const int Nowhere = -1;

    // Laid out like the caller's vectors: the point, then gradients.
    private CacheLine[] _searchSlab = [];
    internal T* _point;
    internal int _gradientCount;

    // The gradient at the parameters after the last step, by number.
    internal int _lastGradient = Nowhere;

    /// <summary>The gradient at the parameters after the last step, where the search has evaluated it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ReadOnlySpan<T> KnownGradient =>
        _lastGradient is var number && number == Nowhere ? default : SearchGradient(number);

    /// <summary>Allocates the buffers of a line search. Called by constructors.</summary>
    /// <param name="gradients">The number of gradients it holds in addition to the one at the start of the step.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void ReserveForSearch(int gradients)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(gradients);
        ReserveForVectors();
        _gradientCount = gradients + 1;
        nint bytes = (_gradientCount + 1) * _vectorStride * sizeof(T);
        _searchSlab = Slab.Allocate(bytes);
        _point = Slab.Start<T>(_searchSlab, bytes);
    }

    internal Span<T> SearchGradient(int number) => new(_point + ((number + 1) * _vectorStride), ParameterCount);

    /// <summary>Forgets the gradient at the parameters: the state was replaced.</summary>
    private protected void ForgetLastGradient() => _lastGradient = Nowhere;

    internal void Forget(int gradient)
    {
        if (_lastGradient == gradient)
            _lastGradient = Nowhere;
    }

    /// <summary>destination ← source + η·u; may be the same.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal void Move(ReadOnlySpan<T> source, double learningRate, int direction, Span<T> destination)
    {
        fixed (T* from = &MemoryMarshal.GetReference(source))
        fixed (T* to = &MemoryMarshal.GetReference(destination))
        {
            Pass(
                VectorWork.Add, new(VectorKind.Flat, to), new(VectorKind.Flat, from), PlaceOf(direction), learningRate,
                default);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal double Slope(int direction, ReadOnlySpan<T> gradients)
    {
        fixed (T* along = &MemoryMarshal.GetReference(gradients))
            return Pass(VectorWork.None, PlaceOf(direction), default, default, 0, new(VectorKind.Flat, along));
    }

    /// <summary>Which of the own gradients a span is, if any.</summary>
    internal int NumberOf(ReadOnlySpan<T> gradients)
    {
        for (int number = 0; number < _gradientCount; number++)
        {
            if (gradients.Overlaps(SearchGradient(number)))
                return number;
        }

        return Nowhere;
    }
}
