using System.CommandLine;

namespace SamFast.Gallery.Output;

/// <summary>The option that names the output folder.</summary>
internal static class FolderOption
{
    /// <param name="report">The file with the numbers.</param>
    public static Option<string> New(string report)
    {
        var option = new Option<string>("--out")
        {
            Description = $"The folder for the figures and {report}.",
            HelpName = "DIR",
            DefaultValueFactory = _ => "out",
        };
        option.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
                result.AddError("--out must name a folder.");
        });
        return option;
    }
}
