using System.CommandLine;
using System.Globalization;

namespace SamFast.Gallery.Output;

/// <summary>Options of generated data.</summary>
internal static class NumberOptions
{
    /// <summary>A positive number.</summary>
    public static Option<double> Positive(string name, string description, double most, double normally) => new(name)
    {
        Description = FormattableString.Invariant($"{description}, above 0 and at most {most}."),
        HelpName = "X",
        DefaultValueFactory = _ => normally,
        CustomParser = argument =>
        {
            string text = argument.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number > 0 && number <= most)
                return number;
            argument.AddError(FormattableString.Invariant($"{name} must be a number above 0 and at most {most}, not '{text}'."));
            return 0;
        },
    };

    /// <summary>A whole number.</summary>
    public static Option<int> Count(string name, string description, int fewest, int most, int normally) => new(name)
    {
        Description = $"{description}, {fewest} to {most}.",
        HelpName = "N",
        DefaultValueFactory = _ => normally,
        CustomParser = argument =>
        {
            string text = argument.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
                && number >= fewest && number <= most)
            {
                return number;
            }

            argument.AddError($"{name} must be a whole number from {fewest} to {most}, not '{text}'.");
            return 0;
        },
    };

    /// <summary>The seed of the random errors.</summary>
    public static Option<int> Seed() => new("--seed")
    {
        Description = "The seed of the random errors.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };
}
