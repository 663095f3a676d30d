using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SamFast.Generators.Tests.Catalog;

/// <summary>The documentation comments of the library, as Markdown.</summary>
internal static partial class XmlComments
{
    private static readonly Dictionary<string, XElement> _members = XDocument
        .Load(Path.ChangeExtension(typeof(OptimizerAttribute).Assembly.Location, ".xml")).Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value);

    public static string Summary(Type type) => Text(type, "summary");

    public static string Remarks(Type type) => Text(type, "remarks");

    /// <summary>The counterparts of a type in another library: the functions in the sentence of its remarks that begins with "The
    /// same as".</summary>
    public static IEnumerable<string> Counterparts(Type type, string library) =>
        Sentence().Matches(Remarks(type)).SelectMany(sentence => Function().Matches(sentence.Value))
            .Select(function => function.Groups[1].Value)
            .Where(function => function.StartsWith(library + ".", StringComparison.Ordinal)).Distinct();

    private static string Text(Type type, string element) =>
        _members.TryGetValue("T:" + type.FullName, out var member) && member.Element(element) is { } text
            ? Space().Replace(string.Concat(text.Nodes().Select(Markdown)), " ").Trim()
            : "";

    private static string Markdown(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "paramref" } parameter => $"`{parameter.Attribute("name")!.Value}`",
        XElement { Name.LocalName: "see" } see => $"`{see.Attributes().First().Value.Split(':')[^1]}`",
        XElement element => string.Concat(element.Nodes().Select(Markdown)) + " ",
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"The same as .*?(\.(?=\s)|$)")]
    private static partial Regex Sentence();

    // Matches "… as a", "… as a and b", "… as the momentum of a", but no function that follows without such a word.
    [GeneratedRegex(@"(?<=\b(?:as|and|of) )`((optax|torch)\.[\w.]+)`")]
    private static partial Regex Function();
}
