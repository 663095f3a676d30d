namespace SamFast;

/// <summary>Multiplies the update by an approximation of the inverse Hessian, made of how the last updates changed with the
/// parameters: L-BFGS.</summary>
/// <remarks>
/// <para>Liu and Nocedal 1989 (doi:10.1007/BF01589116); the two-loop recursion is Algorithm 7.4 of Nocedal and Wright 1999. The
/// same as <c>optax.scale_by_lbfgs</c>: the first approximation is the identity times min(1, 1 ÷ ‖u‖), and curvatures may be
/// negative. Over all parameters at once, whatever tensors they are; its scalars are double.</para>
/// <para>For the gradient at the parameters themselves, evaluated on all data. A line search should follow, such as
/// <see cref="ScaleByZoomLinesearchAttribute"/>: <see cref="LbfgsAttribute"/> is both.</para>
/// <para>State: <paramref name="memorySize"/> differences of parameters, as many of updates, and the last two of
/// each: a step that an objective ends with an exception begins anew from the last one but one.</para>
/// </remarks>
/// <param name="memorySize">m, how many differences are remembered.</param>
/// <param name="scaleInitPrecond">Whether the recursion begins with γ times the identity, γ = ⟨Δw, Δu⟩ ÷ ‖Δu‖² of the last
/// difference, and not with the identity.</param>
public sealed class ScaleByLbfgsAttribute([Interval("[1, ∞)")] int memorySize = 10, bool scaleInitPrecond = true)
    : TransformAttribute
{
    /// <summary>u ← Hu.</summary>
    public static void Transform<T>(
        WholeVector<T> update, WholeVector<T> parameter, [Position, Copies(2)] WholeVectors<T> lastParams,
        [Copies(2)] WholeVectors<T> lastUpdates, [Copies("memorySize")] WholeVectors<T> diffParams,
        [Copies("memorySize")] WholeVectors<T> diffUpdates, [Copies("memorySize")] Span<double> weights,
        [Copies("memorySize")] Span<double> alphas, long count, int memorySize, bool scaleInitPrecond)
        where T : unmanaged
    {
        double scale = Remember(
            update, parameter, lastParams, lastUpdates, diffParams, diffUpdates, weights, count, memorySize);
        Precondition(update, diffParams, diffUpdates, weights, alphas, count, scaleInitPrecond ? scale : 1);
    }

    /// <summary>Adds the differences to the last step to those remembered.</summary>
    /// <returns>γ.</returns>
    private static double Remember<T>(
        WholeVector<T> update, WholeVector<T> parameter, WholeVectors<T> lastParams, WholeVectors<T> lastUpdates,
        WholeVectors<T> diffParams, WholeVectors<T> diffUpdates, Span<double> weights, long count, int memorySize)
        where T : unmanaged
    {
        // Nothing is overwritten that the same step would need, if it were taken again.
        int now = (int)(count & 1), before = 1 - now;
        lastParams[now].Set(parameter);
        lastUpdates[now].Set(update);
        if (count == 0)
            return Math.Min(1, 1 / Math.Sqrt(update.Dot(update)));

        int newest = (int)((count - 1) % memorySize);
        diffParams[newest].SetToDifference(parameter, lastParams[before]);
        var difference = diffUpdates[newest];
        difference.SetToDifference(update, lastUpdates[before]);
        double curvature = difference.Dot(diffParams[newest]);
        weights[newest] = curvature == 0 ? 0 : 1 / curvature;
        double squaredNorm = difference.Dot(difference);
        return squaredNorm > 0 ? curvature / squaredNorm : 1;
    }

    /// <summary>The two loops, from the newest difference to the oldest and back. Each pass takes the product that the next
    /// one needs.</summary>
    private static void Precondition<T>(
        WholeVector<T> update, WholeVectors<T> diffParams, WholeVectors<T> diffUpdates, Span<double> weights,
        Span<double> alphas, long count, double scale)
        where T : unmanaged
    {
        int memorySize = diffParams.Count, known = (int)Math.Min(count, memorySize);
        if (known == 0)
        {
            update.Multiply(scale);
            return;
        }

        int Age(int age) => (int)((count - 1 - age) % memorySize);

        double product = update.Dot(diffParams[Age(0)]);
        for (int age = 0; age < known; age++)
        {
            int i = Age(age);
            alphas[i] = weights[i] * product;
            if (age + 1 < known)
                product = update.AddAndDot(-alphas[i], diffUpdates[i], diffParams[Age(age + 1)]);
            else
                update.Add(-alphas[i], diffUpdates[i]);
        }

        update.Multiply(scale);
        product = update.Dot(diffUpdates[Age(known - 1)]);
        for (int age = known - 1; age >= 0; age--)
        {
            int i = Age(age);
            double factor = alphas[i] - (weights[i] * product);
            if (age > 0)
                product = update.AddAndDot(factor, diffParams[i], diffUpdates[Age(age - 1)]);
            else
                update.Add(factor, diffParams[i]);
        }
    }
}
