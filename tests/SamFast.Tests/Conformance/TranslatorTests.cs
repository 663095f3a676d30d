using System.Text.Json;

namespace SamFast.Tests.Conformance;

/// <summary>Translation of call trees into declarations.</summary>
[Trait("Category", "Conformance")]
public sealed class TranslatorTests
{
    private readonly Translator _translator = new("float64");

    [Fact]
    public void A_call_becomes_an_attribute_with_all_its_arguments() => Becomes(
        """
        {"call": "optax.scale_by_adam", "kwargs":
            {"b1": 0.85, "b2": 0.999, "eps": 1e-08, "eps_root": 0.0, "mu_dtype": null, "nesterov": true}}
        """,
        "ScaleByAdam(b1: 0.85, b2: 0.999, eps: 1e-08, epsRoot: 0.0, nesterov: true)");

    [Fact]
    public void Nested_chains_become_one_chain() => Becomes(
        """
        {"call": "optax.chain", "args": [
            {"call": "contrib.normalize", "kwargs": {}},
            {"call": "optax.named_chain", "args": [["a", {"call": "optax.scale", "kwargs": {"step_size": -1}}]]}]}
        """,
        "Normalize", "Scale(stepSize: -1)");

    [Fact]
    public void A_schedule_is_declared_after_the_transform_that_it_drives() => Becomes(
        """
        {"call": "optax.scale_by_schedule", "kwargs": {"step_size_fn":
            {"call": "optax.piecewise_constant_schedule", "kwargs":
                {"init_value": 0.5, "boundaries_and_scales": {"3": 0.5}}}}}
        """,
        "ScaleBySchedule",
        "PiecewiseConstant(initValue: 0.5, boundaries: new int[] { 3 }, scales: new double[] { 0.5 }, "
            + "Of = \"stepSize\")");

    [Fact]
    public void State_in_the_type_of_the_parameters_needs_no_option() => Becomes(
        """
        {"call": "optax.trace", "kwargs":
            {"decay": 0.9, "nesterov": false, "accumulator_dtype": {"name": "jnp.float64"}}}
        """,
        "Trace(decay: 0.9, nesterov: false)");

    [Fact]
    public void A_mask_names_its_arrays() => Becomes(
        """
        {"call": "optax.masked", "kwargs": {"mask": {"w0": true, "w1": false, "w2": true}, "inner":
            {"call": "optax.chain", "args": [
                {"call": "optax.scale", "kwargs": {"step_size": 1}},
                {"call": "optax.masked", "kwargs": {"mask": {"w0": true, "w1": true, "w2": false}, "inner":
                    {"call": "contrib.normalize", "kwargs": {}}}},
                {"call": "optax.masked", "kwargs": {"mask": {"w0": false, "w1": true, "w2": false}, "inner":
                    {"call": "contrib.normalize", "kwargs": {}}}}]}}}
        """,
        "Scale(stepSize: 1, Mask = \"w0, w2\")", "Normalize(Mask = \"w0\")", "Normalize(Mask = \"!w0, w1, w2\")");

    [Theory]
    [InlineData("optax.adamw", "mask", "AdamW(DecayMask = \"w0\")")]
    [InlineData("optax.add_decayed_weights", "mask", "AddDecayedWeights(Mask = \"w0\")")]
    [InlineData("optax.freeze", "mask", "Freeze(groups: \"w0\")")]
    public void A_mask_argument_names_the_masked_arrays(string call, string name, string attribute) =>
        Becomes(Tree(call, $$$"""{"{{{name}}}": {"w0": true, "w1": false}}"""), attribute);

    [Fact]
    public void A_wrapper_of_a_whole_optimizer_becomes_an_option()
    {
        const string Tree = """
            {"call": "optax.flatten", "kwargs": {"inner":
                {"call": "optax.selective_transform", "kwargs": {"freeze_mask": {"w0": true, "w1": false}, "optimizer":
                    {"call": "contrib.normalize", "kwargs": {}}}}}}
            """;
        Assert.Equal(["Normalize"], _translator.Optimizer(Parse(Tree)));
        Assert.Equal(["Flatten = true", "Freeze = \"w0\""], _translator.Options);
        Assert.Empty(_translator.Unsupported);
    }

    [Fact]
    public void A_partition_has_a_chain_for_each_group()
    {
        const string Tree = """
            {"call": "optax.partition", "kwargs": {"param_labels": {"w0": "a", "w1": "b"}, "transforms":
                {"a": {"call": "contrib.normalize", "kwargs": {}}, "b": {"call": "optax.set_to_zero", "kwargs": {}}}}}
            """;
        Assert.Empty(_translator.Optimizer(Parse(Tree)));
        Assert.Equal(["Normalize"], _translator.Parts["a"]);
        Assert.Equal(["SetToZero"], _translator.Parts["b"]);
        Assert.Equal("b", _translator.Labels["w1"]);
        Assert.Empty(_translator.Unsupported);
    }

    [Theory]
    [InlineData("optax.scale_by_adam", "mu_dtype", "ScaleByAdam(BFloat16 = \"mu\")")]
    [InlineData("optax.ema", "accumulator_dtype", "Ema(BFloat16 = \"ema\")")]
    [InlineData("contrib.ademamix", "mu_dtype", "Ademamix(BFloat16 = \"m1, m2, nu\")")]
    public void State_in_bfloat16_is_declared_by_its_slots(string call, string argument, string attribute) => Assert.Equal(
        [attribute], new Translator("float32").Chain(Parse(Tree(call, $$"""{"{{argument}}": {"name": "jnp.bfloat16"} }"""))));

    [Fact]
    public void A_flag_can_be_a_separate_attribute() => Becomes(
        Tree("optax.rmsprop", """{"learning_rate": 0.1, "centered": true}"""), "CenteredRmsprop(learningRate: 0.1)");

    [Fact]
    public void An_argument_may_default_to_another_one() => Becomes(
        Tree("optax.optimistic_adam", """{"learning_rate": 0.1, "optimism": null}"""),
        "OptimisticAdam(learningRate: 0.1, optimism: 0.1)");

    [Theory]
    [InlineData("optax.no_such_transform", """{"a": 1}""")]
    [InlineData("optax.linear_schedule", "{}")]
    [InlineData("jnp.clip", """{"max_delta": 1}""")]
    [InlineData("contrib.sam", "{}")]
    public void A_transform_that_is_missing_in_the_catalog_is_named(string call, string arguments) =>
        Misses(Tree(call, arguments), call);

    [Theory]
    [InlineData("optax.clip", "max_delta", """{"callable": "<lambda>"}""")]
    [InlineData("optax.clip", "max_delta", """{"lambda": "lambda x: x.cumsum()"}""")]
    [InlineData("optax.clip", "max_delta", "null")]
    [InlineData("optax.scale_by_learning_rate", "learning_rate", "null")]
    [InlineData("optax.add_decayed_weights", "mask", """{"lambda": "lambda p: p.ndim > 1"}""")]
    [InlineData("optax.trace", "accumulator_dtype", """{"name": "jnp.float16"}""")]
    [InlineData("optax.scale_by_lion", "mode", "\"soft\"")]
    [InlineData("optax.scale_by_adam", "mu_dtype", """{"name": "jnp.bfloat16"}""")]
    [InlineData("contrib.adopt", "clip_value_fn", """{"lambda": "lambda x: x"}""")]
    public void An_argument_that_is_missing_in_the_catalog_is_named_with_its_call(string call, string name, string value) =>
        Misses(Tree(call, $$"""{"{{name}}": {{value}}}"""), $"{call}({name})");

    [Fact]
    public void A_schedule_that_is_missing_in_the_catalog_is_named() => Misses(
        Tree("optax.sgd", $$"""{"learning_rate": {{Tree("optax.no_such_schedule", "{}")}}}"""),
        "optax.no_such_schedule");

    [Fact]
    public void A_call_of_the_result_of_a_call_has_the_name_of_the_inner_call() => Misses(
        """{"call": {"call": "optax.wrapper", "kwargs": {}}, "kwargs": {}}""", "optax.wrapper");

    [Fact]
    public void A_value_that_is_not_a_call_has_the_name_of_its_kind() => Misses("""{"lambda": "lambda x: x"}""", "lambda");

    private static string Tree(string call, string arguments) =>
        $$"""{"call": "{{call}}", "kwargs": {{arguments}}}""";

    private void Becomes(string tree, params string[] attributes)
    {
        Assert.Equal(attributes, _translator.Chain(Parse(tree)));
        Assert.Empty(_translator.Unsupported);
    }

    private void Misses(string tree, string name)
    {
        _translator.Chain(Parse(tree));
        Assert.Equal([name], _translator.Unsupported);
    }

    private static JsonElement Parse(string tree) => JsonDocument.Parse(tree).RootElement;
}
