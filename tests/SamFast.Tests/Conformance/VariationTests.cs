using System.Text.Json;
using System.Text.Json.Nodes;
using SamFast.Tests.Conformance.Python;

namespace SamFast.Tests.Conformance;

/// <summary>A recorded run is followed if its call tree is rewritten in equivalent notation. Evaluated functions equal plain
/// formulas.</summary>
[Trait("Category", "Conformance")]
public sealed class VariationTests
{
    private const string Labels = "param_labels", Condition = "should_transform_fn", Function = "f";

    /// <summary>A file, an argument, and an equivalent notation of the argument.</summary>
    public static TheoryData<string, string, string> Variations
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (string text in (string[])
            [
                Lambda("lambda params: {'w0': 'a', 'w1': 'b', 'w2': 'a'}"),
                Lambda("lambda p: jax.tree.map(lambda x: 'a' if x.ndim > 1 or x.size > 6 else 'b', p)"),
                Lambda("lambda params: jax.tree_util.tree_map_with_path(lambda path, x: 'b' if path[0].key == 'w1' else 'a', params)"),
                Lambda("lambda tree: {name: ('b' if name.endswith('1') else 'a') for name in tree}"),
                Lambda("lambda tree: {k: 'a' if len(v.shape) == 2 or v.shape[0] != 5 else 'b' for k, v in tree.items()}"),
                """{"call": "dict", "args": [], "kwargs": {"w0": "a", "w1": "b", "w2": "a"}}""",
                """{"call": "dict", "args": [{"w0": "a", "w1": "a"}], "kwargs": {"w1": "b", "w2": "a"}}""",
                """{"python": "{k: 'ab'[k == 'w1'] for k in ['w0', 'w1', 'w2']}"}""",
            ])
                data.Add("wrapper-partition.float64.json", Labels, text);

            foreach (string text in (string[])
            [
                "lambda n: jnp.logical_or(n % 3 == 0, n % 3 == 2)", "lambda step: not (step - 1) % 3 == 0",
                "lambda s: (s + 2) % 3 > 0", "lambda step: jnp.mod(step, 3) != 1", "lambda step: ~(step % 3 == 1)",
                "lambda step: (step % 3 == 0) | (step % 3 > 1)", "lambda step: step - 3 * (step // 3) != 1",
                "lambda step, **extra: jnp.where(step % 3 == 1, False, True)", "lambda step: step % 3 not in (1, 4)",
                "lambda step: (step % 3 - 1) ** 2", "lambda step: False if (step + 2) % 3 < 0.5 else True",
                "lambda step: jnp.abs(jnp.sin(jnp.pi * (step - 1) / 3)) > 1e-3", "lambda step: 0 <= step % 3 < 1 or step % 3 >= 2",
            ])
                data.Add("wrapper-conditionally_mask.float64.json", Condition, Lambda(text));
            foreach (string text in (string[])
            [
                "lambda step: 4 <= step", "lambda count: count // 4 > 0", "lambda step: jnp.where(step < 4, False, True)",
                "lambda step: jnp.greater_equal(step, 4)", "lambda step: jnp.logical_not(step <= 3)", "lambda step: step >> 2",
                "lambda step: step.astype(jnp.float32) / 2 >= 2.0", "lambda step: bool(jnp.clip(step - 3, 0, 1))",
            ])
                data.Add("wrapper-conditionally_transform.float32.json", Condition, Lambda(text));
            foreach (string text in (string[])
            [
                "lambda step: 2 if step < 2 else 3", "lambda step: 2 + (step >= 2)", "lambda step: jnp.minimum(3, 2 + step // 2)",
            ])
                data.Add("wrapper-multisteps-schedule.float64.json", "every_k_schedule", Lambda(text));
            foreach (string text in (string[])
            [
                "lambda updates, params: jax.tree.map(lambda a, b: a + 0.1 * b * jnp.abs(b), updates, params)",
                "lambda u, w: u + jnp.where(w < 0, -0.1, 0.1) * w**2",
                "lambda u, w: jax.tree_util.tree_map(lambda p, g: g + p * jnp.maximum(p, -p) / 10, w, u)",
                "lambda g, p: g - 0.1 * jnp.square(p) * -jnp.sign(p)",
            ])
                data.Add("transform-stateless.float64.json", Function, Lambda(text));
            data.Add("alias-sgd-schedule.float64.json", "learning_rate",
                Lambda("lambda count: 0.1 + (0.01 - 0.1) * jnp.minimum(count, 8) / 8"));
            data.Add("alias-adamw-mask.float64.json", "mask", Lambda("lambda p: {k: k != 'w1' for k in p}"));
            data.Add("alias-adamaxw-mask.float64.json", "mask", Lambda("lambda p: jax.tree.map(lambda x: x.ndim == 1, p)"));
            data.Add("wrapper-masked.float64.json", "mask", Lambda("lambda p: jax.tree.map(lambda x: x.ndim == 2 or x.size == 7, p)"));
            data.Add("transform-selective_transform.float64.json", "freeze_mask", Lambda("lambda p: {n: len(x.shape) > 1 for n, x in p.items()}"));
            data.Add("transform-freeze.float64.json", "mask", Lambda("lambda p: jax.tree.map(lambda x: x.shape == (5,), p)"));
            foreach (string text in (string[])
            [
                "[0.5 + (i % 7) / 4 for i in range(27)]", "[x / 4 for j in range(4) for x in range(2, 9) if j < 3 or x < 8]",
                "0.5 + 0.25 * (jnp.arange(27) % 7)", "{'w0': [0.5 + 0.25 * (i % 7) for i in range(15)], 'w1': "
                    + "[0.5 + 0.25 * (i % 7) for i in range(15, 20)], 'w2': [0.5 + 0.25 * (i % 7) for i in range(20, 27)]}",
            ])
                data.Add("contrib-sophia-const.float64.json", "values", $$"""{"python": "{{text}}"}""");

            data.Add("contrib-sophia-const.float32.json", "hessian_diagonal_fn", Lambda(
                "lambda params: {'w0': 0.5 + 0.25 * (jnp.arange(15) % 7), 'w1': 0.5 + 0.25 * (jnp.arange(15, 20) % 7), "
                + "'w2': 0.5 + 0.25 * (jnp.arange(20, 27) % 7) + 0 * params['w2']}"));
            data.Add("contrib-adopt.float64.json", "clip_value_fn", Lambda("lambda step: step ** 0.25"));
            data.Add("transform-scale_by_factored_rms.float32.json", "decay_rate_fn", Lambda("lambda i, exponent=0.8: 1.0 - (i + 1.0) ** (-exponent)"));
            return data;
        }
    }

    [Fact]
    public void An_equivalent_declaration_follows_the_same_run()
    {
        if (Environment.GetEnvironmentVariable("SAMFAST_GOLDENS") is { Length: > 0 })
            return; // other files
        (string What, GoldenCase Case)[] cases = [.. Variations.Select(data => Vary((string)data[0], (string)data[1], (string)data[2])), .. Whole()];
        foreach (var (what, @case) in cases)
            Assert.True(@case.IsSupported, $"{what}: {string.Join(", ", @case.Unsupported)}");
        var batch = Batch.Compile([.. cases.Select(pair => pair.Case)]);
        Assert.True(batch.Errors is null, batch.Errors);
        foreach (var (what, @case) in cases)
        {
            var compiled = batch.Cases[@case];
            Assert.True(compiled.Refusals.Count == 0, $"{what}: {string.Join(", ", compiled.Refusals)}");
            var verdict = @case.Verify(compiled);
            Assert.True(verdict is Verdict.Passed, $"{what}: {(verdict as Verdict.Failed)?.Mismatch}");
        }
    }

    [Fact]
    public void A_different_declaration_does_not_follow_the_run()
    {
        if (Environment.GetEnvironmentVariable("SAMFAST_GOLDENS") is { Length: > 0 })
            return; // other files
        (string What, GoldenCase Case)[] cases =
        [
            Vary("wrapper-partition.float64.json", Labels, Lambda("lambda p: jax.tree.map(lambda x: 'a' if x.ndim > 1 else 'b', p)")),
            Vary("wrapper-conditionally_mask.float64.json", Condition, Lambda("lambda step: step % 3 != 2")),
            Vary("transform-stateless.float64.json", Function, Lambda("lambda g, p: g + 0.1 * p * p")),
            Vary("contrib-sophia-const.float64.json", "values", """{"python": "[0.5 + 0.25 * (i % 6) for i in range(27)]"}"""),
        ];
        var batch = Batch.Compile([.. cases.Select(pair => pair.Case)]);
        Assert.True(batch.Errors is null, batch.Errors);
        Assert.All(cases, pair => Assert.IsType<Verdict.Failed>(pair.Case.Verify(batch.Cases[pair.Case])));
    }

    [Theory]
    [InlineData("a", "b", "no decay", "1")]
    [InlineData("a", "b", "A", "a")]
    [InlineData("a", "b", "λ", "if")]
    public void Labels_with_any_text_become_groups(string first, string second, string newFirst, string newSecond)
    {
        var partition = Partitions.Of(
            new Call(JsonSerializer.SerializeToElement(new
            {
                call = "optax.multi_transform",
                kwargs = new Dictionary<string, object>
                {
                    ["transforms"] = new Dictionary<string, string> { [newFirst] = first, [newSecond] = second, ["unused"] = first },
                    [Labels] = new Dictionary<string, string> { ["w0"] = newFirst, ["w1"] = newSecond },
                },
            })), []);
        Assert.Equal(2, partition!.Transforms.Count);
        Assert.Equal(2, partition.Groups.Values.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(partition.Groups.Values, name => Assert.Matches("^[A-Za-z][A-Za-z0-9]*$", name));
    }

    [Fact]
    public void A_cycle_without_some_keys_has_the_defaults_of_optax()
    {
        const string Cycles = """
            [{"call": "dict", "args": [], "kwargs": {"init_value": 0.0, "peak_value": 0.3, "decay_steps": 50, "warmup_steps": 10, "exponent": 2.0}},
             {"init_value": 0.01, "peak_value": 0.2, "decay_steps": 70, "warmup_steps": 5},
             {"warmup_steps": 3, "init_value": 0, "end_value": 0.05, "peak_value": 0.1, "decay_steps": 20}]
            """;
        var translator = new Translator("float64");
        var attributes = translator.Schedule(JsonDocument.Parse(
            $$"""{"call": "optax.sgdr_schedule", "kwargs": {"cosine_kwargs": {{Cycles}}} }""").RootElement);
        Assert.Empty(translator.Unsupported);
        Assert.Contains("exponents: new double[] { 2.0, 1, 1 }", attributes.Single(), StringComparison.Ordinal);
        Assert.Contains("endValues: new double[] { 0, 0, 0.05 }", attributes.Single(), StringComparison.Ordinal);
        Assert.Contains("warmupSteps: new int[] { 10, 5, 3 }", attributes.Single(), StringComparison.Ordinal);

        translator.Schedule(JsonDocument.Parse(
            """{"call": "optax.sgdr_schedule", "kwargs": {"cosine_kwargs": [{"init_value": 0.0, "peak_value": 1}]}}""").RootElement);
        new Translator("float64").Schedule(JsonDocument.Parse(
            """{"call": "optax.sgdr_schedule", "kwargs": {"cosine_kwargs": {"lambda": "lambda: []"}}}""").RootElement);
    }

    [Fact]
    public void Nested_joins_are_one_join_with_separate_counts()
    {
        const string Nested = """
            {"call": "optax.join_schedules", "kwargs": {"boundaries": [20, 100], "schedules": [
                {"call": "optax.constant_schedule", "kwargs": {"value": 1}},
                {"call": "optax.join_schedules", "kwargs": {"boundaries": [60, 90], "schedules": [
                    {"call": "optax.linear_schedule", "kwargs": {"init_value": 0, "end_value": 1, "transition_steps": 60}},
                    {"lambda": "lambda step: 5 + step"},
                    {"call": "optax.constant_schedule", "kwargs": {"value": 9}}]}},
                {"call": "optax.constant_schedule", "kwargs": {"value": 3}}]}}
            """;
        var translator = new Translator("float64");
        Assert.Equal(
            [
                "Constant(value: 1, Until = 20)", "Linear(initValue: 0, endValue: 1, transitionSteps: 60, Until = 80)",
                "@caseFunction1(Until = 100)", "Constant(value: 3)",
            ],
            translator.Schedule(JsonDocument.Parse(Nested).RootElement));
        Assert.Empty(translator.Unsupported);
    }

    [Theory]
    [InlineData("[0.5] * 3", 0.5, 0.5, 0.5)]
    [InlineData("[i**2 for i in range(5) if i % 2 == 0]", 0, 4, 16)]
    [InlineData("[1, 2] + [3]", 1, 2, 3)]
    [InlineData("1e-3", 1e-3, 1e-3, 1e-3)]
    [InlineData("jnp.linspace(0, 1, 3)", 0, 0.5, 1)]
    [InlineData("2.0 ** -jnp.arange(3)", 1, 0.5, 0.25)]
    [InlineData("{'b': [3], 'a': [1, 2]}", 1, 2, 3)]
    [InlineData("-1 if 2 > 3 else 7 // 2", 3, 3, 3)]
    public void A_diagonal_may_be_any_expression_of_numbers(string python, double first, double second, double third) => Assert.Equal(
        [first, second, third], DiagonalOf(new JsonObject
        {
            ["call"] = "const_hessian",
            ["kwargs"] = new JsonObject { ["values"] = new JsonObject { ["python"] = python }, ["segs"] = new JsonObject { ["name"] = "segs" } },
        }.ToJsonString()));

    [Fact]
    public void A_diagonal_may_be_a_function_of_the_parameters()
    {
        Assert.Equal([1.5, 4.5, 9.5], DiagonalOf(Lambda("lambda params: jax.tree.map(lambda x: x**2 + 0.5, params)")));
        Assert.Equal([1.0, 2, 3], DiagonalOf(Lambda("lambda updates, state, params, obj_fn: {k: jnp.abs(v) for k, v in params.items()}")));
        var unknown = Diagonal.Of(Sophia(Lambda("lambda p: p.hessian()")), s_arrays);
        Assert.Contains("hessian", unknown!.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Our_defaults_are_the_defaults_of_optax_in_all_files()
    {
        List<string> different = [];
        foreach (var golden in Suite.Cases.OfType<GoldenCase>().Select(@case => @case.Golden))
            Defaults.Compare(golden.Expression, golden.Optimizer, different);
        Assert.Empty(different.Distinct());
    }

    private static readonly Interpreter.Tensor[] s_arrays = [new("a", [2]), new("b", [1])];

    private static JsonElement Sophia(string function) => JsonSerializer.SerializeToElement(new
    {
        call = "optax.chain",
        args = new[] { new { call = "contrib.sophia", kwargs = new { hessian_diagonal_fn = JsonNode.Parse(function) } } },
    });

    private static double[] DiagonalOf(string function)
    {
        var diagonal = Diagonal.Of(Sophia(function), s_arrays)!;
        Assert.Null(diagonal.Problem);
        return diagonal.At<double>([1, -2, 3]);
    }

    private static string Lambda(string text) => new JsonObject { ["lambda"] = text }.ToJsonString();

    private static (string What, GoldenCase Case) Vary(string file, string argument, string replacement) =>
        ($"{file}: {argument} = {replacement}", Rewrite(file, tree => Replace(tree, argument, JsonNode.Parse(replacement)!)));

    /// <summary>Equivalent notations of whole trees.</summary>
    private static IEnumerable<(string What, GoldenCase Case)> Whole()
    {
        const string Partition = "wrapper-partition.float64.json";
        yield return ("multi_transform", Rewrite(Partition, tree => tree["optimizer"]!["call"] = "optax.multi_transform"));
        yield return ("labels of numbers and truth values", Rewrite(Partition, tree =>
        {
            Rename(tree["optimizer"]!["kwargs"]!["transforms"]!, ("a", "1"), ("b", "true"));
            tree["optimizer"]!["kwargs"]![Labels] = JsonNode.Parse("""{"w0": 1, "w1": true, "w2": 1}""");
        }));
        yield return ("labels that are not identifiers, and an unused label", Rewrite(Partition, tree =>
        {
            Rename(tree["optimizer"]!["kwargs"]!["transforms"]!, ("a", "with decay"), ("b", "2-b"));
            tree["optimizer"]!["kwargs"]!["transforms"]!["never"] = JsonNode.Parse("""{"call": "optax.no_such", "kwargs": {}}""");
            tree["optimizer"]!["kwargs"]![Labels] = JsonNode.Parse("""{"w0": "with decay", "w1": "2-b", "w2": "with decay"}""");
        }));
        yield return ("a partition in a chain", Rewrite(Partition, Chained));
        yield return ("a partition in a chain, float", Rewrite("wrapper-partition.float32.json", Chained));
        yield return ("a partition of a partition", Rewrite(Partition, tree =>
        {
            var inner = tree["optimizer"]!.DeepClone();
            tree["optimizer"]!["kwargs"]![Labels] = "all";
            tree["optimizer"]!["kwargs"]!["transforms"] = new JsonObject { ["all"] = inner };
        }));
        yield return ("a mask within a partition", Rewrite(Partition, tree =>
        {
            var part = tree["optimizer"]!["kwargs"]!["transforms"]!["a"]!.DeepClone();
            tree["optimizer"]!["kwargs"]!["transforms"]!["a"] = new JsonObject
            {
                ["call"] = "optax.masked",
                ["kwargs"] = new JsonObject { ["inner"] = part, ["mask"] = JsonNode.Parse("""{"w0": true, "w1": false, "w2": true}""") },
            };
        }));
        yield return ("a partition in a chain after a wrapper", Rewrite("chain-finite-partition.float64.json", tree =>
            tree["optimizer"]!["kwargs"]!["inner"] = InChain(tree["optimizer"]!["kwargs"]!["inner"]!)));
        yield return ("a gate without the arguments that have defaults", Rewrite("wrapper-conditionally_mask.float64.json", tree =>
            ((JsonObject)tree["optimizer"]!["kwargs"]!).Remove("forward_extra_args")));
        yield return ("sam without the arguments that have defaults", Rewrite("notebook-sam-transparent.float64.json", tree =>
        {
            foreach (string name in (string[])["sync_period", "reset_state", "opaque_mode", "batch_axis_name"])
                ((JsonObject)tree["optimizer"]!["kwargs"]!).Remove(name);
        }));

        static void Chained(JsonNode tree) => tree["optimizer"] = InChain(tree["optimizer"]!);

        static JsonObject InChain(JsonNode node) => new()
        {
            ["call"] = "optax.chain",
            ["args"] = new JsonArray(JsonNode.Parse("""{"call": "optax.identity", "kwargs": {}}"""), node.DeepClone()),
        };
    }

    private static GoldenCase Rewrite(string file, Action<JsonNode> change)
    {
        var tree = JsonNode.Parse(File.ReadAllBytes(Path.Combine(GoldenFolder.Location, file)))!;
        change(tree);
        return new GoldenCase(new Golden(file, JsonSerializer.SerializeToElement(tree)));
    }

    private static void Rename(JsonNode entries, params (string From, string To)[] names)
    {
        foreach (var (from, to) in names)
        {
            var value = entries[from]!.DeepClone();
            ((JsonObject)entries).Remove(from);
            entries[to] = value;
        }
    }

    private static void Replace(JsonNode? tree, string argument, JsonNode replacement)
    {
        if (tree is JsonArray items)
        {
            foreach (var item in items)
                Replace(item, argument, replacement);
        }

        foreach (string name in tree is JsonObject entries ? entries.Select(entry => entry.Key).ToArray() : [])
        {
            if (name == argument)
                tree![name] = replacement.DeepClone();
            else
                Replace(tree![name], argument, replacement);
        }
    }
}
