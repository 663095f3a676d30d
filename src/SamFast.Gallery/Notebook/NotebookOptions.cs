using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using SamFast.Gallery.Output;

namespace SamFast.Gallery.Notebook;

/// <summary>The settings from the command line.</summary>
internal sealed record NotebookSettings(string Folder, int Steps, string Precision);

/// <summary>The options of the notebook, shared by every command that runs it.</summary>
internal sealed class NotebookOptions
{
    // A period of SAM-Adam has 5 phases. Every step is recorded and drawn, hence the upper limit.
    private const int FewestSteps = 10, MostSteps = 100_000;

    private readonly Option<string> _folder = FolderOption.New("notebook.json");

    private readonly Option<int> _steps = new("--steps")
    {
        Description = $"Steps of plain and transparent optimizers, {FewestSteps} to {MostSteps}; opaque ones do half.",
        HelpName = "N",
        DefaultValueFactory = _ => 8000,
        CustomParser = ParseSteps,
    };

    private readonly Option<string> _precision = new("--precision")
    {
        Description = "The precision of parameters, gradients and state.",
        DefaultValueFactory = _ => "float",
    };

    public NotebookOptions()
    {
        _precision.AcceptOnlyFromAmong("float", "double");
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_folder);
        command.Options.Add(_steps);
        command.Options.Add(_precision);
    }

    public NotebookSettings Read(ParseResult result) => new(
        result.GetRequiredValue(_folder), result.GetRequiredValue(_steps), result.GetRequiredValue(_precision));

    private static int ParseSteps(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int steps)
            && steps is >= FewestSteps and <= MostSteps)
        {
            return steps;
        }

        argument.AddError($"--steps must be a whole number from {FewestSteps} to {MostSteps}, not '{text}'.");
        return 0;
    }
}
