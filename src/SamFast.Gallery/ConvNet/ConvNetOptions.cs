using System.CommandLine;
using SamFast.Gallery.Output;

namespace SamFast.Gallery.ConvNet;

/// <summary>The settings from the command line.</summary>
/// <param name="Folder">The output folder.</param>
/// <param name="Seeds">The number of trainings of each kind.</param>
/// <param name="Epochs">The number of passes over the training set.</param>
internal sealed record ConvNetSettings(string Folder, int Seeds, int Epochs);

/// <summary>The options of <c>convnet</c>.</summary>
internal sealed class ConvNetOptions
{
    private readonly Option<string> _folder = FolderOption.New("convnet.json");

    private readonly Option<int> _seeds = NumberOptions.Count("--seeds", "The number of runs of each training", 2, 100, 3);

    private readonly Option<int> _epochs = NumberOptions.Count("--epochs", "The number of epochs of a training", 1, 10_000, 40);

    public void AddTo(Command command)
    {
        command.Options.Add(_folder);
        command.Options.Add(_seeds);
        command.Options.Add(_epochs);
    }

    public ConvNetSettings Read(ParseResult result) =>
        new(result.GetRequiredValue(_folder), result.GetRequiredValue(_seeds), result.GetRequiredValue(_epochs));
}
