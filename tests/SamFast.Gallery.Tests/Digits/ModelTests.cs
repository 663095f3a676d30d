using SamFast.Gallery.Digits.Data;
using SamFast.Gallery.Digits.Models;
using SamFast.Gallery.Digits.Training;

namespace SamFast.Gallery.Tests.Digits;

/// <summary>The models and their derived gradients.</summary>
public class ModelTests
{
    private static readonly Examples s_examples = HandwrittenDigits.Load().Scaled().Pool;

    public static TheoryData<string> Models => [.. ModelKind.All.Select(kind => kind.Name)];

    [Theory, MemberData(nameof(Models))]
    public void Every_element_of_a_gradient_is_the_central_difference_of_the_loss(string kind)
    {
        const float H = 1e-3f;
        var (model, parameters) = Start(kind);
        int[] rows = [.. Enumerable.Range(0, 32)];
        var gradient = new float[parameters.Length];
        double loss = model.Gradient(parameters, s_examples, rows, gradient);
        Assert.Equal(model.Loss(parameters, s_examples, rows), loss);

        // Float, and ReLU has kinks: a few elements of thousands may be further off.
        int off = 0;
        for (int i = 0; i < parameters.Length; i++)
        {
            float at = parameters[i];
            parameters[i] = at + H;
            double above = model.Loss(parameters, s_examples, rows);
            parameters[i] = at - H;
            double below = model.Loss(parameters, s_examples, rows);
            parameters[i] = at;
            double difference = (above - below) / (2 * H);
            off += Math.Abs(difference - gradient[i]) > 1e-3 + (0.01 * Math.Abs(difference)) ? 1 : 0;
        }

        Assert.InRange(off, 0, parameters.Length / 100);
    }

    [Theory, MemberData(nameof(Models))]
    public void The_gradient_of_a_batch_is_the_weighted_mean_of_those_of_its_parts(string kind)
    {
        var (model, parameters) = Start(kind);
        float[] whole = new float[parameters.Length], first = new float[parameters.Length], rest = new float[parameters.Length];
        int[] rows = [.. Enumerable.Range(0, 150)];
        model.Gradient(parameters, s_examples, rows, whole);
        model.Gradient(parameters, s_examples, rows.AsSpan(0, 7), first);
        model.Gradient(parameters, s_examples, rows.AsSpan(7), rest);
        for (int i = 0; i < whole.Length; i++)
            Assert.Equal(whole[i], ((7 * first[i]) + (143 * rest[i])) / 150, 1e-5f);
        Assert.Equal(300, model.GradientsOfExamples);
    }

    [Theory, MemberData(nameof(Models))]
    public void The_accuracy_counts_the_largest_logits(string kind)
    {
        var (model, parameters) = Start(kind);
        int biases = parameters.Length - DataSet.Classes;
        parameters.AsSpan().Clear();
        parameters[biases + 3] = 1;
        Assert.Equal(s_examples.Labels.Count(label => label == 3), model.CountRight(parameters, s_examples));
    }

    [Fact]
    public void Rescaling_two_layers_does_not_change_the_function()
    {
        var (model, parameters) = Start(ModelKind.TwoLayers.Name);
        int[] rows = [.. Enumerable.Range(0, 200)];
        double before = model.Loss(parameters, s_examples, rows);
        float[] there = [.. parameters];
        ((Perceptron)model).Rescale(there, 4);
        Assert.NotEqual(parameters, there);
        Assert.Equal(before, model.Loss(there, s_examples, rows), 1e-3);
    }

    [Fact]
    public void Micro_batches_of_the_whole_batch_are_SAM_and_one_without_radius_is_no_SAM()
    {
        var (model, start) = Start(ModelKind.TwoLayers.Name);
        var layout = model.Layout;
        float[] sam = Walk(new Standard(new DigitsSamMomentum(layout) { Rho = 0.2 }, layout));
        float[] phased = Walk(new Standard(new DigitsSamAdamW(layout) { Rho = 0.2 }, layout));
        float[] microAdamW = Walk(new MicroBatchSharp(new DigitsAdamW(layout), m: 64, rho: 0.2f, layout));
        float[] micro = Walk(new MicroBatchSharp(new DigitsMomentum(layout), m: 64, rho: 0.2f, layout));
        float[] single = Walk(new MicroBatchSharp(new DigitsMomentum(layout), m: 1, rho: 0, layout));
        float[] plain = Walk(new Standard(new DigitsMomentum(layout), layout));
        Assert.True(Distance(sam, micro) < 1e-4 * Distance(sam, start));
        Assert.True(Distance(phased, microAdamW) < 1e-2 * Distance(phased, start));
        Assert.True(Distance(single, plain) < 1e-4 * Distance(plain, start));
        Assert.True(Distance(sam, plain) > 0.01 * Distance(plain, start));

        float[] Walk(Learner learner)
        {
            float[] parameters = [.. start];
            for (int step = 0; step < 10; step++)
                learner.Step(parameters, new Batch(model, s_examples, Enumerable.Range(64 * step, 64).ToArray()));
            return parameters;
        }
    }

    private static double Distance(float[] a, float[] b) => Math.Sqrt(a.Zip(b, (x, y) => Math.Pow(x - y, 2)).Sum());

    private static (Model Model, float[] Parameters) Start(string kind)
    {
        var model = ModelKind.All.Single(k => k.Name == kind).New(s_examples.Features);
        var parameters = new float[model.Layout.ParameterCount];
        model.Initialize(parameters, new Random(1));
        for (int i = 0; i < parameters.Length; i++)
            parameters[i] += 0.02f * MathF.Sin(i);
        return (model, parameters);
    }
}
