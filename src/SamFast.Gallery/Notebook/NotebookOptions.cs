using System.CommandLine;

namespace SamFast.Gallery.Notebook;

/// <summary>What was asked for on the command line.</summary>
internal sealed record NotebookSettings(string Folder, int Steps, string Precision);

/// <summary>The options of the notebook, shared by every command that runs it.</summary>
internal sealed class NotebookOptions
{
    // A period of SAM-Adam has 5 phases. Every step is recorded: more than the upper limit is a matter of memory.
    private const int FewestSteps = 10, MostSteps = 1_000_000;

    private readonly Option<string> _folder = new("--out")
    {
        Description = "The folder for the figures and notebook.json.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "out",
    };

    private readonly Option<int> _steps = new("--steps")
    {
        Description = $"Steps of plain and transparent optimizers, {FewestSteps} to {MostSteps}; opaque ones do half.",
        HelpName = "N",
        DefaultValueFactory = _ => 8000,
    };

    private readonly Option<string> _precision = new("--precision")
    {
        Description = "The precision of parameters, gradients and state.",
        DefaultValueFactory = _ => "float",
    };

    public NotebookOptions()
    {
        _precision.AcceptOnlyFromAmong("float", "double");
        _steps.Validators.Add(result =>
        {
            if (result.Errors.Any())
                return;
            if (result.GetValueOrDefault<int>() is var steps and (< FewestSteps or > MostSteps))
                result.AddError($"--steps must be between {FewestSteps} and {MostSteps}, not {steps}.");
        });
        _folder.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
                result.AddError("--out must name a folder.");
        });
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_folder);
        command.Options.Add(_steps);
        command.Options.Add(_precision);
    }

    public NotebookSettings Read(ParseResult result) => new(
        result.GetRequiredValue(_folder), result.GetRequiredValue(_steps), result.GetRequiredValue(_precision));
}
