using SamFast.Gallery.Notebook;

namespace SamFast.Gallery.Tests.Notebook;

/// <summary>The notebook's optimizers on its loss, whose gradient the compiler derives.</summary>
public class NotebookTests
{
    public static TheoryData<int> Contenders => [.. Enumerable.Range(0, Roster.Float.Count)];

    [Theory, MemberData(nameof(Contenders))]
    public void SAM_optimizers_end_near_2_and_plain_ones_near_0(int number)
    {
        var (single, twice) = (Roster.Float[number], Roster.Double[number]);
        int steps = single.Mode == Mode.Opaque ? 4000 : 8000;
        Assert.All(
            [Recorder.Record(single.NewWalker(), steps), Recorder.Record(twice.NewWalker(), steps)],
            calls =>
            {
                var end = calls.Last(call => call.IsOuterStep).After;
                var minimum = single.Mode == Mode.Plain ? Landmarks.SharpMinimum : Landmarks.SmoothMinimum;
                Assert.InRange(end.DistanceTo(minimum), 0, Claims.Near);
            });
    }

    [Fact]
    public void The_gradient_is_that_of_calculus_in_both_precisions()
    {
        var random = new Random(1);
        Span<double> gradient = stackalloc double[2];
        Span<float> single = stackalloc float[2];
        for (int i = 0; i < 1000; i++)
        {
            double x = (4 * random.NextDouble()) - 1, y = random.NextDouble() - 0.5;
            double smooth = Math.Exp(-((x - 2) * (x - 2)) - (y * y)), sharp = Math.Exp(-((x * x) + (100 * y * y)));
            double value = DoubleWell.DoubleGradient([x, y], gradient);
            Assert.Equal(-smooth - sharp, value, 1e-15);
            Assert.Equal((2 * (x - 2) * smooth) + (2 * x * sharp), gradient[0], 1e-14);
            Assert.Equal((2 * y * smooth) + (200 * y * sharp), gradient[1], 1e-14);
            DoubleWell.SingleGradient([(float)x, (float)y], single);
            Assert.Equal(gradient[0], single[0], 1e-5);
            Assert.Equal(gradient[1], single[1], 2e-4);
        }
    }
}
