using System.Globalization;

namespace SamFast.Tests;

/// <summary>Sizes and seeds of random tests.</summary>
internal static class Campaign
{
    /// <summary>The value of an environment variable; <paramref name="otherwise"/> if it is not set.</summary>
    public static T Of<T>(string variable, T otherwise) where T : IParsable<T> =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } given ? T.Parse(given, CultureInfo.InvariantCulture) : otherwise;
}
