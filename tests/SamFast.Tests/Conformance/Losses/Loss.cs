using System.Numerics;
using System.Text.Json;

namespace SamFast.Tests.Conformance.Losses;

/// <summary>The gradient functions of the recorded problems, in the file's precision.</summary>
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
            "diagonal_quadratic" => DiagonalQuadratic.Gradient(Vector("d"), Vector("c")),
            "rosenbrock" => Rosenbrock.Gradient(Scalar("a"), Scalar("b")),
            "logistic_regression" => LogisticRegression.Gradient(
                [.. problem.GetProperty("X").EnumerateArray().Select(Golden.Vector<T>)], Vector("y"), Scalar("l2")),
            var kind => throw new ArgumentException($"There is no loss '{kind}'.", nameof(problem)),
        };

        T[] Vector(string name) => Golden.Vector<T>(problem.GetProperty(name));
        T Scalar(string name) => Golden.Number<T>(problem.GetProperty(name));
    }
}
