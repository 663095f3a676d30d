using System.Numerics.Tensors;
using SamFast.Gallery.Digits.Data;
using SamFast.Gallery.Digits.Figures;
using SamFast.Gallery.Digits.Models;
using SamFast.Gallery.Digits.Training;

namespace SamFast.Gallery.Tests.Digits;

/// <summary>Trainings: reproducible, without allocation, and of use.</summary>
public class TrainingTests
{
    private static readonly DataSet s_data = HandwrittenDigits.Load().Scaled();

    public static TheoryData<string> Variants => [.. Variant.All.Select(variant => variant.Name)];

    [Theory, MemberData(nameof(Variants))]
    public void A_run_is_a_function_of_its_seed(string variant)
    {
        Run first = Train(1), again = Train(1), other = Train(2);
        Assert.Equal(first.Parameters, again.Parameters);
        Assert.Equal(first.Accuracies, again.Accuracies);
        Assert.Equal(first.Sharpness, again.Sharpness);
        Assert.Equal(first.Eigenvalue, again.Eigenvalue);
        Assert.NotEqual(first.Parameters, other.Parameters);
        Assert.True(first.Best > 0.4, $"{first.Best}");

        Run Train(int seed) => Run.Of(
            ModelKind.TwoLayers, Of(variant), Split.Of(s_data, 400, 0.2, seed), epochs: 8, seed);
    }

    [Theory, MemberData(nameof(Variants))]
    public void An_epoch_allocates_nothing(string variant)
    {
        var split = Split.Of(s_data, 300, 0.2, 1);
        var trainer = new Trainer(new Perceptron(64), Of(variant), split, 1);
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 8; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            trainer.Epoch();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    [Theory]
    [InlineData("momentum", 1)]
    [InlineData("sam-momentum", 2)]
    [InlineData("sam-2-steps", 3)]
    [InlineData("lookbehind", 3)]
    [InlineData("sam-m1", 2)]
    [InlineData("sam-every-5", 1.2)]
    [InlineData("momentum-sam", 1)]
    public void Gradients_are_counted_in_batches(string variant, double each)
    {
        var run = Run.Of(ModelKind.Linear, Of(variant), Split.Of(s_data, 320, 0, 1), epochs: 3, seed: 1);
        Assert.Equal(each * 3 * 5, run.Gradients, 1e-12);
    }

    [Fact]
    public void A_split_keeps_training_and_test_apart_and_less_noise_is_a_part_of_more()
    {
        var clean = Split.Of(s_data, 10_000, 0, 3);
        Assert.Equal(1198, clean.Train.Count);
        Assert.Equal(599, clean.Test.Count);
        Assert.Equal(
            s_data.Pool.Labels.Order(), clean.Train.Labels.Concat(clean.Test.Labels).Order());

        int[] some = Split.Of(s_data, 10_000, 0.2, 3).Train.Labels, more = Split.Of(s_data, 10_000, 0.6, 3).Train.Labels;
        Assert.Equal((int)Math.Round(0.2 * 1198), some.Where((label, i) => label != clean.Train.Labels[i]).Count());
        Assert.Equal((int)Math.Round(0.6 * 1198), more.Where((label, i) => label != clean.Train.Labels[i]).Count());
        Assert.All(
            Enumerable.Range(0, 1198).Where(i => some[i] != clean.Train.Labels[i]),
            i => Assert.NotEqual(clean.Train.Labels[i], more[i]));
        Assert.NotEqual(clean.Train.Labels, Split.Of(s_data, 10_000, 0, 4).Train.Labels);
    }

    [Fact]
    public void Every_variant_has_a_name_of_its_own_and_a_base_that_exists()
    {
        Assert.Equal(Variant.All.Count, Variant.All.DistinctBy(variant => variant.Name).Count());
        Assert.All(
            Variant.All.Where(variant => variant.Base is not null),
            variant => Assert.Null(Of(variant.Base!).Base));
    }

    [Fact]
    public void Every_chain_without_SAM_has_one_at_a_lower_rate() => Assert.Equal(
        Variant.All.Where(variant => variant.Base is null).Select(variant => variant.Name),
        Variant.All.Where(variant => variant.IsSlow).Select(variant => variant.Base));

    [Fact]
    public void Figures_choose_among_variants_that_exist() =>
        Assert.Subset(Variant.All.Select(variant => variant.Name).ToHashSet(), Palette.Chosen.ToHashSet());

    [Fact]
    public void Momentum_SAM_is_tested_and_measured_without_its_perturbation()
    {
        var split = Split.Of(s_data, 64, 0, 1);
        Model model = new Perceptron(64);
        var rows = Enumerable.Range(0, 64).ToArray();
        var learner = Of("momentum-sam").NewLearner(model.Layout);
        float[] parameters = new float[model.Layout.ParameterCount], evaluated = [.. parameters];
        model.Initialize(parameters, new Random(1));
        learner.Step(parameters, new Batch(model, split.Train, rows));
        learner.CopyEvaluationParametersTo(parameters, evaluated);
        TensorPrimitives.Subtract(parameters, evaluated, parameters);
        Assert.Equal(0.4, TensorPrimitives.Norm<float>(parameters), 1e-4);
    }

    private static Variant Of(string name) => Variant.All.Single(variant => variant.Name == name);
}
