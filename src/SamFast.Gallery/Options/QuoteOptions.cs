using System.CommandLine;
using SamFast.Gallery.Output;

namespace SamFast.Gallery.Options;

/// <summary>The settings from the command line.</summary>
/// <param name="Folder">The output folder.</param>
/// <param name="Noise">The standard deviation of a quoted volatility.</param>
/// <param name="Seed">The seed of the random errors.</param>
internal sealed record QuoteSettings(string Folder, double Noise, int Seed);

/// <summary>The command-line options of <c>options</c>.</summary>
internal sealed class QuoteOptions
{
    private readonly Option<string> _folder = FolderOption.New("options.json");

    private readonly Option<double> _noise = NumberOptions.Positive(
        "--noise", "The standard deviation of a quoted volatility", most: 0.1, normally: 0.001);

    private readonly Option<int> _seed = NumberOptions.Seed();

    public void AddTo(Command command)
    {
        command.Options.Add(_folder);
        command.Options.Add(_noise);
        command.Options.Add(_seed);
    }

    public QuoteSettings Read(ParseResult result) =>
        new(result.GetRequiredValue(_folder), result.GetRequiredValue(_noise), result.GetRequiredValue(_seed));
}
