using System.Text.Json;

namespace SamFast.Tests.Conformance;

/// <summary>What becomes of a call tree.</summary>
[Trait("Category", "Conformance")]
public sealed class TranslatorTests
{
    private readonly Translator _translator = new("float64");

    [Fact]
    public void A_call_becomes_an_attribute_with_all_its_arguments() => Becomes(
        """{"call": "optax.scale_by_adam", "kwargs": {"b1": 0.85, "b2": 0.999, "eps": 1e-08, "eps_root": 0.0, "mu_dtype": null, "nesterov": true}}""",
        "ScaleByAdam(b1: 0.85, b2: 0.999, eps: 1e-08, epsRoot: 0.0, nesterov: true)");

    [Fact]
    public void Nested_chains_become_one_chain() => Becomes(
        """{"call": "optax.chain", "args": [{"call": "contrib.normalize", "kwargs": {}}, {"call": "optax.named_chain", "args": [["a", {"call": "optax.scale", "kwargs": {"step_size": -1}}]]}]}""",
        "Normalize", "Scale(stepSize: -1)");

    [Fact]
    public void A_schedule_follows_what_it_drives() => Becomes(
        """{"call": "optax.scale_by_schedule", "kwargs": {"step_size_fn": {"call": "optax.piecewise_constant_schedule", "kwargs": {"init_value": 0.5, "boundaries_and_scales": {"3": 0.5}}}}}""",
        "ScaleBySchedule",
        "PiecewiseConstant(initValue: 0.5, boundaries: new int[] { 3 }, scales: new double[] { 0.5 }, Of = \"stepSize\")");

    [Fact]
    public void State_of_the_type_it_has_anyway_is_no_request() => Becomes(
        """{"call": "optax.trace", "kwargs": {"decay": 0.9, "nesterov": false, "accumulator_dtype": {"name": "jnp.float64"}}}""",
        "Trace(decay: 0.9, nesterov: false)");

    [Theory]
    [InlineData("""{"call": "optax.no_such_transform", "kwargs": {"a": 1}}""", "optax.no_such_transform")]
    [InlineData("""{"call": "optax.linear_schedule", "kwargs": {}}""", "optax.linear_schedule")]
    [InlineData("""{"call": {"call": "optax.wrapper", "kwargs": {}}, "kwargs": {}}""", "optax.wrapper")]
    [InlineData("""{"lambda": "lambda x: x"}""", "lambda")]
    [InlineData("""{"call": "optax.clip", "kwargs": {"max_delta": {"lambda": "…"}}}""", "optax.clip(max_delta)")]
    [InlineData("""{"call": "optax.clip", "kwargs": {"max_delta": null}}""", "optax.clip(max_delta)")]
    [InlineData("""{"call": "optax.scale_by_learning_rate", "kwargs": {"learning_rate": null}}""", "optax.scale_by_learning_rate(learning_rate)")]
    [InlineData("""{"call": "optax.add_decayed_weights", "kwargs": {"weight_decay": 0.1, "mask": {"w0": true}}}""", "optax.add_decayed_weights(mask)")]
    [InlineData("""{"call": "optax.trace", "kwargs": {"decay": 0.9, "accumulator_dtype": {"name": "jnp.float32"}}}""", "optax.trace(accumulator_dtype)")]
    [InlineData("""{"call": "optax.scale_by_lion", "kwargs": {"b1": 0.9, "mode": "smooth"}}""", "optax.scale_by_lion(mode)")]
    [InlineData("""{"call": "optax.chain", "args": [{"call": "contrib.sam", "kwargs": {}}]}""", "contrib.sam")]
    [InlineData("""{"call": "optax.sgd", "kwargs": {"learning_rate": {"call": "optax.no_such_schedule", "kwargs": {}}}}""", "optax.no_such_schedule")]
    public void What_the_catalog_does_not_have_is_named(string tree, string name)
    {
        _translator.Chain(Parse(tree));
        Assert.Equal([name], _translator.Unsupported);
    }

    private void Becomes(string tree, params string[] attributes)
    {
        Assert.Equal(attributes, _translator.Chain(Parse(tree)));
        Assert.Empty(_translator.Unsupported);
    }

    private static JsonElement Parse(string tree) => JsonDocument.Parse(tree).RootElement;
}
