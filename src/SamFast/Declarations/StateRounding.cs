namespace SamFast;

/// <summary>How a slot is rounded when it is stored in bfloat16.</summary>
public enum StateRounding
{
    /// <summary>To the nearest bfloat16, ties to even. What is less than half a unit in the last place (0.2 to 0.4 %) is lost,
    /// in every step: an average whose decay is near 1, such as Adam's ν, then stands still.</summary>
    Nearest,

    /// <summary>Up or down by chance, with the probabilities that make it right on average. The chance is a function of
    /// the step, the slot and the element: the same bits for any number of threads and on every processor.</summary>
    Stochastic,
}
