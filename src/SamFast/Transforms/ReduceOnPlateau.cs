using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Scales the update by a factor that shrinks when the loss stops improving.</summary>
/// <remarks>
/// <para>The same as <c>optax.contrib.reduce_on_plateau</c>, with these departures: its integers are fixed in the declaration;
/// both tolerances may be 0, where any smaller loss is an improvement; the counts and the averages are double in either
/// precision; an improvement is an average below b − rtol·|b| − atol, b being the best one, where optax and torch have b −
/// rtol·b, which a worse average meets where b is negative. Patience is counted in averages of
/// <paramref name="accumulationSize"/> losses, and the scale changes in the step that completes one.</para>
/// <para>State: the scale, the best average, the counts. A value of NaN makes the current average NaN, which is not an
/// improvement, and has no further effect.</para>
/// </remarks>
/// <param name="factor">The factor of the scale.</param>
/// <param name="patience">The number of averages without improvement after which the scale shrinks; at least 1.</param>
/// <param name="rtol">The relative improvement over the best average that counts as one.</param>
/// <param name="atol">The absolute improvement that is required in addition.</param>
/// <param name="cooldown">The number of averages that do not count after a change of the scale.</param>
/// <param name="accumulationSize">The number of losses per average.</param>
/// <param name="minScale">The smallest scale.</param>
public sealed class ReduceOnPlateauAttribute(
    [Interval("(0, 1)")] double factor = 0.1,
    [Interval("[1, ∞)")] int patience = 10,
    [Interval("[0, 1]")] double rtol = 1e-4,
    [Interval("[0, ∞)")] double atol = 0,
    [Interval("[0, ∞)")] int cooldown = 0,
    [Interval("[1, ∞)")] int accumulationSize = 1,
    [Interval("[0, ∞)")] double minScale = 0) : TransformAttribute
{
    /// <summary>The hyperparameters.</summary>
    public struct Hyperparameters
    {
        /// <summary>The factor of a reduction.</summary>
        public double Factor;

        /// <summary>The number of averages without an improvement before a reduction.</summary>
        public int Patience;

        /// <summary>The relative improvement that counts.</summary>
        public double Rtol;

        /// <summary>The absolute improvement that counts.</summary>
        public double Atol;

        /// <summary>The number of averages after a reduction that do not count.</summary>
        public int Cooldown;

        /// <summary>The number of losses in an average.</summary>
        public int AccumulationSize;

        /// <summary>The smallest scale.</summary>
        public double MinScale;
    }

    /// <summary>The record of the losses.</summary>
    public struct State
    {
        /// <summary>The factor of the update.</summary>
        [StartsAt(1), LearningRateFactor, Reported("PlateauScale", Description = "Factor of the update")]
        public double Scale;

        /// <summary>The best average.</summary>
        [StartsAt(double.MaxValue)]
        public double Best;

        /// <summary>The average of the losses since the last decision.</summary>
        public double Average;

        /// <summary>Their number.</summary>
        public double Losses;

        /// <summary>The number of averages without an improvement.</summary>
        public double Waited;

        /// <summary>The number of averages that still do not count.</summary>
        public double Cooling;
    }

    /// <summary>Averages the loss and, when an average is complete, decides.</summary>
    public static void Prepare(
        double value, Hyperparameters hyperparameters, ref State record, out double plateauScale)
    {
        record.Average = (record.Losses * record.Average + value) / (record.Losses + 1);
        record.Losses++;
        if (record.Losses == hyperparameters.AccumulationSize)
        {
            double rtol = record.Best < 0 ? -hyperparameters.Rtol : hyperparameters.Rtol;
            bool isBetter = record.Average < (1 - rtol) * record.Best - hyperparameters.Atol;
            record.Best = isBetter ? record.Average : record.Best;
            record.Waited = isBetter || record.Cooling > 0 ? 0 : record.Waited + 1;
            if (record.Cooling > 0)
            {
                record.Cooling--;
            }
            else
            {
                bool isOver = record.Waited == hyperparameters.Patience;
                record.Scale = Math.Max(isOver ? hyperparameters.Factor * record.Scale : record.Scale, hyperparameters.MinScale);
                record.Waited = isOver ? 0 : record.Waited;
                record.Cooling = isOver ? hyperparameters.Cooldown : 0;
            }

            record.Average = record.Losses = 0;
        }

        plateauScale = record.Scale;
    }

    /// <summary>s·u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L plateauScale) where L : ILanes<L> => plateauScale * update;
}
