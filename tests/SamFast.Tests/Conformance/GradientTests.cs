using System.Numerics;
using SamFast.Tests.Conformance.Losses;

namespace SamFast.Tests.Conformance;

/// <summary>Our losses and gradients are those of the recorded runs.</summary>
[Trait("Category", "Conformance")]
public sealed class GradientTests
{
    [Fact]
    public void The_gradient_functions_give_the_recorded_gradients()
    {
        var analytic = Suite.Cases.OfType<GoldenCase>().Select(@case => @case.Golden)
            .Where(golden => golden.Kind != Loss.Prescribed && Loss.IsKnown(golden.Kind));
        foreach (var golden in analytic)
        {
            // Allows rounding errors, relative to the largest element, because the terms of a gradient may cancel.
            if (golden.Dtype == "float32")
                Check<float>(golden, 1e-5);
            else
                Check<double>(golden, 1e-13);
        }
    }

    // The first gradient is at the initial parameters, each other one at the parameters after the previous update.
    private static void Check<T>(Golden golden, double tolerance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var loss = Loss.Gradient<T>(golden.Problem);
        var steps = golden.RecordedSteps;
        var points = golden.Root.GetProperty("trajectory").EnumerateArray()
            .TakeWhile((_, row) => steps[row] == row + 1)
            .Prepend(golden.Root.GetProperty("init")).Select(Golden.Vector<T>).ToArray();
        var gradients = golden.Root.GetProperty("gradients").EnumerateArray().Select(Golden.Vector<double>).ToArray();
        Assert.NotEmpty(gradients);
        foreach (var (point, expected) in points.Zip(gradients))
        {
            var actual = new T[point.Length];
            loss(point, actual);
            double bound = tolerance * expected.Max(Math.Abs);
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.True(
                    Math.Abs(double.CreateChecked(actual[i]) - expected[i]) <= bound,
                    $"{golden.File}, index {i}: {actual[i]:R} instead of {expected[i]:R}");
            }
        }
    }

    [Fact]
    public void The_loss_functions_give_the_recorded_losses()
    {
        var analytic = Suite.Cases.OfType<GoldenCase>().Select(@case => @case.Golden)
            .Where(golden => golden.Kind != Loss.Prescribed && Loss.IsKnown(golden.Kind)).ToArray();
        Assert.NotEmpty(analytic);
        foreach (var golden in analytic)
        {
            if (golden.Dtype == "float32")
                CheckLosses<float>(golden, 1e-5);
            else
                CheckLosses<double>(golden, 1e-13);
        }
    }

    private static void CheckLosses<T>(Golden golden, double tolerance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var loss = Loss.Value<T>(golden.Problem);
        var points = golden.Root.GetProperty("trajectory").EnumerateArray().Select(Golden.Vector<T>);
        var losses = Golden.Vector<double>(golden.Root.GetProperty("losses"));
        foreach (var (point, expected) in points.Zip(losses))
        {
            double actual = double.CreateChecked(loss(point));
            Assert.True(
                Comparison.Agree(actual, expected, tolerance * Math.Max(1, Math.Abs(expected))),
                $"{golden.File}: {actual:R} instead of {expected:R}");
        }
    }
}
