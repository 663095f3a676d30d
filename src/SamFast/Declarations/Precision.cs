namespace SamFast;

/// <summary>How the formulas of an optimizer may be evaluated.</summary>
public enum Precision
{
    /// <summary>As they are written: each operation is rounded as IEEE 754 says.</summary>
    Exact,

    /// <summary>Divisions of <see cref="float"/> may be approximate (<see cref="Lanes.Divide"/> says how much), and
    /// formulas may be rearranged to save multiplications: faster while the model is in cache, where arithmetic is the
    /// limit, and no different beyond. Not the same bits on every processor; on one, the same bits for any number of
    /// threads.</summary>
    Fast,
}
