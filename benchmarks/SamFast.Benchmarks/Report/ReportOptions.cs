using System.CommandLine;
using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Memory;
using SamFast.Benchmarks.Processors;

namespace SamFast.Benchmarks.Report;

/// <summary>The arguments of the command line.</summary>
internal sealed record ReportSettings(
    string Folder, Effort Effort, IReadOnlyList<IWorkload> Workloads, IReadOnlyList<Shape> Shapes, IReadOnlyList<Isa> Isas)
{
    /// <summary>True if this process has the only instruction set that is wanted.</summary>
    public bool IsForThisProcess => Isas.All(isa => isa == Isa.Current);

    /// <summary>The instruction set that is wanted and not supported by the processor, or null.</summary>
    public Isa? Unsupported => Isas is [{ IsSelected: true } isa] && isa != Isa.Current ? isa : null;

    /// <summary>The shapes of a workload.</summary>
    public IEnumerable<Shape> ShapesOf(IWorkload workload) =>
        Shapes.Where(shape => !shape.IsList || workload.TakesLists);

    /// <summary>The arguments of the report for one instruction set.</summary>
    public IEnumerable<string> Arguments(Isa isa, string folder) =>
    [
        "--out", folder, "--isa", isa.Name, "--threads", $"{Effort.Threads}",
        .. Effort.IsQuick ? ["--quick"] : (string[])[],
        .. Effort.IsBusy ? ["--busy"] : (string[])[],
        "--workloads", .. Workloads.Select(workload => workload.Name),
        "--sizes", .. Shapes.Select(Sizes.Text),
    ];
}

/// <summary>The options of the report.</summary>
internal sealed class ReportOptions
{
    private const int MostThreads = 1024;

    private readonly Option<string> _folder = new("--out")
    {
        Description = "The folder for report.json, report.md and the charts.",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<bool> _quick = new("--quick")
    {
        Description = "Fewer sizes and rounds; takes a few minutes.",
    };

    private readonly Option<int> _threads = new("--threads")
    {
        Description = "The number of threads of SamFast. If it is more than 1, SamFast with one thread competes as well.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<bool> _busy = new("--busy")
    {
        Description = "Keeps all processors except one busy during the measurements.",
    };

    private readonly Option<string[]> _isas = new("--isa")
    {
        Description = $"Instruction sets: {Isa.Names}. Starts a process for each; several become the columns of one table.",
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = true,
        CustomParser = argument => [.. argument.Tokens.SelectMany(token => token.Value.Split(','))],
    };

    private readonly Option<string[]> _workloads = new("--workloads")
    {
        Description = $"Workloads: {string.Join(", ", WorkloadList.All.Select(workload => workload.Name))}.",
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = true,
        CustomParser = argument => [.. argument.Tokens.SelectMany(token => token.Value.Split(','))],
    };

    private readonly Option<Shape[]> _sizes = new("--sizes")
    {
        Description = "Numbers of parameters, such as 64 16K 1M; 200x64 is a list of 200 tensors, 200x~64 one of mixed sizes.",
        HelpName = "N",
        AllowMultipleArgumentsPerToken = true,
        CustomParser = Sizes.Parse,
    };

    public ReportOptions()
    {
        _folder.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
                result.AddError("--out must name a folder.");
        });
        _threads.Validators.Add(result =>
        {
            if (result.Errors.Any())
                return;
            if (result.GetValueOrDefault<int>() is not (>= 1 and <= MostThreads))
                result.AddError($"--threads must be a whole number from 1 to {MostThreads}.");
        });
        _isas.Validators.Add(result =>
        {
            foreach (string name in result.GetValueOrDefault<string[]>() ?? [])
            {
                if (Isa.Find(name) is null)
                    result.AddError($"'{name}' is not an instruction set. {_isas.Description}");
            }
        });
        _workloads.Validators.Add(result =>
        {
            foreach (string name in result.GetValueOrDefault<string[]>() ?? [])
            {
                if (WorkloadList.All.All(workload => workload.Name != name))
                    result.AddError($"'{name}' is not a workload. {_workloads.Description}");
            }
        });
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_folder);
        command.Options.Add(_quick);
        command.Options.Add(_threads);
        command.Options.Add(_busy);
        command.Options.Add(_isas);
        command.Options.Add(_workloads);
        command.Options.Add(_sizes);
    }

    public ReportSettings Read(ParseResult result)
    {
        bool isQuick = result.GetValue(_quick);
        string[]? names = result.GetValue(_workloads);
        var shapes =
            result.GetValue(_sizes) is { Length: > 0 } sizes ? sizes : isQuick ? Sizes.Quick : Sizes.Full;
        bool hasVectors = shapes.Any(shape => !shape.IsList);
        return new ReportSettings(
            result.GetRequiredValue(_folder),
            new Effort(result.GetValue(_threads), isQuick, result.GetValue(_busy)),
            [
                .. WorkloadList.All.Where(workload =>
                    (names is null or [] || names.Contains(workload.Name)) && (hasVectors || workload.TakesLists)),
            ],
            shapes,
            [.. (result.GetValue(_isas) ?? []).Distinct().Select(name => Isa.Find(name)!)]);
    }
}
