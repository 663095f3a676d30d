using System.CommandLine;
using SamFast.Gallery.Output;

namespace SamFast.Gallery.Digits;

/// <summary>The settings from the command line.</summary>
/// <param name="Folder">The output folder.</param>
/// <param name="Data">A folder of IDX files; null for the embedded digits.</param>
/// <param name="Seeds">The number of trainings of each kind.</param>
/// <param name="Epochs">The number of passes over the training set.</param>
/// <param name="Examples">The maximum number of training examples.</param>
internal sealed record DigitsSettings(string Folder, string? Data, int Seeds, int Epochs, int Examples);

/// <summary>The options of <c>digits</c>, and of other programs that train with these images.</summary>
/// <param name="report">The file with the numbers.</param>
/// <param name="epochs">The default number of epochs.</param>
internal sealed class DigitsOptions(string report = "digits.json", int epochs = 100)
{
    private readonly Option<string> _folder = new("--out")
    {
        Description = $"The folder for the figures and {report}.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "out",
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "A folder with the four gzipped IDX files of Fashion-MNIST, or MNIST, instead of the digits.",
        HelpName = "DIR",
    };

    private readonly Option<int> _seeds = NumberOptions.Count("--seeds", "The number of runs of each training", 2, 100, 5);

    private readonly Option<int> _epochs = NumberOptions.Count("--epochs", "The number of epochs of a training", 1, 10_000, epochs);

    private readonly Option<int> _examples = NumberOptions.Count(
        "--examples", "The maximum number of training examples (the digits have 1198)", 64, 1_000_000, 2_000);

    public void AddTo(Command command)
    {
        command.Options.Add(_folder);
        command.Options.Add(_data);
        command.Options.Add(_seeds);
        command.Options.Add(_epochs);
        command.Options.Add(_examples);
        foreach (var folder in new Option[] { _folder, _data })
        {
            folder.Validators.Add(result =>
            {
                if (result.Tokens.Count > 0 && string.IsNullOrWhiteSpace(result.Tokens[0].Value))
                    result.AddError($"{folder.Name} must name a folder.");
            });
        }
    }

    public DigitsSettings Read(ParseResult result) => new(
        result.GetRequiredValue(_folder), result.GetValue(_data), result.GetRequiredValue(_seeds),
        result.GetRequiredValue(_epochs), result.GetRequiredValue(_examples));
}
