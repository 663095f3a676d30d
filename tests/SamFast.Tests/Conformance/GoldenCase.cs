using System.Text.Json;
using SamFast.Tests.Conformance.Losses;

namespace SamFast.Tests.Conformance;

/// <summary>A recorded run, and the optimizer declared for it.</summary>
internal sealed class GoldenCase : Case
{
    // Execution checks that the optimizer takes the loss.
    private static readonly string[] KnownArguments = ["grad_fn", Golden.Value, "grad", "value_fn"];

    private readonly Translator _translator;
    private readonly IReadOnlyList<string> _chain = [];
    private readonly IReadOnlyList<string> _adversary = [];

    public GoldenCase(Golden golden)
    {
        Golden = golden;
        _translator = new Translator(golden.Dtype, golden.Parameters);
        var call = new Call(golden.Optimizer);
        try
        {
            if (call.Name == SamCall.Function)
            {
                Sam = new SamCall(call);
                _chain = _translator.Chain(call["optimizer"]);
                _adversary = _translator.Chain(call["adv_optimizer"]);
                if (call.Get("batch_axis_name").ValueKind != JsonValueKind.Null)
                    _translator.Report($"{SamCall.Function}(batch_axis_name)");
            }
            else
            {
                _chain = _translator.Optimizer(golden.Optimizer);
            }

            if (_translator.Unsupported.Count == 0)
                RefuseWhatIsNotLookedAt();
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // A tree in a wrong format fails this file only.
            _translator.Report($"{call.Name}: {exception.Message}");
        }
    }

    public Golden Golden { get; }

    public SamCall? Sam { get; }

    /// <summary>The groups of parameter arrays whose group has another name than the array.</summary>
    public IReadOnlyDictionary<string, string> Labels => _translator.Labels;

    public override string File => Golden.File;

    public override string Family => Golden.Family;

    public override string Expression => Golden.Expression;

    public override IReadOnlyCollection<string> Unsupported => _translator.Unsupported;

    public override IReadOnlyCollection<string> Refusals => _translator.Refusals;

    public override string Source(string name) =>
        string.Join("\n\n", [Declared(name), .. _translator.Functions])
            .Replace(FunctionSource.Prefix, name, StringComparison.Ordinal);

    private string Declared(string name) => Sam is null
        ? Declaration(name, [.. _chain, .. _translator.Parts.Keys.Select(group => $"Partition<{name}Of{group}>(\"{group}\")")])
            + string.Concat(_translator.Parts.Select(part => "\n" + Declaration($"{name}Of{part.Key}", part.Value)))
        : $"""
            {Declaration(CompiledCase.Outer(name), _chain)}

            {Declaration(CompiledCase.Adversary(name), _adversary)}

            [{Sam.Attribute(CompiledCase.Outer(name), CompiledCase.Adversary(name))}]
            public sealed partial class {name};
            """;

    public override Verdict Verify(CompiledCase compiled) => Golden.Dtype == "float32"
        ? new Verification<float>(this, compiled).Verdict()
        : new Verification<double>(this, compiled).Verdict();

    private string Declaration(string name, IReadOnlyList<string> chain) => $"""
        [Optimizer{(Golden.Dtype == "float32" ? "" : "<double>")}{Options}]
        {string.Join('\n', chain.Select(attribute => $"[{attribute}]"))}
        public sealed partial class {name};
        """;

    private string Options => _translator.Options.Count == 0 ? "" : $"({string.Join(", ", _translator.Options)})";

    // An ignored argument of update would pass silently; verification therefore runs a second trajectory.
    private void RefuseWhatIsNotLookedAt()
    {
        if (Golden.Problem.TryGetProperty("update_arguments", out var arguments))
            Require("update", [.. arguments.EnumerateArray().Select(a => a.GetString()!).Except(KnownArguments)]);
        Require("hessian_diagonal_fn", Golden.Diagonal?.Problem is { } problem ? [problem] : []);
        Require("dtype", Golden.Dtype is "float32" or "float64" ? [] : [Golden.Dtype]);
        Require("problem", Loss.IsKnown(Golden.Kind) ? [] : [Golden.Kind]);
    }

    private void Require(string what, string[] missing)
    {
        foreach (string name in missing)
            _translator.Report($"{what}({name})");
    }
}
