namespace SamFast;

/// <summary>The evaluation of an optimizer's formulas.</summary>
public enum Precision
{
    /// <summary>As written: each operation is rounded according to IEEE 754.</summary>
    Exact,

    /// <summary>Divisions of <see cref="float"/> may be approximate (<see cref="ILanes{L}.Divide"/> says how much), and
    /// formulas may be rearranged to save multiplications: faster while the model is in cache, where arithmetic is the
    /// limit, and no different beyond. Not the same bits on every processor; on one, the same bits for any number of
    /// threads.</summary>
    Fast,
}
