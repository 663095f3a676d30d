using System.ComponentModel;

namespace SamFast.Runtime;

/// <summary>The loss along the update.</summary>
/// <typeparam name="TObjective">The loss and its gradient.</typeparam>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe ref struct SearchLine<T, TObjective> : ILine where T : unmanaged where TObjective : IObjective<T>, allows ref struct
{
    /// <summary>The loss and its gradient, including changes to its own state. The caller's objective must be set to this
    /// value.</summary>
    public TObjective Objective;

    private readonly OptimizerEngine<T> _optimizer;
    private readonly int _direction;
    private readonly ReadOnlySpan<T> _source;
    private readonly ReadOnlySpan<T> _gradients;

    // Gradients by number: where the line begins, if that is one of the optimizer's, of the last point and of the one
    // that was kept.
    private readonly int _first;
    private int _last = OptimizerEngine<T>.Nowhere;
    private int _kept = OptimizerEngine<T>.Nowhere;
    private double _lastRate;
    private double _keptRate;

    /// <summary>Starts the line at the parameters.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="direction">The state vector that holds the update.</param>
    /// <param name="source">The parameters.</param>
    /// <param name="gradients">The gradient there.</param>
    /// <param name="value">The loss there.</param>
    /// <param name="objective">The loss and its gradient.</param>
    public SearchLine(
        OptimizerEngine<T> optimizer, int direction, ReadOnlySpan<T> source, ReadOnlySpan<T> gradients, double value,
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
        _last = _last == _kept ? OptimizerEngine<T>.Nowhere : _last;
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

    /// <summary>Ends the search: moves the parameters, and keeps the gradient at the new parameters if it was
    /// evaluated.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="learningRate">The learning rate found.</param>
    /// <param name="objective">The caller's objective, as the search leaves it.</param>
    public void Finish(Span<T> parameters, double learningRate, ref TObjective objective)
    {
        int found = learningRate == 0 ? _first
            : learningRate == _lastRate ? _last
            : learningRate == _keptRate ? _kept
            : OptimizerEngine<T>.Nowhere;
        bool isAtPoint = learningRate != 0 && learningRate == _lastRate;
        if (learningRate != 0)
        {
            _optimizer.Move(_source, learningRate, _direction, parameters);
        }
        else if (found == OptimizerEngine<T>.Nowhere)
        {
            found = 0;
            _gradients.CopyTo(_optimizer.SearchGradient(found));
        }

        _optimizer._lastGradient = found;
        if (found == OptimizerEngine<T>.Nowhere)
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
            "The line search keeps more gradients than declared. Return a larger number from its method Gradients.");
    }
}
