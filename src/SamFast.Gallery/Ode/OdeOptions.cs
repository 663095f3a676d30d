using System.CommandLine;
using SamFast.Gallery.Output;

namespace SamFast.Gallery.Ode;

/// <summary>The settings from the command line.</summary>
internal sealed record OdeSettings(string Folder, double Noise, int Seed);

/// <summary>The options of <c>ode</c>.</summary>
internal sealed class OdeOptions
{
    private readonly Option<string> _folder = FolderOption.New("ode.json");

    private readonly Option<double> _noise = NumberOptions.Positive(
        "--noise", "The standard deviation of the logarithm of a generated count", most: 1, normally: 0.1);

    private readonly Option<int> _seed = NumberOptions.Seed();

    public void AddTo(Command command)
    {
        command.Options.Add(_folder);
        command.Options.Add(_noise);
        command.Options.Add(_seed);
    }

    public OdeSettings Read(ParseResult result) =>
        new(result.GetRequiredValue(_folder), result.GetRequiredValue(_noise), result.GetRequiredValue(_seed));
}
