namespace SamFast.Tests.Linesearches;

/// <summary>The direction that knows the curvature of the last steps.</summary>
[Collection(AllocationTests.Alone)]
public class LbfgsTests
{
    private const int Length = 40_003;

    [Fact]
    public void A_step_goes_along_the_approximate_inverse_Hessian() =>
        Follows(new PlainLbfgs(7), new ScalarLbfgs(3, scales: true));

    [Fact]
    public void A_memory_of_one_difference_and_an_identity_to_begin_with_are_enough() =>
        Follows(new ShortLbfgs(7), new ScalarLbfgs(1, scales: false));

    [Fact]
    public void Separate_tensors_are_one_vector()
    {
        int[] lengths = [5, 0, 4099, 1, 37];
        int total = lengths.Sum();
        double[] flat = Vectors.Uniform<double>(total, 1), cut = [.. flat];
        int start = 0;
        double[][] pieces = [.. lengths.Select(length => flat[start..(start += length)])];
        double[][] gradients = [.. lengths.Select(length => new double[length])];
        using var tensors = new TensorBuffers<double>(pieces, gradients);
        var (ofPieces, ofCut) = (new PlainLbfgs(lengths), new PlainLbfgs(lengths));
        for (int step = 0; step < 6; step++)
        {
            double[] gradient = Vectors.Uniform<double>(total, 10 + step);
            start = 0;
            foreach (double[] piece in gradients)
            {
                gradient.AsSpan(start, piece.Length).CopyTo(piece);
                start += piece.Length;
            }

            ofPieces.Step(tensors);
            ofCut.Step(cut, gradient);
        }

        Bits.AssertSame<double>(cut, [.. pieces.SelectMany(p => p)]);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        float[] expected = Walk(1);
        foreach (int threads in (int[])[2, 3, 7])
            Bits.AssertSame<float>(expected, Walk(threads), $"{threads} threads:");

        static float[] Walk(int threads)
        {
            var optimizer = new PlainLbfgs32(Length) { ThreadCount = threads };
            float[] parameters = Vectors.Uniform<float>(Length, 1);
            for (int step = 0; step < 6; step++)
                optimizer.Step(parameters, Vectors.Uniform<float>(Length, 2 + step));
            return parameters;
        }
    }

    [Theory, InlineData(2, 1), InlineData(1000, 1), InlineData(100_003, 2)]
    public void A_step_allocates_nothing(int length, int threads)
    {
        var optimizer = new PlainLbfgs32(length) { ThreadCount = threads };
        float[] parameters = Vectors.Uniform<float>(length, 1), gradients = Vectors.Uniform<float>(length, 2);
        Assert.Equal(0, AllocationTests.AllocatedBy(() => optimizer.Step(parameters, gradients)));
    }

    [Fact]
    public void Parameters_and_gradients_that_stay_leave_the_direction_finite()
    {
        var optimizer = new PlainLbfgs(2);
        double[] parameters = [1, 2];
        for (int step = 0; step < 5; step++)
            optimizer.Step(parameters, [0, 0]);
        Assert.Equal([1, 2], parameters);
        optimizer.Step(parameters, [3, 4]);
        Assert.All(parameters, p => Assert.True(double.IsFinite(p)));
    }

    [Fact]
    public void SAM_steps_with_it_from_the_point_where_the_climb_began()
    {
        var (sharp, plain) = (new SharpLbfgs(5), new PlainLbfgs(5));
        double[] parameters = Vectors.Uniform<double>(5, 1), alone = [.. parameters];
        for (int step = 0; step < 5; step++)
        {
            double[] descent = Vectors.Uniform<double>(5, 20 + step);
            sharp.Step(parameters, Vectors.Uniform<double>(5, 10 + step));
            sharp.Step(parameters, descent);
            plain.Step(alone, descent);
            Bits.AssertSame<double>(alone, parameters);
        }
    }

    [Fact]
    public void Frozen_tensors_count_neither_in_the_direction_nor_in_the_search()
    {
        var (frozen, thawed) = (new FrozenLbfgs([new("table", [5], "table"), new("w", [7])]), new ThawedLbfgs(7));
        double[] others = Vectors.Uniform<double>(7, 1), parameters = [3, 3, 3, 3, 3, .. others];
        var bowl = new Bowl<double>(100);
        for (int step = 0; step < 8; step++)
        {
            frozen.Step(parameters, (point, gradient) =>
            {
                if (!gradient.IsEmpty)
                    gradient[..5].Fill(7);
                return bowl.Evaluate(point[5..], gradient.IsEmpty ? default : gradient[5..]);
            });
            thawed.Step(others, ref bowl);
        }

        Bits.AssertSame<double>([3, 3, 3, 3, 3, .. others], parameters);
    }

    private static void Follows(IGradientOptimizer<double> optimizer, ScalarLbfgs reference)
    {
        double[] parameters = Vectors.Uniform<double>(7, 1), expected = [.. parameters];
        for (int step = 0; step < 9; step++)
        {
            // Of a parabola and some noise, so that curvatures are positive and none is like another.
            double[] noise = Vectors.Uniform<double>(7, 2 + step);
            double[] gradient = [.. parameters.Select((p, i) => ((i + 1) * p) + (0.01 * noise[i]))];
            double[] direction = reference.Direction(expected, gradient);
            for (int i = 0; i < 7; i++)
                expected[i] -= 0.25 * direction[i];
            optimizer.Step(parameters, gradient);
            Assert.Equal(expected, parameters, (a, b) => Math.Abs(a - b) <= 1e-10 * Math.Max(1, Math.Abs(a)));
            parameters.CopyTo(expected, 0);
        }
    }
}
