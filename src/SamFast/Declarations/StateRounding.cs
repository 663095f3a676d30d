namespace SamFast;

/// <summary>The rounding of a slot that is stored in bfloat16.</summary>
public enum StateRounding
{
    /// <summary>To the nearest bfloat16, ties to even. Changes below half a unit in the last place (0.2 to 0.4 %) are lost in
    /// every step: an average with a decay near 1, such as Adam's ν, then stops changing.</summary>
    Nearest,

    /// <summary>Up or down by chance, with the probabilities that make it right on average. The chance is a function of
    /// the step, the slot and the element: the same bits for any number of threads and on every processor.</summary>
    Stochastic,
}
