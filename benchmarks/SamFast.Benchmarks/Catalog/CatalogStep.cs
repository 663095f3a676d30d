using BenchmarkDotNet.Attributes;

namespace SamFast.Benchmarks.Catalog;

/// <summary>A step of each optimizer of the catalog that takes parameters and gradients only, with defaults, on a matrix and a
/// vector.</summary>
[MemoryDiagnoser]
[BenchmarkCategory("Catalog")]
public class CatalogStep
{
    internal static Dictionary<string, Func<Layout, IGradientOptimizer<float>>> Optimizers { get; } = new()
    {
        ["Acprop"] = layout => new OfAcprop(layout),
        ["Adabelief"] = layout => new OfAdabelief(layout),
        ["Adadelta"] = layout => new OfAdadelta(layout),
        ["Adafactor"] = layout => new OfAdafactor(layout),
        ["Adagrad"] = layout => new OfAdagrad(layout),
        ["Adam"] = layout => new OfAdam(layout),
        ["Adamax"] = layout => new OfAdamax(layout),
        ["AdamaxW"] = layout => new OfAdamaxW(layout),
        ["AdamW"] = layout => new OfAdamW(layout),
        ["Adan"] = layout => new OfAdan(layout),
        ["Ademamix"] = layout => new OfAdemamix(layout),
        ["Adopt"] = layout => new OfAdopt(layout),
        ["Amsgrad"] = layout => new OfAmsgrad(layout),
        ["CenteredRmsprop"] = layout => new OfCenteredRmsprop(layout),
        ["Cocob"] = layout => new OfCocob(layout),
        ["Dog"] = layout => new OfDog(layout),
        ["Dowg"] = layout => new OfDowg(layout),
        ["Fromage"] = layout => new OfFromage(layout),
        ["Lamb"] = layout => new OfLamb(layout),
        ["Lars"] = layout => new OfLars(layout),
        ["Lion"] = layout => new OfLion(layout),
        ["Madgrad"] = layout => new OfMadgrad(layout),
        ["Muon"] = layout => new OfMuon(layout),
        ["Nadam"] = layout => new OfNadam(layout),
        ["NadamW"] = layout => new OfNadamW(layout),
        ["NoisySgd"] = layout => new OfNoisySgd(layout),
        ["Novograd"] = layout => new OfNovograd(layout),
        ["OptimisticAdam"] = layout => new OfOptimisticAdam(layout),
        ["OptimisticAdamV2"] = layout => new OfOptimisticAdamV2(layout),
        ["OptimisticGradientDescent"] = layout => new OfOptimisticGradientDescent(layout),
        ["Radam"] = layout => new OfRadam(layout),
        ["Rmsprop"] = layout => new OfRmsprop(layout),
        ["Rprop"] = layout => new OfRprop(layout),
        ["ScheduleFreeAdamW"] = layout => new OfScheduleFreeAdamW(layout),
        ["ScheduleFreeSgd"] = layout => new OfScheduleFreeSgd(layout),
        ["Sgd"] = layout => new OfSgd(layout),
        ["SignSgd"] = layout => new OfSignSgd(layout),
        ["Signum"] = layout => new OfSignum(layout),
        ["SimplifiedAdemamix"] = layout => new OfSimplifiedAdemamix(layout),
        ["Sm3"] = layout => new OfSm3(layout),
        ["Yogi"] = layout => new OfYogi(layout),
        ["TorchAdadelta"] = layout => new OfTorchAdadelta(layout),
        ["TorchAdagrad"] = layout => new OfTorchAdagrad(layout),
        ["TorchAdam"] = layout => new OfTorchAdam(layout),
        ["TorchAdamW"] = layout => new OfTorchAdamW(layout),
        ["TorchAdamax"] = layout => new OfTorchAdamax(layout),
        ["TorchCenteredRmsprop"] = layout => new OfTorchCenteredRmsprop(layout),
        ["TorchNAdam"] = layout => new OfTorchNAdam(layout),
        ["TorchRAdam"] = layout => new OfTorchRAdam(layout),
        ["TorchRmsprop"] = layout => new OfTorchRmsprop(layout),
        ["TorchSgd"] = layout => new OfTorchSgd(layout),
    };

    private IGradientOptimizer<float> _optimizer = null!;
    private float[] _parameters = [];
    private float[] _gradients = [];

    /// <summary>The names of the optimizers.</summary>
    public static IEnumerable<string> Names => Optimizers.Keys;

    /// <summary>The name of the optimizer.</summary>
    [ParamsSource(nameof(Names))]
    public string Optimizer { get; set; } = "";

    /// <summary>The number of parameters.</summary>
    [Params(1024, 262_144)]
    public int Size { get; set; }

    /// <summary>Creates the optimizer.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        int rows = Size / 128;
        var random = new Random(1);
        _parameters = [.. Enumerable.Range(0, Size).Select(_ => random.NextSingle() - 0.5f)];
        _gradients = [.. Enumerable.Range(0, Size).Select(_ => random.NextSingle() - 0.5f)];
        _optimizer = Optimizers[Optimizer]([new("w", [rows, 120]), new("b", [8 * rows])]);
    }

    /// <summary>A step.</summary>
    [Benchmark]
    public void Step() => _optimizer.Step(_parameters, _gradients);
}
