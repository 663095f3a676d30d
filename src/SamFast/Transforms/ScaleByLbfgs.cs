namespace SamFast;

/// <summary>Multiplies the update by an approximation of the inverse Hessian, from the last changes of updates and parameters:
/// L-BFGS.</summary>
/// <remarks>
/// <para>Liu and Nocedal 1989 (doi:10.1007/BF01589116); the two-loop recursion is Algorithm 7.4 of Nocedal and Wright 1999. The
/// same as <c>optax.scale_by_lbfgs</c> where all curvatures are positive. The first approximation is the identity times
/// min(1, 1 ÷ ‖u‖). Over all parameters at once, whatever tensors they are; its scalars are double.</para>
/// <para>Departures from optax, as in other implementations: a difference without positive curvature, ⟨Δw, Δu⟩ ≤ ε·‖Δw‖·‖Δu‖
/// with the type's ε, is not stored, and replaces the oldest one. If Hu is not an ascent direction, ⟨u, Hu⟩ ≤ 0 or NaN, the
/// memory is cleared, and H is the first approximation again. After a weak curvature, below 0.05·‖Δw‖·‖Δu‖, Hu is cut to 100
/// times the length of the last Δw. Without a memory, Hu is no shorter than 0.001, and than the smaller of 1 and twice the last
/// Δw: a multiple of a loss, from 1e-30 to 1e30 in <see cref="float"/> and from 1e-290 to 1e290 in <see cref="double"/>,
/// converges as the loss does.</para>
/// <para>For the gradient at the parameters themselves, evaluated on all data. A line search should follow, such as
/// <see cref="ScaleByZoomLinesearchAttribute"/>: <see cref="LbfgsAttribute"/> is both.</para>
/// <para>State: <paramref name="memorySize"/> differences of parameters, as many of updates, and the last two of
/// each: if an objective throws, the step restarts from the last but one.</para>
/// </remarks>
/// <param name="memorySize">m, the number of stored differences.</param>
/// <param name="scaleInitPrecond">True to start the recursion with γ times the identity, γ = ⟨Δw, Δu⟩ ÷ ‖Δu‖² of the last
/// difference; false for the identity.</param>
public sealed class ScaleByLbfgsAttribute([Interval("[1, ∞)")] int memorySize = 10, bool scaleInitPrecond = true)
    : TransformAttribute
{
    /// <summary>The points of the steps, and the differences between them.</summary>
    public ref struct Memory<T>
        where T : unmanaged
    {
        /// <summary>The parameters of the last two steps.</summary>
        [Position, Copies(2)]
        public WholeVectors<T> LastParams;

        /// <summary>Their updates.</summary>
        [Copies(2)]
        public WholeVectors<T> LastUpdates;

        /// <summary>Differences of parameters.</summary>
        [Copies("memorySize")]
        public WholeVectors<T> DiffParams;

        /// <summary>Differences of updates.</summary>
        [Copies("memorySize")]
        public WholeVectors<T> DiffUpdates;
    }

    /// <summary>The scalars of the differences and of the last two steps.</summary>
    public ref struct Scalars
    {
        /// <summary>1 ÷ the curvature along each difference.</summary>
        [Copies("memorySize")]
        public Span<double> Weights;

        /// <summary>The factors of the first loop.</summary>
        [Copies("memorySize")]
        public Span<double> Alphas;

        /// <summary>The number of differences ever accepted.</summary>
        [Copies(2)]
        public Span<double> Accepted;

        /// <summary>The number of differences in memory.</summary>
        [Copies(2)]
        public Span<double> Known;

        /// <summary>The scale of the preconditioner.</summary>
        [Copies(2)]
        public Span<double> Scales;

        /// <summary>The unit of updates.</summary>
        [Copies(1)]
        public Span<double> Units;
    }

    /// <summary>The least length of a first step.</summary>
    private const double ShortestStep = 1e-3;

    /// <summary>⟨Δw, Δu⟩ ÷ ‖Δw‖‖Δu‖ below which the curvature says little of what is far away.</summary>
    private const double WeakCurvature = 0.05;

    /// <summary>By how much a step may then be longer than the last one.</summary>
    private const double LongestGrowth = 100;

    /// <summary>u ← Hu.</summary>
    public static void Transform<T>(
        WholeVector<T> update, WholeVector<T> parameter, Memory<T> memory, Scalars scalars, long count, bool scaleInitPrecond)
        where T : unmanaged
    {
        // Nothing is overwritten that the same step would need, if it were taken again.
        int now = (int)(count & 1), before = 1 - now;
        if (count == 0)
            scalars.Units[0] = Unit(update.Norm());
        if (scalars.Units[0] != 1)
            update.Multiply(scalars.Units[0]);
        memory.LastParams[now].Set(parameter);
        memory.LastUpdates[now].Set(update);
        double way = 0, longest = double.PositiveInfinity;
        (scalars.Accepted[now], scalars.Known[now], scalars.Scales[now]) = count == 0
            ? (0, 0, 1)
            : (scalars.Accepted[before], scalars.Known[before], scalars.Scales[before]);
        if (count > 0)
        {
            int newest = (int)(scalars.Accepted[before] % memory.DiffParams.Count);
            memory.DiffParams[newest].SetToDifference(parameter, memory.LastParams[before]);
            memory.DiffUpdates[newest].SetToDifference(update, memory.LastUpdates[before]);
            way = memory.DiffParams[newest].Norm();
            double squaredNorm = memory.DiffUpdates[newest].Dot(memory.DiffUpdates[newest]);
            double curvature = memory.DiffUpdates[newest].Dot(memory.DiffParams[newest]);
            if (IsPositive<T>(curvature, way * Math.Sqrt(squaredNorm)))
            {
                scalars.Weights[newest] = 1 / curvature;
                scalars.Accepted[now] = scalars.Accepted[before] + 1;
                scalars.Known[now] = Math.Min(scalars.Known[before] + 1, memory.DiffParams.Count);
                scalars.Scales[now] = curvature / squaredNorm;
                if (curvature < WeakCurvature * way * Math.Sqrt(squaredNorm))
                    longest = LongestGrowth * way;
            }
            else
            {
                scalars.Known[now] = Math.Min(scalars.Known[before], memory.DiffParams.Count - 1);
            }
        }

        if (scalars.Known[now] > 0)
        {
            double scale = scaleInitPrecond ? scalars.Scales[now] : 1 / scalars.Units[0];
            var history = new History<T>(
                memory.DiffParams, memory.DiffUpdates, scalars.Weights, scalars.Alphas, (long)scalars.Accepted[now],
                (int)scalars.Known[now]);
            if (history.Precondition(update, scale, memory.LastUpdates[now]) > 0)
            {
                Shorten(update, longest);
                return;
            }

            scalars.Known[now] = 0;
            update.Set(memory.LastUpdates[now]);
        }

        update.Multiply(scaleInitPrecond ? FirstScale(update.Norm(), scalars.Units[0], way) : 1 / scalars.Units[0]);
    }

    /// <summary>A power of two that brings squares of updates into the range of double; 1 wherever they are.</summary>
    private static double Unit(double norm) =>
        norm is > 0 and < 1e-100 or > 1e100 and < double.PositiveInfinity ? Math.ScaleB(1, Math.Clamp(-Math.ILogB(norm), -1022, 1022)) : 1;

    /// <summary>True if a curvature is clearly positive in proportion to the product of the norms.</summary>
    private static bool IsPositive<T>(double curvature, double norms) =>
        curvature > (typeof(T) == typeof(float) ? 1.1920929e-7 : 2.220446049250313e-16) * norms
        && double.IsFinite(1 / curvature) && double.IsFinite(norms);

    /// <summary>Cuts a step to a length.</summary>
    private static void Shorten<T>(WholeVector<T> update, double longest) where T : unmanaged
    {
        if (double.IsFinite(longest) && update.Norm() is var length && length > longest)
            update.Multiply(longest / length);
    }

    /// <summary>The factor of an update without a memory. The step keeps the length of the update, but is at most 1 long, and at least
    /// 0.001 or twice the last step.</summary>
    /// <param name="norm">The length of the update times the unit.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="way">The length of the last step.</param>
    private static double FirstScale(double norm, double unit, double way)
    {
        double length = Math.Min(1, Math.Max(norm / unit, Math.Max(ShortestStep, 2 * way)));
        return norm == 0 ? 1 : length / norm;
    }

    /// <summary>The differences remembered, in a ring.</summary>
    private readonly ref struct History<T>(
        WholeVectors<T> diffParams, WholeVectors<T> diffUpdates, Span<double> weights, Span<double> alphas, long accepted,
        int known)
        where T : unmanaged
    {
        private readonly WholeVectors<T> _diffParams = diffParams;
        private readonly WholeVectors<T> _diffUpdates = diffUpdates;
        private readonly Span<double> _weights = weights;
        private readonly Span<double> _alphas = alphas;

        /// <summary>The two loops, from the newest difference to the oldest and back. Each pass takes the product that the
        /// next one needs.</summary>
        /// <returns>⟨Hu, u⟩.</returns>
        public double Precondition(WholeVector<T> update, double scale, WholeVector<T> unchanged)
        {
            double product = update.Dot(_diffParams[Age(0)]);
            for (int age = 0; age < known; age++)
            {
                int i = Age(age);
                _alphas[i] = _weights[i] * product;
                if (age + 1 < known)
                    product = update.AddAndDot(-_alphas[i], _diffUpdates[i], _diffParams[Age(age + 1)]);
                else
                    update.Add(-_alphas[i], _diffUpdates[i]);
            }

            update.Multiply(scale);
            product = update.Dot(_diffUpdates[Age(known - 1)]);
            for (int age = known - 1; age >= 0; age--)
            {
                int i = Age(age);
                double factor = _alphas[i] - (_weights[i] * product);
                product = update.AddAndDot(factor, _diffParams[i], age > 0 ? _diffUpdates[Age(age - 1)] : unchanged);
            }

            return product;
        }

        private int Age(int age) => (int)((accepted - 1 - age) % _diffParams.Count);
    }
}
