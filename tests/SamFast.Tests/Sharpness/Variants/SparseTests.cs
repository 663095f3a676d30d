using System.Globalization;

namespace SamFast.Tests.Sharpness.Variants;

[Sam<MomentumSgd, SparseClimb>(syncPeriod: 3, resetState: false, mode: SamMode.Opaque)]
internal sealed partial class KeptSparseSam;

[Sam<MomentumSgd, SparseClimb>(syncPeriod: 3, resetState: false)]
internal sealed partial class TransparentKeptSparseSam;

[Optimizer, ScaleByMask(BFloat16 = "mask"), Sgd(1)]
internal sealed partial class NarrowMasked;

[Optimizer<double>, ScaleByMask(Mask = "weight"), Sgd(1)]
internal sealed partial class GroupMasked;

[Optimizer<double>, ScaleByMask, Adam(0.1), Lookahead(2, 0.5, resetState: true)]
internal sealed partial class RestartingMasked;

[Optimizer<double>, ScaleByMask, Sgd(1), ScaleByZoomLinesearch(9)]
internal sealed partial class SearchingMasked;

[Optimizer<double>, Partition<MomentumSgd>("weight"), Partition<MomentumSgd>("bias")]
internal sealed partial class DividedMomentum;

[Optimizer<double>, Partition<SparseClimb>("weight"), Partition<SparseClimb>("bias")]
internal sealed partial class DividedClimb;

[Sam<DividedMomentum, DividedClimb>(syncPeriod: 3)]
internal sealed partial class DividedSparseSam;

/// <summary>Sparse SAM: masks that the caller gives, and how they are made.</summary>
public class SparseTests
{
    private static double[] Half => [.. Enumerable.Range(0, Problem.Length).Select(i => i % 2.0)];

    public static TheoryData<Type> Both => [typeof(SparseSam), typeof(OpaqueSparseSam)];

    [Theory, MemberData(nameof(Both))]
    public void With_a_mask_of_the_largest_Fisher_information_it_follows_the_published_algorithm(Type type)
    {
        foreach (var problem in new BatchGradient[] { Problem.Logistic, Problem.Wells })
        {
            double[] Fisher(double[] w, int step) => [.. Enumerable.Range(step, 5).Select(batch => problem(w, batch))
                .Aggregate(new double[w.Length], (sum, g) => [.. sum.Zip(g, (s, x) => s + (x * x))])];
            var paper = Transcriptions.Sparse(sparsity: 0.6, every: 20, Fisher);
            var optimizer = (Optimizer<double>)Activator.CreateInstance(type, Problem.Layout)!;
            double[] expected = Problem.Start, actual = Problem.Start, mask = new double[Problem.Length];
            for (int step = 0; step < 200; step++)
            {
                if (step % 20 == 0)
                {
                    SparseMask.KeepLargest<double>(Fisher(actual, step), 0.6, mask);
                    Assert.Equal(8, mask.Sum());
                    optimizer.Slot("adversaryMask").Set(mask);
                }

                paper(expected, point => problem(point, step), step);
                VariantTests.Step(optimizer, actual, point => problem(point, step));
                for (int i = 0; i < Problem.Length; i++)
                    Assert.Equal(0, (actual[i] - expected[i]) / Math.Max(1e-3, Math.Abs(expected[i])), 1e-10);
            }
        }
    }

    [Theory, MemberData(nameof(Both))]
    public void A_mask_of_ones_is_SAM_bit_for_bit(Type type)
    {
        object sparse = Activator.CreateInstance(type, Problem.Layout)!;
        var sam = new Sam(Problem.Layout);
        double[] ours = Problem.Start, theirs = Problem.Start;
        for (int step = 0; step < 50; step++)
        {
            VariantTests.Step(sparse, ours, point => Problem.Wells(point, step));
            VariantTests.Step(sam, theirs, point => Problem.Wells(point, step));
            Bits.AssertSame<double>(theirs, ours);
        }
    }

    [Fact]
    public void Only_masked_elements_are_perturbed_for_any_gradient_of_the_others()
    {
        var optimizer = new SparseSam(Problem.Layout);
        optimizer.Slot("adversaryMask").Set(Half);
        double[] parameters = Problem.Start, gradient = Problem.Wells(parameters, 0);
        optimizer.Step(parameters, gradient);
        double norm = Math.Sqrt(gradient.Sum(g => g * g));
        for (int i = 0; i < Problem.Length; i++)
            Assert.Equal(Problem.Start[i] + (i % 2 == 0 ? 0 : 0.1 * gradient[i] / norm), parameters[i], 1e-15);

        optimizer.Restore(parameters);
        gradient[0] = double.PositiveInfinity;
        optimizer.Step(parameters, gradient);
        Assert.Equal(Problem.Start[0], parameters[0]);
    }

    [Fact]
    public void A_mask_survives_periods_and_ascents_with_and_without_a_restart_of_the_adversary()
    {
        Optimizer<double>[] optimizers =
        [
            new SparseSam(Problem.Layout), new OpaqueSparseSam(Problem.Layout), new KeptSparseSam(Problem.Layout),
            new TransparentKeptSparseSam(Problem.Layout),
        ];
        var trajectories = optimizers.Select(optimizer =>
        {
            optimizer.Slot("adversaryMask").Set(Half);
            double[] parameters = Problem.Start;
            for (int step = 0; step < 7; step++)
                VariantTests.Step(optimizer, parameters, point => Problem.Wells(point, step));
            Assert.Equal(Half, Flat(optimizer));
            return parameters;
        }).ToArray();
        Bits.AssertSame<double>(trajectories[0], trajectories[1]);
        Bits.AssertSame<double>(trajectories[2], trajectories[3]);
        Assert.NotEqual(trajectories[0], trajectories[2]);
    }

    [Theory, MemberData(nameof(Both))]
    public void A_mask_is_saved_copied_and_grown_and_a_reset_makes_it_ones(Type type)
    {
        var optimizer = (Optimizer<double>)Activator.CreateInstance(type, Problem.Layout)!;
        optimizer.Slot("adversaryMask").Set(Half);
        double[] parameters = Problem.Start;
        VariantTests.Step(optimizer, parameters, point => Problem.Wells(point, 0));

        var loaded = (Optimizer<double>)Activator.CreateInstance(type, Problem.Layout)!;
        using (var file = new MemoryStream())
        {
            optimizer.Save(file);
            file.Position = 0;
            loaded.Load(file);
        }

        Assert.Equal(Half, Flat(loaded));
        dynamic same = optimizer;
        Optimizer<double> clone = same.Clone();
        Assert.Equal(Half, Flat(clone));
        Optimizer<double> grown = same.GrowTo(Layout.Create([.. Problem.Layout, new("more", [2])]));
        Assert.Equal([.. Half, 1, 1], Flat(grown));
        optimizer.Reset();
        Assert.All(Flat(optimizer), element => Assert.Equal(1, element));
    }

    [Fact]
    public void A_mask_is_set_tensor_by_tensor_and_in_bfloat16()
    {
        var optimizer = new NarrowMasked([new("a", [3]), new("b", [2])]);
        var mask = optimizer.Slot("mask");
        Assert.True(mask.IsCallerProvided);
        Assert.Equal(StateType.BF16, mask.Type);
        mask.Set("b", [0, 0.5f]);
        Assert.Equal([1, 1, 1], mask.ToArray("a"));
        float[] parameters = new float[5];
        optimizer.Step(parameters, [1, 2, 3, 4, 5]);
        Assert.Equal([-1, -2, -3, 0, -2.5f], parameters);
        Assert.Equal(2, NarrowMasked.Plan.StateBytes);
    }

    [Fact]
    public void Of_tensors_that_the_transform_does_not_act_on_elements_are_not_looked_at()
    {
        var optimizer = new GroupMasked(Problem.Layout);
        optimizer.Slot("mask").Set(new double[Problem.Length]);
        double[] parameters = new double[Problem.Length];
        optimizer.Step(parameters, [.. Enumerable.Repeat(1.0, Problem.Length)]);
        Assert.Equal(Enumerable.Range(0, Problem.Length).Select(i => i is >= 8 and < 12 ? -1.0 : 0), parameters);
        Assert.Contains("does not act", Assert.Throws<ArgumentException>(() => optimizer.Slot("mask").Set("b", new double[4])).Message);
    }

    [Fact]
    public void Each_group_has_its_own_mask_beside_the_state_of_the_outer_optimizer()
    {
        var (masked, alone) = (new DividedSparseSam(Problem.Layout), new MomentumSgd(Problem.Layout));
        masked.Slot("adversaryWeightMask").Set(new double[Problem.Length]);
        masked.Slot("adversaryBiasMask").Set("b", new double[4]);
        double[] ours = Problem.Start, theirs = Problem.Start;
        for (int step = 0; step < 5; step++)
        {
            VariantTests.Step(masked, ours, point => Problem.Wells(point, step));
            alone.Step(theirs, Problem.Wells(theirs, step));
            Bits.AssertSame<double>(theirs, ours);
        }

        Assert.Equal(new double[4], masked.Slot("adversaryBiasMask").ToArray("b"));
    }

    [Fact]
    public void In_the_middle_of_a_step_no_mask_is_set()
    {
        var optimizer = new OpaqueSparseSam(Problem.Layout);
        double[] parameters = Problem.Start;
        Assert.Throws<InvalidOperationException>(() => optimizer.Step(parameters, (_, _) => optimizer.Slot("adversaryMask").Set(Half)));
        Assert.All(Flat(optimizer), element => Assert.Equal(1, element));
    }

    [Fact]
    public void A_mask_survives_restarts_of_transforms_and_line_searches()
    {
        var restarting = new RestartingMasked(3);
        restarting.Slot("mask").Set([0, 1, 0]);
        var searching = new SearchingMasked(3);
        searching.Slot("mask").Set([0, 1, 0]);
        double[] first = [1, 1, 1], second = [1, 1, 1];
        for (int step = 0; step < 5; step++)
        {
            restarting.Step(first, [1, 1, 1]);
            searching.Step(second, (point, gradient) =>
            {
                for (int i = 0; i < gradient.Length; i++)
                    gradient[i] = point[i];
                return 0.5 * ((point[0] * point[0]) + (point[1] * point[1]) + (point[2] * point[2]));
            });
        }

        Assert.Equal((1, true, 1), (first[0], first[1] < 1, first[2]));
        Assert.Equal((1, true, 1), (second[0], second[1] < 1, second[2]));
    }

    [Fact]
    public void Setting_another_slot_or_another_length_is_refused_and_modifies_nothing()
    {
        var optimizer = new SparseSam(Problem.Layout);
        optimizer.Slot("adversaryMask").Set(Half);
        Assert.Contains("'trace'", Assert.Throws<InvalidOperationException>(() => optimizer.Slot("trace").Set(Half)).Message);
        Assert.Contains("'trace'", Assert.Throws<InvalidOperationException>(() => optimizer.Slot("trace").Set("b", new double[4])).Message);
        Assert.Contains("21 elements, and 20", Assert.Throws<ArgumentException>(() => optimizer.Slot("adversaryMask").Set(new double[20])).Message);
        Assert.Contains("'b' has 4", Assert.Throws<ArgumentException>(() => optimizer.Slot("adversaryMask").Set("b", new double[5])).Message);
        Assert.Throws<KeyNotFoundException>(() => optimizer.Slot("adversaryMask").Set("c", new double[4]));
        Assert.Equal(Half, Flat(optimizer));
    }

    [Theory]
    [InlineData(0, "1 1 1 1 1")]
    [InlineData(0.2, "1 0 1 1 1")]
    [InlineData(0.5, "1 0 0 1 0")]
    [InlineData(1, "0 0 0 0 0")]
    public void The_largest_numbers_are_kept_and_of_equal_ones_the_first(double sparsity, string expected)
    {
        double[] mask = [7, 7, 7, 7, 7];
        SparseMask.KeepLargest([3.0, -9, 2, double.PositiveInfinity, 2], sparsity, mask);
        Assert.Equal(expected, string.Join(' ', mask.Select(m => m.ToString(CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void The_smallest_gradients_are_dropped_and_as_many_others_taken_up()
    {
        var taken = new HashSet<int>();
        for (int seed = 0; seed < 50; seed++)
        {
            float[] mask = [1, 1, 1, 1, 0, 0, 0];
            SparseMask.DropAndGrow([-4, 1, -2, 3, 9, 9, 9], 0.5, new Random(seed), mask);
            Assert.Equal([1, 0, 0, 1], mask[..4]);
            Assert.Equal(2, mask[4..].Sum());
            taken.UnionWith(Enumerable.Range(4, 3).Where(i => mask[i] == 1));
        }

        Assert.Equal(3, taken.Count);
        float[] full = [1, 1, 1, 0];
        SparseMask.DropAndGrow([1, 2, 3, 0], 1, new Random(1), full);
        Assert.Equal([0, 1, 1, 1], full);
    }

    [Fact]
    public void A_random_mask_has_as_many_ones_as_it_should()
    {
        double[] mask = new double[1000], other = new double[1000];
        SparseMask.Random(0.3, new Random(1), mask);
        SparseMask.Random(0.3, new Random(2), other);
        Assert.Equal(700, mask.Sum());
        Assert.NotEqual(mask, other);
        Assert.InRange(mask[..500].Sum(), 300, 400);
    }

    [Fact]
    public void Masks_of_nonsense_are_refused_and_nothing_is_modified()
    {
        double[] mask = [1, 0];
        Assert.Throws<ArgumentOutOfRangeException>(() => SparseMask.KeepLargest([1.0, 2], 1.5, mask));
        Assert.Throws<ArgumentOutOfRangeException>(() => SparseMask.KeepLargest([1.0, 2], double.NaN, mask));
        Assert.Throws<ArgumentException>(() => SparseMask.KeepLargest([1.0], 0.5, mask));
        Assert.Contains("Number 1", Assert.Throws<ArgumentException>(() => SparseMask.KeepLargest([1, double.NaN], 0.5, mask)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => SparseMask.DropAndGrow([1.0, 2], -0.1, new Random(1), mask));
        Assert.Throws<ArgumentNullException>(() => SparseMask.DropAndGrow([1.0, 2], 0.1, null!, mask));
        Assert.Throws<ArgumentException>(() => SparseMask.DropAndGrow([1.0], 0.1, new Random(1), mask));
        Assert.Throws<ArgumentOutOfRangeException>(() => SparseMask.Random<double>(2, new Random(1), mask));
        Assert.Equal([1, 0], mask);
    }

    private static double[] Flat(Optimizer<double> optimizer) =>
        [.. optimizer.Layout.SelectMany(tensor => optimizer.Slot("adversaryMask").ToArray(tensor.Name))];
}
