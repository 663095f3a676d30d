using System.Text.Json;
using SamFast.Tests.Conformance.Python;

namespace SamFast.Tests.Conformance;

/// <summary>
/// Maps optax functions to attributes. By rule, an attribute has the function's name, regardless of case and without a final
/// <c>_schedule</c>: <c>optax.scale_by_adam</c> is <c>[ScaleByAdam]</c>. The same holds for parameters. The table lists the
/// exceptions only, so that a new transform needs no entry.
/// </summary>
internal static class Vocabulary
{
    /// <summary>Any value, for an argument without effect beside the other implied ones.</summary>
    private const string Anything = "*";

    /// <summary>A function that is the default of optax: functions that were given are recorded with their text.</summary>
    private const string DefaultFunction = """{"callable": "<lambda>"}""";

    private static readonly Dictionary<string, Func<double[], double>> s_fourthRoot =
        new() { ["clip_value_fn"] = a => Math.Pow(a[0], 0.25) };

    private static readonly Dictionary<string, Entry> Exceptions = new()
    {
        ["optax.MultiSteps"] = new(
            Renamed: new() { ["every_k_schedule"] = "everyK" },
            Implied: new() { ["opt"] = Anything, ["should_skip_update_fn"] = Anything }),
        ["optax.lookahead"] = new(Implied: new() { ["fast_optimizer"] = Anything }),
        ["contrib.schedule_free"] = new(Implied: new() { ["base_optimizer"] = Anything }),
        ["contrib.mechanize"] = new(Implied: new() { ["base_optimizer"] = Anything }),
        ["optax.apply_if_finite"] = new(Implied: new() { ["inner"] = Anything }),
        ["optax.rmsprop"] = new(Variants: new() { ["centered"] = "CenteredRmsprop" }),
        ["optax.optimistic_adam"] = new(Alike: new() { ["optimism"] = "learning_rate" }),
        ["optax.sgd"] = new(Slots: new() { ["accumulator_dtype"] = "trace" }),
        ["optax.trace"] = new(Slots: new() { ["accumulator_dtype"] = "trace" }),
        ["optax.ema"] = new(Slots: new() { ["accumulator_dtype"] = "ema" }),
        ["contrib.adopt"] = new(Implied: new() { ["clip_value_fn"] = DefaultFunction }, Functions: s_fourthRoot),
        ["contrib.scale_by_adopt"] = new(Implied: new() { ["clip_value_fn"] = DefaultFunction }, Functions: s_fourthRoot),
        ["contrib.ademamix"] = new(Slots: new() { ["mu_dtype"] = "m1, m2, nu" }),
        ["contrib.scale_by_ademamix"] = new(Slots: new() { ["mu_dtype"] = "m1, m2, nu" }),
        ["optax.adafactor"] = new(
            Renamed: new() { ["eps"] = "epsilon" }, Implied: new() { ["dtype_momentum"] = Anything },
            Absent: new() { ["clipping_threshold"] = "0" }),
        ["optax.scale_by_factored_rms"] = new(
            Implied: new() { ["decay_rate_fn"] = """{"callable": "_decay_rate_pow"}""" },
            Functions: new() { ["decay_rate_fn"] = a => 1 - Math.Pow(a[0] + 1, -a[1]) }),
        ["contrib.muon"] = new(Split: new() { ["ns_coeffs"] = Literals.Items("nsA", "nsB", "nsC") }),
        ["contrib.sophia"] = new(Implied: new()
        {
            ["hessian_diagonal_fn"] = Anything,
            ["verbose"] = "false",
            ["print_win_rate_every_n_steps"] = Anything,
        }),
        ["optax.freeze"] = new(Renamed: new() { ["mask"] = "groups" }),
        ["optax.scale_by_schedule"] = new(Renamed: new() { ["step_size_fn"] = "stepSize" }),
        ["optax.lbfgs"] = new(Split: new() { ["linesearch"] = OwnLinesearch }, Followed: "linesearch"),
        ["optax.scale_by_backtracking_linesearch"] = new(Implied: new() { ["verbose"] = "false" }),
        ["optax.scale_by_zoom_linesearch"] = new(
            Implied: new() { ["verbose"] = "false" }, Absent: new() { ["approx_dec_rtol"] = "-1" }),
        ["optax.lars"] = new(Implied: new() { ["weight_decay_mask"] = "true", ["trust_ratio_mask"] = "true" }),
        ["contrib.dog"] = new(Split: new() { ["init_step"] = Literals.TagAndValue<DogInitStep>("initStep", "initValue") }),
        ["optax.piecewise_constant_schedule"] = new(Split: new()
        {
            ["boundaries_and_scales"] = Literals.KeysAndValues("boundaries", "scales"),
        }),
        ["optax.piecewise_interpolate_schedule"] = new(Split: new()
        {
            ["boundaries_and_scales"] = Literals.KeysAndValues("boundaries", "scales"),
        }),
        ["optax.sgdr_schedule"] = new(Split: new() { ["cosine_kwargs"] = Literals.Transposed(("end_value", 0), ("exponent", 1)) }),
        ["contrib.dadapt_adamw"] = new(Split: new() { ["betas"] = Literals.Items("b1", "b2") }),
        ["contrib.prodigy"] = new(Split: new() { ["betas"] = Literals.Items("b1", "b2") }),
    };

    public static Entry For(string call) => Exceptions.GetValueOrDefault(call) ?? new Entry();

    /// <summary>An equivalent call in our vocabulary: injected hyperparameters are arguments, which may be schedules, and so is a
    /// warm-up.</summary>
    public static Call Rewrite(Call call)
    {
        if (call is { IsDirect: false, Name: "optax.inject_hyperparams", IsCall: true })
        {
            var factory = new Call(call.Node.GetProperty("call"))["inner_factory"];
            return Rewrite(Named(factory.GetProperty("name").GetString()!, call.Arguments.ToDictionary(a => a.Name, a => a.Value)));
        }

        const string Steps = "warmup_steps";
        if (!call.Name.StartsWith("contrib.schedule_free_", StringComparison.Ordinal) || call.Get(Steps).ValueKind == JsonValueKind.Null)
            return call;
        var arguments = call.Arguments.Where(a => a.Name != Steps).ToDictionary(a => a.Name, a => a.Value);
        arguments["learning_rate"] = Named("optax.warmup_constant_schedule", new()
        {
            ["init_value"] = JsonSerializer.SerializeToElement(0),
            ["peak_value"] = call.Get("learning_rate"),
            [Steps] = call[Steps],
        }).Node;
        return Named(call.Name, arguments);
    }

    private static Call Named(string name, Dictionary<string, JsonElement> arguments) =>
        new(JsonSerializer.SerializeToElement(new { call = name, kwargs = arguments }));

    /// <summary>The attribute for a function, or null if the catalog has none.</summary>
    public static Type? Attribute(Call call)
    {
        string[] path = call.Name.Split('.');
        if (path[0] is not ("optax" or "contrib"))
            return null;
        var entry = For(call.Name);
        string name = call.Arguments.Where(a => a.Value.ValueKind == JsonValueKind.True)
            .Select(a => entry.Variants?.GetValueOrDefault(a.Name)).FirstOrDefault(variant => variant is not null)
            ?? entry.Attribute ?? Pascal(path[^1]);
        return Find(name)
            ?? (name.EndsWith("Schedule", StringComparison.Ordinal) ? Find(name[..^"Schedule".Length]) : null);
    }

    /// <summary><c>eps_root</c> → <c>epsRoot</c>.</summary>
    public static string Camel(string name) => Pascal(name) is { Length: > 0 } pascal
        ? char.ToLowerInvariant(pascal[0]) + pascal[1..]
        : name;

    /// <summary>The line search of our alias is the default of optax, which is recorded as two closures.</summary>
    private static IEnumerable<Argument> OwnLinesearch(JsonElement linesearch) =>
        linesearch.ValueKind == JsonValueKind.Array
        && linesearch[0].ToString().Contains("scale_by_zoom_linesearch", StringComparison.Ordinal)
            ? []
            : [new Argument("linesearch", "false")];

    private static Type? Find(string name) =>
        typeof(TransformAttribute).Assembly.GetType($"SamFast.{name}Attribute", throwOnError: false, ignoreCase: true)
            is { IsAbstract: false } type && type.GetConstructors().Length == 1 ? type : null;

    public static string Pascal(string name) => string.Concat(
        name.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(w => char.ToUpperInvariant(w[0]) + w[1..]));

    /// <summary>Exceptions from the rule.</summary>
    /// <param name="Attribute">The attribute's name.</param>
    /// <param name="Renamed">Our names of renamed arguments.</param>
    /// <param name="Implied">Arguments that our transform does not have, with the implied value as JSON.</param>
    /// <param name="Absent">Our values for <c>None</c>, if that is not our default.</param>
    /// <param name="Split">Functions that split an argument into several of ours.</param>
    /// <param name="Variants">Flags for which we have a separate attribute.</param>
    /// <param name="Alike">Arguments that default to the value of another one.</param>
    /// <param name="Followed">An argument that becomes a transform after this one.</param>
    /// <param name="Functions">The values of functions that are built into our transform.</param>
    /// <param name="Slots">The slots of arguments for the type of state, except <c>mu_dtype</c> for <c>mu</c>.</param>
    internal sealed record Entry(
        string? Attribute = null,
        Dictionary<string, string>? Renamed = null,
        Dictionary<string, string>? Implied = null,
        Dictionary<string, string>? Absent = null,
        Dictionary<string, Func<JsonElement, IEnumerable<Argument>>>? Split = null,
        Dictionary<string, string>? Variants = null,
        Dictionary<string, string>? Alike = null,
        string? Followed = null,
        Dictionary<string, string>? Slots = null,
        Dictionary<string, Func<double[], double>>? Functions = null)
    {
        public string Rename(string argument) => Renamed?.GetValueOrDefault(argument) ?? Camel(argument);

        public bool Implies(string argument, JsonElement value) =>
            (Variants?.ContainsKey(argument) ?? false)
            || (Functions?.GetValueOrDefault(argument) is { } function && IsAlike(value, function))
            || (Implied?.GetValueOrDefault(argument) is { } implied && (implied == Anything || JsonElement.DeepEquals(JsonSerializer.Deserialize<JsonElement>(implied), value)));

        // Compares the values for a few arguments: a step count, and a number between 0 and 1.
        private static bool IsAlike(JsonElement value, Func<double[], double> function)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("lambda", out var lambda))
                return false;
            try
            {
                return new double[] { 1, 2, 7, 100 }.All(step => Math.Abs(
                    Interpreter.Apply(lambda.GetString()!, step, 0.6) - function([step, 0.6])) < 1e-9);
            }
            catch (FormatException)
            {
                return false;
            }
        }

        public string? SlotsOf(string argument) =>
            Slots?.GetValueOrDefault(argument) ?? (argument == "mu_dtype" ? "mu" : null);
    }
}
