using System.Numerics;
using System.Text.Json;
using SamFast.Tests.Conformance.Losses;

namespace SamFast.Tests.Conformance;

/// <summary>Gives the gradients and losses of a problem, either listed or computed from its loss.</summary>
internal sealed class Oracle<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[][][] _prescribed = [];
    private readonly T[] _values = [];
    private readonly GradientFunction<T>? _loss;
    private readonly LossFunction<T>? _value;

    public Oracle(Golden golden)
    {
        if (golden.Kind == Loss.Prescribed)
            _prescribed = [.. golden.Root.GetProperty("gradients").EnumerateArray().Select(Evaluations)];
        else
            (_loss, _value) = (Loss.Gradient<T>(golden.Problem), Loss.Value<T>(golden.Problem));
        if (golden.Has("values"))
            _values = Golden.Vector<T>(golden.Root.GetProperty("values"));
    }

    /// <summary>The latest gradient.</summary>
    public T[] Last { get; private set; } = [];

    /// <summary>The first step with a gradient whose sum of squares is 0 in this precision.</summary>
    public int FirstVanishing { get; private set; } = int.MaxValue;

    /// <summary>The first step with a gradient that is not finite.</summary>
    public int FirstNonFinite { get; private set; } = int.MaxValue;

    /// <summary>A gradient.</summary>
    /// <param name="step">The number of the call of update, from 1.</param>
    /// <param name="evaluation">0 for the gradient that update receives; from 1 for gradients that update requests.</param>
    /// <param name="point">The parameters.</param>
    public T[] At(int step, int evaluation, ReadOnlySpan<T> point)
    {
        if (_loss is null)
        {
            Last = _prescribed[step - 1][evaluation];
        }
        else
        {
            Last = new T[point.Length];
            _loss(point, Last);
        }

        T squaredNorm = T.Zero;
        foreach (T element in Last)
            squaredNorm += element * element;
        if (T.IsZero(squaredNorm))
            FirstVanishing = Math.Min(FirstVanishing, step);
        if (!Last.All(T.IsFinite))
            FirstNonFinite = Math.Min(FirstNonFinite, step);
        return Last;
    }

    /// <summary>The loss.</summary>
    /// <param name="step">The number of the call of update, from 1.</param>
    /// <param name="point">The parameters.</param>
    public T Value(int step, ReadOnlySpan<T> point) => _values.Length > 0 ? _values[step - 1] : _value!(point);

    private static T[][] Evaluations(JsonElement step) => step.EnumerateArray().First().ValueKind == JsonValueKind.Array
        ? [.. step.EnumerateArray().Select(Golden.Vector<T>)]
        : [Golden.Vector<T>(step)];
}
