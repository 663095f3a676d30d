namespace SamFast.Authoring;

/// <summary>A vector with one element for each parameter, in as many tensors as there are: the update, the parameters or a
/// state vector, as a transform over all parameters at once sees it.</summary>
/// <remarks>Each operation is a pass over memory, on as many threads as the optimizer may use. Factors are rounded to the
/// type of the elements. Sums are taken in that type within a tile of 4,096 parameters and in <see cref="double"/> across,
/// in index order: the same bits for any number of threads and any vector width. Nothing is allocated.</remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
public readonly ref struct WholeVector<T> where T : unmanaged
{
    private readonly OptimizerEngine<T> _optimizer;

    internal WholeVector(OptimizerEngine<T> optimizer, VectorPlace<T> place)
    {
        _optimizer = optimizer;
        Place = place;
    }

    internal VectorPlace<T> Place { get; }

    /// <summary>‖a‖, the 2-norm. Squares beyond the range of the type are summed scaled.</summary>
    public double Norm() => _optimizer.Norm(Place);

    /// <summary>⟨a, b⟩. Products beyond the range of the type are summed scaled.</summary>
    /// <param name="other">b.</param>
    public double Dot(WholeVector<T> other) => _optimizer.Pass(VectorWork.None, Place, default, default, 0, other.Place);

    /// <summary>a ← b.</summary>
    /// <param name="other">b.</param>
    public void Set(WholeVector<T> other) => _optimizer.Pass(VectorWork.Copy, Place, other.Place, default, 0, default);

    /// <summary>a ← b − c.</summary>
    /// <param name="minuend">b.</param>
    /// <param name="subtrahend">c.</param>
    public void SetToDifference(WholeVector<T> minuend, WholeVector<T> subtrahend) =>
        _optimizer.Pass(VectorWork.Add, Place, minuend.Place, subtrahend.Place, -1, default);

    /// <summary>a ← φ·a.</summary>
    /// <param name="factor">φ.</param>
    public void Multiply(double factor) => _optimizer.Pass(VectorWork.Multiply, Place, Place, default, factor, default);

    /// <summary>a ← a + φ·b.</summary>
    /// <param name="factor">φ.</param>
    /// <param name="other">b.</param>
    public void Add(double factor, WholeVector<T> other) =>
        _optimizer.Pass(VectorWork.Add, Place, Place, other.Place, factor, default);

    /// <summary>a ← a + φ·b, and ⟨a, c⟩ of the result, in one pass.</summary>
    /// <param name="factor">φ.</param>
    /// <param name="other">b.</param>
    /// <param name="with">c.</param>
    public double AddAndDot(double factor, WholeVector<T> other, WholeVector<T> with) =>
        _optimizer.Pass(VectorWork.Add, Place, Place, other.Place, factor, with.Place);
}

/// <summary>Several state vectors of the same meaning, by number.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public readonly ref struct WholeVectors<T> where T : unmanaged
{
    private readonly OptimizerEngine<T> _optimizer;
    private readonly int _first;

    internal WholeVectors(OptimizerEngine<T> optimizer, int first, int count)
    {
        _optimizer = optimizer;
        _first = first;
        Count = count;
    }

    /// <summary>The number of vectors.</summary>
    public int Count { get; }

    /// <summary>One of them.</summary>
    /// <param name="index">Its number, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is none of this number.</exception>
    public WholeVector<T> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return new(_optimizer, _optimizer.PlaceOf(_first + index));
        }
    }
}
