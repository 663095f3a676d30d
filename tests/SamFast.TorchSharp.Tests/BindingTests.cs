using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SamFast.Torch.Tests;

/// <summary>Modules that can be bound and stepped, refused ones, and the messages.</summary>
public class BindingTests
{
    [Fact]
    public void The_layout_has_the_names_and_shapes_of_the_module()
    {
        using var model = new ConvNet(seed: 1);
        Assert.Equal(
            [
                "conv.weight: [4, 1, 3, 3]", "conv.bias: [4]", "norm.weight: [4]", "norm.bias: [4]",
                "head.weight: [3, 64]", "head.bias: [3]",
            ],
            TorchParameters.Bind<float>(model).Layout.Select(tensor => $"{tensor}"));
    }

    [Fact]
    public void The_layout_says_that_weights_have_their_outputs_first()
    {
        using var model = new ConvNet(seed: 1);
        Assert.All(TorchParameters.Bind<float>(model).Layout, tensor => Assert.True(tensor.OutputsFirst));
    }

    [Fact]
    public void Groups_come_from_the_callers_function()
    {
        using var model = new ConvNet(seed: 1);
        var parameters = TorchParameters.Bind<float>(
            model, (name, _) => name.StartsWith("head", StringComparison.Ordinal) ? "head" : null);
        Assert.Equal([null, null, null, null, "head", "head"], parameters.Layout.Select(tensor => tensor.Group));
    }

    [Fact]
    public void A_parameter_that_requires_no_gradient_is_left_out_and_keeps_its_values()
    {
        using var model = new ConvNet(seed: 1);
        using var batch = new Batch(seed: 1);
        model.conv.weight!.requires_grad_(false);
        var parameters = TorchParameters.Bind<float>(model, where: (name, _) => name != "norm.bias");
        string[] expected = ["conv.bias", "norm.weight", "head.weight", "head.bias"];
        Assert.Equal(expected, parameters.Layout.Select(tensor => tensor.Name));

        float[] frozen = model.conv.weight.data<float>().ToArray(), other = model.norm.bias!.data<float>().ToArray();
        new TorchTrainer<float>(parameters, new FloatAdamW(parameters.Layout)).Step(() => batch.LossOf(model));
        Assert.Equal(frozen, model.conv.weight.data<float>().ToArray());
        Assert.Equal(other, model.norm.bias.data<float>().ToArray());
    }

    [Fact]
    public void A_shared_parameter_is_bound_once()
    {
        using var one = nn.Linear(3, 3, hasBias: false);
        using var other = nn.Linear(3, 3, hasBias: false);
        other.weight = one.weight;
        using var model = nn.Sequential(("one", one), ("other", other));
        Assert.Equal(["one.weight"], TorchParameters.Bind<float>(model).Layout.Select(tensor => tensor.Name));
    }

    [Fact]
    public void Two_parameters_in_the_same_memory_are_refused()
    {
        using var one = nn.Linear(3, 3, hasBias: false);
        using var other = nn.Linear(3, 3, hasBias: false);
        other.weight = new Parameter(one.weight.detach());
        using var model = nn.Sequential(("one", one), ("other", other));
        Says("'one.weight' and 'other.weight' share memory", Refusal<float>(model));
    }

    [Fact]
    public void A_parameter_of_another_type_is_refused()
    {
        using var model = nn.Sequential(
            ("one", nn.Linear(2, 2)), ("other", nn.Linear(2, 2, dtype: ScalarType.Float64)));
        string refusal = Refusal<float>(model);
        Says("'other.weight' is of type Float64, not Float32", refusal);
        Says("model.to(…), or bind it as double", refusal);
        Says("'one.weight' is of type Float32, not Float64", Refusal<double>(model));
        Assert.Throws<NotSupportedException>(() => TorchParameters.Bind<Half>(model));
    }

    [Fact]
    public void A_parameter_on_another_device_is_refused()
    {
        using var model = nn.Linear(2, 2, device: new Device(DeviceType.META));
        string refusal = Refusal<float>(model);
        Says("'weight' is on the device META, not on the CPU", refusal);
        Says("model.cpu()", refusal);
    }

    [Fact]
    public void A_parameter_that_is_not_contiguous_is_refused()
    {
        using var model = nn.Linear(2, 3);
        model.weight = new Parameter(zeros(2, 3).t());
        string refusal = Refusal<float>(model);
        Says("'weight' is not contiguous", refusal);
        Says("exclude it with where", refusal);
    }

    [Fact]
    public void A_module_without_parameters_is_refused()
    {
        using var model = nn.ReLU();
        Says("no parameter to bind", Refusal<float>(model));
    }

    [Fact]
    public void A_step_without_a_gradient_is_refused_and_changes_nothing()
    {
        using var model = new ConvNet(seed: 1);
        using var batch = new Batch(seed: 1);
        var parameters = TorchParameters.Bind<float>(model);
        var optimizer = new FloatAdamW(parameters.Layout);
        string refusal = Refusal(parameters, optimizer);
        Says("'conv.weight' has no gradient", refusal);
        Says("backward()", refusal);

        using (NewDisposeScope())
            batch.LossOf(model).backward();
        model.head.bias!.grad = null;
        Says("'head.bias' has no gradient", Refusal(parameters, optimizer));
    }

    [Fact]
    public void New_gradients_of_each_backward_are_found()
    {
        using var model = nn.Linear(1, 1, hasBias: false);
        var parameters = TorchParameters.Bind<float>(model);
        var optimizer = new FloatSgd(parameters.Layout);
        float start = model.weight.item<float>(), sum = 0;
        var kept = new List<Tensor>();
        foreach (float gradient in (float[])[1, 2, -5])
        {
            // None of them is freed, so that each is somewhere else.
            kept.Add(tensor(new[,] { { gradient } }));
            model.weight.grad = kept[^1];
            parameters.Step(optimizer);
            sum += gradient;
        }

        Assert.Equal(start - (0.01f * sum), model.weight.item<float>(), 1e-6f);
    }

    [Fact]
    public void A_gradient_that_is_not_plain_memory_is_refused()
    {
        using var model = nn.Linear(2, 3, hasBias: false);
        var parameters = TorchParameters.Bind<float>(model);
        var optimizer = new FloatSgd(parameters.Layout);
        (Tensor Gradient, string Says)[] cases =
        [
            (ones(2, 3).t(), "The gradient of 'weight' is not contiguous"),
            (ones(3, 2).to_sparse(), "The gradient of 'weight' is sparse"),
            (ones(3, 2, dtype: ScalarType.Float64), "The gradient of 'weight' is of type Float64, not Float32"),
            (ones(3, 2, device: new Device(DeviceType.META)), "The gradient of 'weight' is on the device META"),
            (ones(2, 2), "The gradient of 'weight' has 4 elements, and the parameter has 6"),
        ];
        foreach (var (gradient, says) in cases)
        {
            model.weight.grad = gradient;
            Says(says, Refusal(parameters, optimizer));
        }

        // Nothing is left of torch's own error.
        model.weight.grad = ones(3, 2);
        parameters.Step(optimizer);
        Assert.Equal(1, optimizer.StepCount);
    }

    [Fact]
    public void A_gradient_whose_signs_torch_has_yet_to_change_is_refused()
    {
        using var model = nn.Linear(1, 1, hasBias: false);
        var parameters = TorchParameters.Bind<float>(model);
        model.weight.grad = ones(1, 1, dtype: ScalarType.ComplexFloat32).conj().imag;
        Assert.True(model.weight.grad!.is_contiguous());
        Says("The gradient of 'weight' is not contiguous", Refusal(parameters, new FloatSgd(parameters.Layout)));
    }

    [Fact]
    public void A_gradient_that_is_the_parameter_is_refused()
    {
        using var model = nn.Linear(2, 3, hasBias: false);
        var parameters = TorchParameters.Bind<float>(model);
        model.weight.grad = model.weight.detach();
        var refusal = Assert.Throws<ArgumentException>(() => parameters.Step(new FloatSgd(parameters.Layout)));
        Says("overlap", refusal.Message);
    }

    [Fact]
    public void Conversion_to_another_type_is_noticed()
    {
        using var model = new ConvNet(seed: 1);
        var parameters = TorchParameters.Bind<float>(model);
        model.to(ScalarType.Float64);
        Says("Bind the module again", Refusal(parameters, new FloatSgd(parameters.Layout)));
        var flat = new float[parameters.Layout.ParameterCount];
        Assert.Throws<InvalidOperationException>(() => parameters.CopyTo(flat));
        Assert.Throws<InvalidOperationException>(() => parameters.CopyFrom(flat));
    }

    [Fact]
    public void Another_parameter_in_the_place_of_a_bound_one_is_noticed_even_if_that_one_is_alive()
    {
        using var one = nn.Linear(2, 2, hasBias: false);
        using var model = new Holder(new Parameter(ones(3)));
        var parameters = TorchParameters.Bind<float>(model);
        var bound = model.parameters().Single();
        model.Replace(new Parameter(zeros(3)));
        Assert.False(bound.IsInvalid);
        bound.grad = ones(3);
        string refusal = Refusal(parameters, new FloatSgd(parameters.Layout));
        Says("replaced the parameter 'weight'", refusal);
    }

    [Fact]
    public void A_disposed_module_is_noticed()
    {
        var model = new ConvNet(seed: 1);
        var parameters = TorchParameters.Bind<float>(model);
        model.Dispose();
        Says("has replaced the parameter", Refusal(parameters, new FloatSgd(parameters.Layout)));
    }

    [Fact]
    public void Loaded_values_are_stepped_from()
    {
        using var model = new ConvNet(seed: 1);
        using var other = new ConvNet(seed: 2);
        var parameters = TorchParameters.Bind<float>(model);
        model.load_state_dict(other.state_dict());
        Assert.Equal(TorchParameters.Bind<float>(other).All(), parameters.All());
    }

    [Fact]
    public void An_optimizer_of_another_layout_is_refused()
    {
        using var model = new ConvNet(seed: 1);
        using var batch = new Batch(seed: 1);
        var parameters = TorchParameters.Bind<float>(model);
        using (NewDisposeScope())
            batch.LossOf(model).backward();
        Assert.Throws<ArgumentException>(() => parameters.Step(new FloatSgd(parameters.Layout.ParameterCount)));
        Assert.Throws<ArgumentException>(() => parameters.CopyTo(new float[3]));
        Assert.Throws<ArgumentException>(() => parameters.CopyFrom(new float[3]));
        Assert.Throws<ArgumentException>(() => parameters.CopyGradientsTo(new float[3]));
    }

    [Fact]
    public void An_optimizer_that_asks_for_the_loss_gets_it()
    {
        using var model = nn.Linear(1, 1, hasBias: false);
        var parameters = TorchParameters.Bind<float>(model);
        model.weight.grad = full(1, 1, 2f);
        float before = model.weight.item<float>();
        parameters.Step(new Polyak(parameters.Layout), loss: 4);

        // Polyak's step: the loss over the squared norm of the gradient, times the gradient; at most the rate of 1.
        Assert.Equal(before - (1f * 2), model.weight.item<float>(), 5);
    }

    private static string Refusal<T>(nn.Module model) where T : unmanaged =>
        Assert.Throws<ArgumentException>("module", () => TorchParameters.Bind<T>(model)).Message;

    /// <summary>The output of a step, of which no memory must remain.</summary>
    private static string Refusal<TOptimizer>(TorchParameters<float> parameters, TOptimizer optimizer)
        where TOptimizer : Optimizer<float>, IGradientOptimizer<float>
    {
        string message = Assert.Throws<InvalidOperationException>(() => parameters.Step(optimizer)).Message;
        Assert.Equal(0, optimizer.StepCount);
        return message;
    }

    private static void Says(string part, string message) => Assert.Contains(part, message, StringComparison.Ordinal);

    /// <summary>A module that exchanges its parameter without disposing of it.</summary>
    private sealed class Holder : nn.Module
    {
        public Holder(Parameter weight) : base(nameof(Holder)) => register_parameter("weight", weight);

        public void Replace(Parameter weight) => ConditionallyRegisterParameter("weight", weight);
    }
}
