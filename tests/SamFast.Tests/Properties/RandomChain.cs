using System.Globalization;

namespace SamFast.Tests.Properties;

/// <summary>One transform of a random chain: the attribute, what it is given, and the schedule that follows it.</summary>
internal sealed record Link(Type Attribute, Dictionary<string, object> Arguments, Link? Schedule = null)
{
    public string Name => Attribute.Name[..^nameof(System.Attribute).Length];

    /// <summary>The link in an attribute list.</summary>
    public string Source
    {
        get
        {
            var given = Arguments.Select(a => $"{a.Key}: {(a.Value is bool b ? (b ? "true" : "false") : Convert.ToString(a.Value, CultureInfo.InvariantCulture))}");
            return $"{Name}({string.Join(", ", given)})" + (Schedule is null ? "" : $", {Schedule.Source}");
        }
    }
}

/// <summary>A chain of one to six transforms with random hyperparameters.</summary>
internal sealed record RandomChain(string Name, bool IsDouble, IReadOnlyList<Link> Links)
{
    private static readonly Func<Random, Link>[] s_elementwise =
    [
        r => Make<ScaleAttribute>(("stepSize", Round(4 * r.NextDouble() - 2))),
        r => Make<ClipAttribute>(("maxDelta", Round(2 * r.NextDouble()))),
        r => Make<TraceAttribute>(("decay", Round(0.99 * r.NextDouble())), ("nesterov", r.Next(2) == 0)),
        r => Make<TraceAttribute>(("decay", 0.0), ("nesterov", r.Next(2) == 0)),
        r => Make<ScaleByAdamAttribute>(
            ("b1", Round(0.99 * r.NextDouble())), ("b2", Round(0.9 + 0.09 * r.NextDouble())),
            ("epsRoot", r.Next(2) * 1e-6), ("nesterov", r.Next(2) == 0)),
        r => Make<AddDecayedWeightsAttribute>(("weightDecay", Round(r.Next(4) * 0.05))),
        r => Make<ScaleByLearningRateAttribute>(("learningRate", Round(r.NextDouble())), ("flipSign", r.Next(4) > 0)),
        r => Make<ScaleByScheduleAttribute>() with
        {
            Schedule = Make<ExponentialDecayAttribute>(("initValue", 0.5), ("transitionSteps", 1 + r.Next(5)), ("decayRate", 0.75)),
        },
        r => Make<ScaleByLearningRateAttribute>() with
        {
            Schedule = Make<LinearAttribute>(("initValue", 0.5), ("endValue", 0.125), ("transitionSteps", 1 + r.Next(5))),
        },
    ];

    private static readonly Func<Random, Link>[] s_measured =
    [
        r => Make<ClipByGlobalNormAttribute>(("maxNorm", Round(0.01 + 10 * r.NextDouble()))),
        _ => Make<NormalizeAttribute>(),
        r => Make<ReduceOnPlateauAttribute>(
            ("factor", 0.5), ("patience", 1), ("cooldown", r.Next(2)), ("accumulationSize", 1 + r.Next(2))),
    ];

    // Sums of either sign may cancel, and are divided by.
    private static readonly Func<Random, Link>[] s_adaptive =
    [
        r => Make<ScaleByPolyakAttribute>(("maxLearningRate", Round(r.NextDouble())), ("fMin", Round(r.NextDouble()))),
        r => Make<MomoAttribute>(
            ("learningRate", Round(r.NextDouble())), ("weightDecay", r.Next(2) * 0.05), ("adaptLowerBound", r.Next(2) == 0)),
        r => Make<MomoAdamAttribute>(
            ("learningRate", Round(r.NextDouble())), ("weightDecay", r.Next(2) * 0.05), ("adaptLowerBound", r.Next(2) == 0)),
        r => Make<DadaptAdamWAttribute>(("estimLr0", 0.01), ("weightDecay", r.Next(2) * 0.05)),
        r => Make<ProdigyAttribute>(
            ("estimLr0", 0.01), ("beta3", r.Next(2) * 0.9), ("weightDecay", r.Next(2) * 0.05), ("safeguardWarmup", r.Next(2) == 0)),
    ];

    // A sign is not continuous: behind a measure, whose last bits depend on the order of a sum, it may flip.
    private static readonly Func<Random, Link> s_lion = r =>
        Make<ScaleByLionAttribute>(("b1", Round(0.99 * r.NextDouble())), ("b2", Round(0.99 * r.NextDouble())));

    public bool HasMeasures => Links.Any(l => l.Attribute.GetMethods().Any(m => m.IsDefined(typeof(SumAttribute), false)));

    /// <summary>How far the order of a sum may reach, in relation to an element: in chains that may cancel, further.</summary>
    public double Tolerance => IsAdaptive(Links) ? 1e-7 : IsDouble ? 1e-12 : 4e-6;

    public string Source =>
        $"[Optimizer{(IsDouble ? "<double>" : "")}, {string.Join(", ", Links.Select(l => l.Source))}]\npublic sealed partial class {Name};\n";

    public static RandomChain Create(int number, Random random)
    {
        bool isMeasured = number % 2 == 0;
        Func<Random, Link>[] choices = isMeasured
            ? [.. s_elementwise, .. s_measured, .. s_measured, .. s_adaptive]
            : [.. s_elementwise, s_lion];
        int length = 1 + random.Next(6);
        List<Link> links;
        do
        {
            links = [.. Enumerable.Range(0, length).Select(_ => choices[random.Next(choices.Length)](random))];
        }
        while (links.All(l => l.IsIdentity()));
        return new RandomChain($"Chain{number}", number % 4 < 2 || IsAdaptive(links), links);
    }

    private static bool IsAdaptive(IEnumerable<Link> links) => links.Any(l =>
        l.Attribute == typeof(ScaleByPolyakAttribute) || l.Attribute == typeof(MomoAttribute)
        || l.Attribute == typeof(MomoAdamAttribute) || l.Attribute == typeof(DadaptAdamWAttribute)
        || l.Attribute == typeof(ProdigyAttribute));

    private static Link Make<T>(params (string Name, object Value)[] arguments) where T : Attribute =>
        new(typeof(T), arguments.ToDictionary(a => a.Name, a => a.Value));

    private static double Round(double value) => Math.Round(value, 3);
}
