using System.Numerics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SamFast.Torch.Tests;

/// <summary>The same gradients, given to torch's optimizers and to ours.</summary>
public class TorchOptimizerTests
{
    private const int Steps = 50;

    private static readonly Dictionary<string, Pair> s_pairs = new()
    {
        ["Adam"] = new(l => new FloatAdam(l), l => new DoubleAdam(l), p => optim.Adam(p, 3e-3, weight_decay: 0.02)),
        ["AdamW"] = new(
            l => new FloatAdamW(l), l => new DoubleAdamW(l), p => optim.AdamW(p, 1.0 / 1024, weight_decay: 1.0 / 64)),
        ["SGD"] = new(l => new FloatSgd(l), l => new DoubleSgd(l), p => optim.SGD(p, 0.01)),
        ["SGD, momentum"] = new(
            l => new FloatMomentum(l), l => new DoubleMomentum(l),
            p => optim.SGD(p, 0.01, momentum: 0.9, dampening: 0.3, weight_decay: 0.02)),
        ["SGD, Nesterov"] = new(
            l => new FloatNesterov(l), l => new DoubleNesterov(l),
            p => optim.SGD(p, 0.01, momentum: 0.9, nesterov: true)),
        ["RMSprop"] = new(
            l => new FloatRmsprop(l), l => new DoubleRmsprop(l), p => optim.RMSProp(p, 1e-3, weight_decay: 0.02)),
        ["RMSprop, momentum"] = new(
            l => new FloatRmspropMomentum(l), l => new DoubleRmspropMomentum(l),
            p => optim.RMSProp(p, 1e-3, momentum: 0.9)),
        ["RMSprop, centred"] = new(
            l => new FloatCenteredRmsprop(l), l => new DoubleCenteredRmsprop(l),
            p => optim.RMSProp(p, 1e-3, momentum: 0.9, centered: true)),
    };

    public static TheoryData<string> Names => [.. s_pairs.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Float_parameters_after_fifty_steps_are_those_of_torch(string name) =>
        Compare(s_pairs[name].Float, s_pairs[name].Torch, ScalarType.Float32, tolerance: 1e-6);

    [Theory, MemberData(nameof(Names))]
    public void Double_parameters_after_fifty_steps_are_those_of_torch(string name) =>
        Compare(s_pairs[name].Double, s_pairs[name].Torch, ScalarType.Float64, tolerance: 1e-14);

    /// <summary>Torch's float parameters differ with these rates, as <see cref="FloatAdamW"/> explains.</summary>
    [Theory]
    [InlineData(1e-3, 0.01), InlineData(3e-3, 0.05), InlineData(0.02, 0.1)]
    public void Float_parameters_after_fifty_steps_of_AdamW_are_those_of_torch_in_double_with_any_rate(double rate, double decay)
    {
        using var ours = new ConvNet(seed: 1);
        using var theirs = new ConvNet(seed: 1, ScalarType.Float64);
        foreach (var (parameter, twin) in ours.parameters().Zip(theirs.parameters()))
        {
            using var _ = no_grad();
            twin.copy_(parameter);
        }

        var bound = TorchParameters.Bind<float>(ours);
        var optimizer = new FloatAdamW(bound.Layout) { LearningRate = rate, WeightDecay = decay };
        using var reference = optim.AdamW(theirs.parameters(), rate, weight_decay: decay);
        for (int step = 0; step < Steps; step++)
        {
            SetGradients(step, ours, theirs);
            bound.Step(optimizer);
            reference.step();
        }

        Close(TorchParameters.Bind<double>(theirs), bound, 1e-6);
    }

    [Fact]
    public void Groups_chosen_by_a_predicate_decay_as_the_groups_of_torch_do()
    {
        using var ours = new ConvNet(seed: 1);
        using var theirs = new ConvNet(seed: 1);
        var bound = TorchParameters.Bind<float>(ours, (_, parameter) => parameter.dim() > 1 ? "decay" : null);
        var decayed = bound.Layout.Where(tensor => tensor.Group == "decay");
        Assert.Equal(["conv.weight", "head.weight"], decayed.Select(tensor => tensor.Name));

        var optimizer = new DecayOfSome(bound.Layout);
        AdamW.ParamGroup GroupOf(Func<Parameter, bool> predicate, double decay) =>
            new() { Parameters = theirs.parameters().Where(predicate), Options = new() { weight_decay = decay } };
        using var reference = optim.AdamW(
            new[] { GroupOf(p => p.dim() > 1, 1.0 / 64), GroupOf(p => p.dim() <= 1, 0) }, 1.0 / 1024);
        for (int step = 0; step < Steps; step++)
        {
            SetGradients(step, ours, theirs);
            bound.Step(optimizer);
            reference.step();
        }

        Close(TorchParameters.Bind<float>(theirs), bound, 1e-6);
    }

    private static void Compare<T>(
        Func<Layout, IGradientOptimizer<T>> make, Func<IEnumerable<Parameter>, optim.Optimizer> makeReference, ScalarType type,
        double tolerance) where T : unmanaged, INumber<T>
    {
        using var ours = new ConvNet(seed: 1, type);
        using var theirs = new ConvNet(seed: 1, type);
        var bound = TorchParameters.Bind<T>(ours);
        var start = bound.All();
        var optimizer = make(bound.Layout);
        using var reference = makeReference(theirs.parameters());
        for (int step = 0; step < Steps; step++)
        {
            SetGradients(step, ours, theirs);
            bound.Step(optimizer);
            reference.step();
        }

        Assert.NotEqual(start, bound.All());
        Close(TorchParameters.Bind<T>(theirs), bound, tolerance);
    }

    private static void SetGradients(int step, ConvNet one, ConvNet other)
    {
        random.manual_seed(step);
        foreach (var (parameter, twin) in one.parameters().Zip(other.parameters()))
        {
            using var gradient = randn_like(parameter);
            parameter.grad = gradient;
            using var copy = gradient.to(twin.dtype, copy: true);
            twin.grad = copy;
        }
    }

    /// <summary>Each tensor within a tolerance that is relative to its largest element: elements that have just crossed
    /// 0 keep the rounding errors of their way.</summary>
    private static void Close<TExpected, TActual>(
        TorchParameters<TExpected> expected, TorchParameters<TActual> actual, double tolerance)
        where TExpected : unmanaged, INumber<TExpected>
        where TActual : unmanaged, INumber<TActual>
    {
        double[] theirs = [.. expected.All().Select(double.CreateChecked)];
        double[] ours = [.. actual.All().Select(double.CreateChecked)];
        int start = 0;
        foreach (var tensor in expected.Layout)
        {
            var elements = Enumerable.Range(start, tensor.Length);
            start += tensor.Length;
            double error = elements.Max(i => Math.Abs(ours[i] - theirs[i])) / elements.Max(i => Math.Abs(theirs[i]));
            Assert.True(error <= tolerance, $"{tensor.Name} is off by {error:E1} of its largest element");
        }
    }

    private sealed record Pair(
        Func<Layout, IGradientOptimizer<float>> Float, Func<Layout, IGradientOptimizer<double>> Double,
        Func<IEnumerable<Parameter>, optim.Optimizer> Torch);
}
