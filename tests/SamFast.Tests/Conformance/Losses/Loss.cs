using System.Numerics;
using System.Text.Json;

namespace SamFast.Tests.Conformance.Losses;

/// <summary>A loss.</summary>
internal delegate T LossFunction<T>(ReadOnlySpan<T> point);

/// <summary>The recorded problems' losses and their gradients, in the file's precision.</summary>
internal static class Loss
{
    public const string Prescribed = "prescribed";

    private static readonly string[] Kinds =
        ["double_well_2d", "diagonal_quadratic", "rosenbrock", "logistic_regression"];

    public static bool IsKnown(string kind) => kind == Prescribed || Kinds.Contains(kind);

    /// <summary>The gradient of a problem's loss.</summary>
    public static GradientFunction<T> Gradient<T>(JsonElement problem)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        return problem.GetProperty("kind").GetString() switch
        {
            "double_well_2d" => DoubleWell.Gradient<T>(),
            "diagonal_quadratic" => DiagonalQuadratic.Gradient(Vector<T>(problem, "d"), Vector<T>(problem, "c")),
            "rosenbrock" => Rosenbrock.Gradient(Scalar<T>(problem, "a"), Scalar<T>(problem, "b")),
            "logistic_regression" => LogisticRegression.Gradient(
                Samples<T>(problem), Vector<T>(problem, "y"), Scalar<T>(problem, "l2")),
            var kind => throw new ArgumentException($"There is no loss '{kind}'.", nameof(problem)),
        };
    }

    /// <summary>A problem's loss.</summary>
    public static LossFunction<T> Value<T>(JsonElement problem) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        return problem.GetProperty("kind").GetString() switch
        {
            "double_well_2d" => DoubleWell.Value<T>(),
            "diagonal_quadratic" => DiagonalQuadratic.Value(Vector<T>(problem, "d"), Vector<T>(problem, "c")),
            "rosenbrock" => Rosenbrock.Value(Scalar<T>(problem, "a"), Scalar<T>(problem, "b")),
            "logistic_regression" => LogisticRegression.Value(
                Samples<T>(problem), Vector<T>(problem, "y"), Scalar<T>(problem, "l2")),
            var kind => throw new ArgumentException($"There is no loss '{kind}'.", nameof(problem)),
        };
    }

    private static T[][] Samples<T>(JsonElement problem) where T : IFloatingPointIeee754<T> =>
        [.. problem.GetProperty("X").EnumerateArray().Select(Golden.Vector<T>)];

    private static T[] Vector<T>(JsonElement problem, string name) where T : IFloatingPointIeee754<T> =>
        Golden.Vector<T>(problem.GetProperty(name));

    private static T Scalar<T>(JsonElement problem, string name) where T : IFloatingPointIeee754<T> =>
        Golden.Number<T>(problem.GetProperty(name));
}
