using System.Globalization;

namespace SamFast.Tests.Properties;

/// <summary>One transform of a random chain: the attribute, its arguments and its schedule.</summary>
internal sealed record Link(Type Attribute, Dictionary<string, object> Arguments, Link? Schedule = null)
{
    /// <summary>The groups that it acts on; null for all.</summary>
    public string? Mask { get; init; }

    public string Name => Attribute.Name[..^nameof(System.Attribute).Length];

    /// <summary>The link in an attribute list.</summary>
    public string Source
    {
        get
        {
            var given = Arguments.Select(a => $"{a.Key}: {Literal(a.Value)}").Concat(Mask is null ? [] : [$"Mask = \"{Mask}\""]);
            return $"{Name}({string.Join(", ", given)})" + (Schedule is null ? "" : $", {Schedule.Source}");
        }
    }

    private static string? Literal(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        Enum member => $"{member.GetType().Name}.{member}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}

/// <summary>Up to two wrappers, a few transforms with random hyperparameters, and up to two projections.</summary>
internal sealed record RandomChain(string Name, bool IsDouble, IReadOnlyList<Link> Links)
{
    private static readonly Func<Random, Link>[] s_wrappers =
    [
        r => Make<MultiStepsAttribute>(("everyK", 1.0 + r.Next(3)), ("useGradMean", r.Next(2) == 0)),
        r => Make<ApplyIfFiniteAttribute>(("maxConsecutiveErrors", r.Next(3))),
        _ => Make<SkipNotFiniteAttribute>(),
        r => Make<SkipLargeUpdatesAttribute>(("maxSquaredNorm", Math.Round(1 + (5000 * r.NextDouble()), 3))),
    ];

    private static readonly Func<Random, Link>[] s_scheduled =
    [
        r => Make<ScaleByScheduleAttribute>() with
        {
            Schedule = Make<ExponentialDecayAttribute>(("initValue", 0.5), ("transitionSteps", 1 + r.Next(5)), ("decayRate", 0.75)),
        },
        r => Make<ScaleByLearningRateAttribute>() with
        {
            Schedule = Make<LinearAttribute>(("initValue", 0.5), ("endValue", 0.125), ("transitionSteps", 1 + r.Next(5))),
        },
    ];

    // After a measure, whose last bits depend on the order of a sum, these cannot be compared: a sign, which is discontinuous, and
    // small differences of large numbers, such as those of consecutive updates, or of the equal elements of a row and their mean.
    private static readonly Type[] s_erratic =
    [
        typeof(CentralizeAttribute), typeof(ScaleByLionAttribute), typeof(ScaleByOptimisticGradientAttribute),
        typeof(ScaleByRpropAttribute), typeof(ScaleByStddevAttribute), typeof(ScaleByYogiAttribute), typeof(SubtractEmaAttribute),
    ];

    // The last links of a chain.
    private static readonly Func<Random, Link>[] s_elementwiseProjections =
    [
        _ => Make<ProjectNonNegativeAttribute>(),
        r => Make<ProjectBoxAttribute>(("lower", Round(-3 * r.NextDouble())), ("upper", Round(3 * r.NextDouble()))),
        r => Make<ProjectHypercubeAttribute>(("scale", Round(3 * r.NextDouble()))),
        r => Make<ProjectLInfBallAttribute>(("radius", Round(3 * r.NextDouble()))),
    ];

    private static readonly Func<Random, Link>[] s_projections =
    [
        .. s_elementwiseProjections,
        r => Make<ProjectL2BallAttribute>(("radius", Round(0.01 + 50 * r.NextDouble()))),
        r => Make<ProjectL2SphereAttribute>(("radius", Round(0.01 + 50 * r.NextDouble()))),
    ];

    // These divide by sums whose terms may cancel. With moderate hyperparameters, they can be compared.
    private static readonly Dictionary<Type, Func<Random, Link>> s_adaptive = new()
    {
        [typeof(ScaleByPolyakAttribute)] = r => Make<ScaleByPolyakAttribute>(("maxLearningRate", Round(r.NextDouble())), ("fMin", Round(r.NextDouble()))),
        [typeof(MomoAttribute)] = r => Make<MomoAttribute>(
            ("learningRate", Round(r.NextDouble())), ("weightDecay", r.Next(2) * 0.05), ("adaptLowerBound", r.Next(2) == 0)),
        [typeof(MomoAdamAttribute)] = r => Make<MomoAdamAttribute>(
            ("learningRate", Round(r.NextDouble())), ("weightDecay", r.Next(2) * 0.05), ("adaptLowerBound", r.Next(2) == 0)),
        [typeof(MechanizeAttribute)] = r => Make<MechanizeAttribute>(
            ("sInit", 0.01), ("weightDecay", r.Next(2) * 0.05), ("numBetas", 1 + r.Next(6))),
        [typeof(DadaptAdamWAttribute)] = r => Make<DadaptAdamWAttribute>(("estimLr0", 0.01), ("weightDecay", r.Next(2) * 0.05)),
        [typeof(ProdigyAttribute)] = r => Make<ProdigyAttribute>(
            ("estimLr0", 0.01), ("beta3", r.Next(2) * 0.9), ("weightDecay", r.Next(2) * 0.05), ("safeguardWarmup", r.Next(2) == 0)),
    };

    private static readonly Type[] s_measured = [.. Catalog.Transforms.Where(Catalog.IsMeasured)];
    private static readonly Type[] s_elementwise = [.. Catalog.Transforms.Except(s_measured)];
    private static readonly Type[] s_steady = [.. s_elementwise.Except(s_erratic)];

    private static readonly string?[] s_masks = [null, null, null, "a", "a, b", "!b"];
    private static readonly string[] s_groups = ["a", "b", "rest"];

    /// <summary>The frozen groups; null for none.</summary>
    public string? Freeze { get; init; }

    /// <summary>The chains of the groups of a partition.</summary>
    public IReadOnlyList<(string Group, IReadOnlyList<Link> Links)> Parts { get; init; } = [];

    /// <summary>The equivalent chain without a partition: links of a group's chain have the group as a mask.</summary>
    public IReadOnlyList<Link> Program =>
        [.. Links, .. Parts.SelectMany(part => part.Links.Select(link => link with { Mask = part.Group }))];

    public bool HasMeasures => Program.Any(l => Catalog.IsMeasured(l.Attribute));

    /// <summary>True if the result depends on the division into tensors.</summary>
    public bool SeesTensors => Freeze is not null || Program.Any(l => l.Mask is not null || Catalog.SeesShapes(l.Attribute));

    /// <summary>Matrices and a vector, each a group, for chains that depend on tensors; one tensor for others.</summary>
    public Layout Layout(int length) =>
        SeesTensors
        ? SamFast.Layout.Create(
        [
            new("w", [3, length / 6], "a"), new("cube", [2, 1, length / 8], "b"),
            new("b", [length - (3 * (length / 6)) - (2 * (length / 8))], "rest"),
        ])
        : SamFast.Layout.Of(length);

    /// <summary>The tolerance for rounding errors in sums, relative to an element; larger for chains in which terms may cancel.</summary>
    public double Tolerance => IsAdaptive(Program) ? 1e-7 : IsDouble ? 1e-12 : 4e-6;

    public string Source =>
        Declaration(Name, [.. Links.Select(l => l.Source), .. Parts.Select(part => $"Partition<{Name}{part.Group}>(\"{part.Group}\")")], Freeze)
        + string.Concat(Parts.Select(part => Declaration(Name + part.Group, [.. part.Links.Select(l => l.Source)], null)));

    private string Declaration(string name, string[] attributes, string? freeze) =>
        $"[Optimizer{(IsDouble ? "<double>" : "")}{(freeze is null ? "" : $"(Freeze = \"{freeze}\")")}, {string.Join(", ", attributes)}]\n"
        + $"public sealed partial class {name};\n";

    /// <summary>The chain of a number. Among as many consecutive chains as the catalog has transforms, each transform occurs.</summary>
    /// <param name="longest">The maximum number of transforms, without wrappers and projections.</param>
    public static RandomChain Create(int number, Random random, int longest = 6)
    {
        var one = Catalog.Transforms[number % Catalog.Transforms.Count];
        bool isMeasured = s_measured.Contains(one) || (s_steady.Contains(one) && random.Next(2) == 0);
        int length = 1 + random.Next(longest);
        List<Link> links;
        do
        {
            links = [.. Enumerable.Range(1, length - 1).Select(_ => Draw(isMeasured, random))];
            links.Insert(random.Next(length), Draw(one, random));
        }
        while (links.All(l => l.IsIdentity()));
        links = [.. links.OrderBy(l => Catalog.EndsChain(l.Attribute))];
        var wrappers = Enumerable.Range(0, Math.Max(0, random.Next(5) - 2))
            .Select(_ => s_wrappers[random.Next(s_wrappers.Length)](random)).ToArray();
        var choices = isMeasured ? s_projections : s_elementwiseProjections;
        var projections = Enumerable.Range(0, Math.Max(0, random.Next(5) - 2))
            .Select(_ => choices[random.Next(choices.Length)](random)).ToArray();
        bool isDouble = random.Next(2) == 0 || IsAdaptive(links);
        return Divide(
            new RandomChain($"Chain{number}", isDouble, [.. wrappers, .. links]), wrappers.Length, projections, isMeasured, new Random(number));
    }

    /// <summary>Adds masks to some transforms, frozen tensors or a partition to some chains, and projections.</summary>
    private static RandomChain Divide(RandomChain chain, int wrappers, Link[] projections, bool isMeasured, Random random)
    {
        Link Masked(Link link) => link with { Mask = s_masks[random.Next(s_masks.Length)] };

        var masked = chain with { Links = [.. chain.Links.Take(wrappers), .. chain.Links.Skip(wrappers).Select(Masked)] };
        Link[] some = [.. projections.Select(Masked)];
        return random.Next(6) switch
        {
            // A partition refuses wrappers of whole chains.
            1 when chain.Links.Any(l => Catalog.EndsChain(l.Attribute)) => masked,
            0 => masked with { Freeze = s_masks[3 + random.Next(3)], Links = [.. masked.Links, .. some] },
            1 => Split(masked, [.. s_groups.Select(group => (group, Part(isMeasured, projections, random)))]),
            < 4 => masked with { Links = [.. masked.Links, .. some] },
            _ => chain with { Links = [.. chain.Links, .. projections] },
        };
    }

    private static RandomChain Split(RandomChain chain, IReadOnlyList<(string Group, IReadOnlyList<Link> Links)> parts) =>
        chain with { Parts = parts, IsDouble = chain.IsDouble || IsAdaptive(parts.SelectMany(part => part.Links)) };

    private static IReadOnlyList<Link> Part(bool isMeasured, Link[] projections, Random random) =>
        [
            .. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => DrawUnending(isMeasured, random)),
            .. projections.Take(random.Next(3)),
        ];

    private static Link DrawUnending(bool isMeasured, Random random)
    {
        Link link;
        do
            link = Draw(isMeasured, random);
        while (Catalog.EndsChain(link.Attribute));
        return link;
    }

    private static Link Draw(bool isMeasured, Random random) => random.Next(12) switch
    {
        0 => s_scheduled[random.Next(s_scheduled.Length)](random),
        < 4 when isMeasured => Draw(s_measured[random.Next(s_measured.Length)], random),
        _ when isMeasured => Draw(s_steady[random.Next(s_steady.Length)], random),
        _ => Draw(s_elementwise[random.Next(s_elementwise.Length)], random),
    };

    private static Link Draw(Type transform, Random random) =>
        s_adaptive.TryGetValue(transform, out var draw) ? draw(random) : Catalog.Draw(transform, random);

    private static bool IsAdaptive(IEnumerable<Link> links) => links.Any(l => s_adaptive.ContainsKey(l.Attribute));

    private static double Round(double value) => Math.Round(value, 3);

    private static Link Make<T>(params (string Name, object Value)[] arguments) where T : Attribute =>
        new(typeof(T), arguments.ToDictionary(a => a.Name, a => a.Value));
}
