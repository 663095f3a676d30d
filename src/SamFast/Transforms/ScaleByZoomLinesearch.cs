namespace SamFast;

/// <summary>Multiplies the update by a learning rate that meets the strong Wolfe conditions: sufficient decrease of the loss,
/// and a sufficiently flat slope.</summary>
/// <remarks>
/// <para>The strong Wolfe conditions, f(p + ηu) ≤ f(p) + ηc₁⟨u, ∇f(p)⟩ + ε and |⟨u, ∇f(p + ηu)⟩| ≤ c₂|⟨u, ∇f(p)⟩| + ε: Nocedal
/// and Wright 1999, Algorithms 3.5 and 3.6, with cubic and quadratic interpolation. If the loss hardly changes, the decrease is
/// judged by the slope: Hager and Zhang 2006 (doi:10.1145/1132973.1132979). The same as <c>optax.scale_by_zoom_linesearch</c>.
/// It ends a chain, whose <c>Step</c> takes an <see cref="IObjective{T}"/>.</para>
/// <para>If no point meets both conditions within <paramref name="maxLinesearchSteps"/>, or in an interval of <paramref
/// name="stepsizePrecision"/>, the search takes the best point that decreases the loss enough; if there is none, the last
/// point; if its loss or slope is NaN or infinite, the learning rate is 0 and the parameters do not move, even if the update is
/// not finite. Departure from optax: the next search then begins with a guess of 1 instead of 0, from which it could not
/// grow.</para>
/// <para>Memory, besides the update: a point and three gradients.</para>
/// </remarks>
/// <param name="maxLinesearchSteps">The maximum number of trial points.</param>
/// <param name="maxLearningRate">The largest learning rate; 0 for none, as is <c>None</c> in optax.</param>
/// <param name="tol">ε.</param>
/// <param name="increaseFactor">The factor by which the learning rate grows until the search has an interval.</param>
/// <param name="slopeRtol">c₁, the required decrease of the loss as a fraction of the slope.</param>
/// <param name="curvRtol">c₂, the fraction of the slope that may remain. A very large number disables this condition, as does
/// infinity in optax.</param>
/// <param name="approxDecRtol">The largest excess over f(p), as a fraction of |f(p)|, at which the decrease is judged by the
/// slope; negative for never, as is <c>None</c> in optax.</param>
/// <param name="stepsizePrecision">The length below which the search does not refine an interval, once a point in it decreases
/// the loss enough.</param>
/// <param name="initialGuessStrategy">The initial learning rate of the search.</param>
public sealed class ScaleByZoomLinesearchAttribute(
    [Interval("[1, ∞)")] int maxLinesearchSteps,
    [Interval("[0, ∞)")] double maxLearningRate = 0,
    [Interval("[0, ∞)")] double tol = 0,
    [Interval("(1, ∞)")] double increaseFactor = 2,
    [Interval("[0, ∞)")] double slopeRtol = 1e-4,
    [Interval("[0, ∞)")] double curvRtol = 0.9,
    [Interval("[-1, ∞)")] double approxDecRtol = 1e-6,
    [Interval("[0, ∞)")] double stepsizePrecision = 1e-5,
    InitialGuess initialGuessStrategy = InitialGuess.Keep) : LinesearchAttribute
{
    /// <summary>The hyperparameters.</summary>
    public struct Hyperparameters
    {
        /// <summary>The largest number of evaluations.</summary>
        public int MaxLinesearchSteps;

        /// <summary>The largest learning rate; 0 for no limit.</summary>
        public double MaxLearningRate;

        /// <summary>The tolerance of both conditions.</summary>
        public double Tol;

        /// <summary>The factor from one learning rate to the next.</summary>
        public double IncreaseFactor;

        /// <summary>The relative tolerance of the decrease.</summary>
        public double SlopeRtol;

        /// <summary>The relative tolerance of the slope.</summary>
        public double CurvRtol;

        /// <summary>The relative tolerance of the approximate decrease.</summary>
        public double ApproxDecRtol;

        /// <summary>The length of the smallest interval.</summary>
        public double StepsizePrecision;

        /// <summary>The first learning rate.</summary>
        public InitialGuess InitialGuessStrategy;
    }

    /// <summary>Looks for an interval with a good point in it, then for that point.</summary>
    public static LinesearchResult Search<TLine>(
        ref TLine line, LinesearchResult last, Hyperparameters hyperparameters)
        where TLine : ILine, allows ref struct
    {
        var wolfe = new WolfeConditions(
            line.Value, line.Slope, hyperparameters.SlopeRtol,
            hyperparameters.CurvRtol, hyperparameters.ApproxDecRtol);
        var start = new LinePoint(0, line.Value, line.Slope);
        var safe = start;
        double largest = hyperparameters.MaxLearningRate == 0 ? double.PositiveInfinity : hyperparameters.MaxLearningRate;
        double guess = hyperparameters.InitialGuessStrategy == InitialGuess.One ? 1 : last.Guess;

        // Larger and larger learning rates, until a good one must lie between the last two: Algorithm 3.5.
        LinePoint point = start, low, high;
        int steps = 0;
        while (true)
        {
            var previous = point;
            double rate = Math.Min(steps == 0 ? guess : hyperparameters.IncreaseFactor * previous.LearningRate, largest);
            point = line.At(rate);
            var (decrease, curvature) = wolfe.ErrorsAt(point);
            if (decrease <= hyperparameters.Tol)
                Keep(ref line, point, out safe);
            bool isGood = Math.Max(decrease, curvature) <= hyperparameters.Tol;
            bool isTooFar = decrease > 0 || (steps > 0 && point.Value >= previous.Value);
            steps++;
            if (isGood || (rate == largest && !isTooFar && !(point.Slope >= 0)))
                return Result(point, decrease, curvature, !isGood);
            (low, high) = !isTooFar && point.Slope >= 0 ? (point, previous) : (previous, point);
            if (steps >= hyperparameters.MaxLinesearchSteps)
                return End(safe, point, steps, decrease, curvature);
            if (isTooFar || point.Slope >= 0)
                break;
        }

        // A smaller and smaller interval, of which low is the better end: Algorithm 3.6.
        var third = low;
        while (true)
        {
            double length = Math.Abs(high.LearningRate - low.LearningRate);
            point = line.At(Interpolation(low, high, third));
            var (decrease, curvature) = wolfe.ErrorsAt(point);
            if (decrease <= hyperparameters.Tol && point.Value < safe.Value)
                Keep(ref line, point, out safe);
            steps++;
            if (Math.Max(decrease, curvature) <= hyperparameters.Tol)
                return Result(point, decrease, curvature, hasFailed: false);
            if (steps >= hyperparameters.MaxLinesearchSteps
                || (length <= hyperparameters.StepsizePrecision && safe.LearningRate > 0))
                return End(safe, point, steps, decrease, curvature);

            bool isTooFar = decrease > 0 || point.Value >= low.Value;
            bool turnsBack = !isTooFar && point.Slope * (high.LearningRate - low.LearningRate) >= 0;
            third = isTooFar || turnsBack ? high : low;
            high = isTooFar ? point : turnsBack ? low : high;
            low = isTooFar ? low : point;
        }

        LinesearchResult Result(LinePoint found, double decrease, double curvature, bool hasFailed) =>
            new(found.LearningRate, found.Value, steps, decrease, curvature, hasFailed);

        static void Keep(ref TLine line, LinePoint point, out LinePoint safe)
        {
            line.Keep();
            safe = point;
        }
    }

    /// <summary>The result of a search that has not met both conditions.</summary>
    private static LinesearchResult End(LinePoint safe, LinePoint last, int steps, double decrease, double curvature)
    {
        var found = safe.LearningRate > 0 || double.IsInfinity(decrease) ? safe : last;
        return new LinesearchResult(found.LearningRate, found.Value, steps, decrease, curvature, HasFailed: true);
    }

    /// <summary>The minimum of a cubic through three points; else of a parabola through two, unless it is too near an end;
    /// else the middle.</summary>
    private static double Interpolation(LinePoint low, LinePoint high, LinePoint third)
    {
        double left = Math.Min(low.LearningRate, high.LearningRate), right = Math.Max(low.LearningRate, high.LearningRate);
        double length = right - left;
        double cubic = CubicMinimum(low, high, third);
        if (cubic > left + (0.2 * length) && cubic < right - (0.2 * length))
            return cubic;
        double quadratic = QuadraticMinimum(low, high);
        return quadratic > left + (0.1 * length) && quadratic < right - (0.1 * length)
            ? quadratic
            : (low.LearningRate + high.LearningRate) / 2;
    }

    /// <summary>The minimum of the cubic with the slope of a in a that goes through a, b and c; NaN if it has none. Values and
    /// slopes count in units of a power of two near the slope: their squares are in the range of double.</summary>
    private static double CubicMinimum(LinePoint a, LinePoint b, LinePoint c)
    {
        double unit = a.Slope == 0 || !double.IsFinite(a.Slope) ? 1 : Math.ScaleB(1, Math.Clamp(-Math.ILogB(a.Slope), -1022, 1022));
        double slope = unit * a.Slope;
        double db = b.LearningRate - a.LearningRate, dc = c.LearningRate - a.LearningRate;
        double riseB = (unit * (b.Value - a.Value)) - (slope * db), riseC = (unit * (c.Value - a.Value)) - (slope * dc);
        double divisor = db * dc * (db * dc) * (db - dc);
        double third = ((dc * dc * riseB) - (db * db * riseC)) / divisor;
        double second = ((db * db * db * riseC) - (dc * dc * dc * riseB)) / divisor;
        return a.LearningRate + ((-second + Math.Sqrt((second * second) - (3 * third * slope))) / (3 * third));
    }

    /// <summary>The minimum of the parabola with the slope of a in a that goes through a and b.</summary>
    private static double QuadraticMinimum(LinePoint a, LinePoint b)
    {
        double db = b.LearningRate - a.LearningRate;
        double second = (b.Value - a.Value - (a.Slope * db)) / (db * db);
        return a.LearningRate - (a.Slope / (2 * second));
    }

    /// <summary>The conditions on a point of the line.</summary>
    private readonly struct WolfeConditions(
        double value, double slope, double slopeRtol, double curvRtol, double approxDecRtol)
    {
        /// <summary>The violation of the conditions by a point: 0 if it has none, infinite if the point has no value or
        /// slope.</summary>
        public (double Decrease, double Curvature) ErrorsAt(LinePoint point)
        {
            double decrease = point.Value - value - (slopeRtol * point.LearningRate * slope);
            if (approxDecRtol >= 0)
            {
                double bySlope = point.Slope - (((2 * slopeRtol) - 1) * slope);
                double rise = point.Value - value - (approxDecRtol * Math.Abs(value));
                decrease = Math.Min(Math.Max(bySlope, rise), decrease);
            }

            return (Positive(decrease), Positive(Math.Abs(point.Slope) - (curvRtol * Math.Abs(slope))));
        }

        private static double Positive(double error) => double.IsNaN(error) ? double.PositiveInfinity : Math.Max(error, 0);
    }
}

/// <summary>With which learning rate a line search begins.</summary>
public enum InitialGuess
{
    /// <summary>With that of the last step: suits a direction of the gradient's length.</summary>
    Keep,

    /// <summary>1: suits a direction with a natural length, such as that of <see cref="ScaleByLbfgsAttribute"/>.</summary>
    One,
}
