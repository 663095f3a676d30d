using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SamFast;

/// <summary>What an optimizer has for a line search: a point that is tried, gradients, and the move at the end.</summary>
public abstract unsafe partial class Optimizer<T>
{
    private const int Nowhere = -1;

    // Laid out like the caller's vectors: the point, then gradients.
    private CacheLine[] _searchSlab = [];
    private T* _point;
    private int _gradientCount;

    // The gradient at the parameters after the last step, by number.
    private int _lastGradient = Nowhere;

    /// <summary>The gradient at the parameters after the last step, where the search has evaluated it.</summary>
    protected ReadOnlySpan<T> KnownGradient =>
        _lastGradient is var number && number == Nowhere ? default : SearchGradient(number);

    /// <summary>Allocates, in the constructor, what a line search needs.</summary>
    /// <param name="gradients">How many gradients it holds besides the one where the step begins.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than none.</exception>
    protected void ReserveForSearch(int gradients)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(gradients);
        ReserveForVectors();
        _gradientCount = gradients + 1;
        nint bytes = (_gradientCount + 1) * _vectorStride * sizeof(T);
        _searchSlab = Slab.Allocate(bytes);
        _point = Slab.Start<T>(_searchSlab, bytes);
    }

    private Span<T> SearchGradient(int number) => new(_point + ((number + 1) * _vectorStride), ParameterCount);

    private void Forget(int gradient)
    {
        if (_lastGradient == gradient)
            _lastGradient = Nowhere;
    }

    /// <summary>destination ← source + η·u; may be the same.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Move(ReadOnlySpan<T> source, double learningRate, int direction, Span<T> destination)
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
    private double Slope(int direction, ReadOnlySpan<T> gradients)
    {
        fixed (T* along = &MemoryMarshal.GetReference(gradients))
            return Pass(VectorWork.None, PlaceOf(direction), default, default, 0, new(VectorKind.Flat, along));
    }

    /// <summary>The loss along the update.</summary>
    /// <typeparam name="TObjective">The loss and its gradient.</typeparam>
    protected ref struct Line<TObjective> : ILine where TObjective : IObjective<T>, allows ref struct
    {
        /// <summary>The loss and its gradient, with what it has changed of itself: the caller's is to be set to
        /// this.</summary>
        public TObjective Objective;

        private readonly Optimizer<T> _optimizer;
        private readonly int _direction;
        private readonly ReadOnlySpan<T> _source;
        private readonly ReadOnlySpan<T> _gradients;

        // Gradients by number: where the line begins, if that is one of the optimizer's, of the last point and of the one
        // that was kept.
        private readonly int _first;
        private int _last = Nowhere;
        private int _kept = Nowhere;
        private double _lastRate;
        private double _keptRate;

        /// <summary>Stands where the step begins.</summary>
        /// <param name="optimizer">The optimizer.</param>
        /// <param name="direction">The state vector that holds the update.</param>
        /// <param name="source">The parameters.</param>
        /// <param name="gradients">The gradient there.</param>
        /// <param name="value">The loss there.</param>
        /// <param name="objective">The loss and its gradient.</param>
        public Line(
            Optimizer<T> optimizer, int direction, ReadOnlySpan<T> source, ReadOnlySpan<T> gradients, double value,
            TObjective objective)
        {
            _optimizer = optimizer;
            _direction = direction;
            _source = source;
            _gradients = gradients;
            Objective = objective;
            _first = optimizer.NumberOf(gradients);
            optimizer._isStartKnown = false;
            Value = value;
            Slope = optimizer.Slope(direction, gradients);
        }

        /// <inheritdoc/>
        public double Value { get; }

        /// <inheritdoc/>
        public double Slope { get; }

        /// <inheritdoc/>
        public double ValueAt(double learningRate)
        {
            _last = _last == _kept ? Nowhere : _last;
            _lastRate = double.NaN;
            return Evaluate(learningRate, default);
        }

        /// <inheritdoc/>
        public LinePoint At(double learningRate)
        {
            _last = Free();
            _optimizer.Forget(_last);
            _lastRate = learningRate;
            var gradient = _optimizer.SearchGradient(_last);
            double value = Evaluate(learningRate, gradient);
            return new LinePoint(learningRate, value, _optimizer.Slope(_direction, gradient));
        }

        /// <inheritdoc/>
        public void Keep() => (_kept, _keptRate) = (_last, _lastRate);

        /// <summary>Ends the search: moves the parameters, and keeps the gradient there if it was evaluated.</summary>
        /// <param name="parameters">The parameters.</param>
        /// <param name="learningRate">The learning rate that was found.</param>
        /// <param name="objective">The caller's objective, as the search leaves it.</param>
        public void Finish(Span<T> parameters, double learningRate, ref TObjective objective)
        {
            int found = learningRate == 0 ? _first
                : learningRate == _lastRate ? _last
                : learningRate == _keptRate ? _kept
                : Nowhere;
            bool isAtPoint = learningRate != 0 && learningRate == _lastRate;
            if (learningRate != 0)
            {
                _optimizer.Move(_source, learningRate, _direction, parameters);
            }
            else if (found == Nowhere)
            {
                found = 0;
                _gradients.CopyTo(_optimizer.SearchGradient(found));
            }

            _optimizer._lastGradient = found;
            if (found == Nowhere)
                return;
            if (!isAtPoint)
                parameters.CopyTo(new Span<T>(_optimizer._point, _optimizer.ParameterCount));
            _optimizer.Remember(ref objective);
            _optimizer._isStartKnown = true;
        }

        private double Evaluate(double learningRate, Span<T> gradient)
        {
            Span<T> point = new(_optimizer._point, _optimizer.ParameterCount);
            _optimizer.Move(_source, learningRate, _direction, point);
            return Objective.Evaluate(point, gradient);
        }

        /// <summary>A gradient that is not needed any more.</summary>
        private readonly int Free()
        {
            for (int number = 0; number < _optimizer._gradientCount; number++)
            {
                if (number != _first && number != _kept)
                    return number;
            }

            throw new InvalidOperationException(
                "The line search holds more gradients than it says: let its method Gradients return a larger number.");
        }
    }

    /// <summary>Which of the own gradients a span is, if any.</summary>
    private int NumberOf(ReadOnlySpan<T> gradients)
    {
        for (int number = 0; number < _gradientCount; number++)
        {
            if (gradients.Overlaps(SearchGradient(number)))
                return number;
        }

        return Nowhere;
    }
}
