using System.Text.RegularExpressions;

namespace SamFast.Generators.Tests;

/// <summary>The generator is a pipeline: a folder uses only the folders before it.</summary>
public class LayerTests
{
    private static readonly string[] _layers = ["Diagnostics", "Symbols", "Kernels", "Declarations", "Program", "Planning", "Emission", "Gradients"];

    /// <summary>The folders of the compiler of gradients. The files beside them are the signatures, which all of them know.</summary>
    private static readonly string[] _gradientLayers = ["Ir", "Passes", "Lowering", "Emission"];

    [Fact]
    public void A_folder_uses_no_later_folder()
    {
        var upward = Files().SelectMany(file => Used(file.Text).Where(used => Array.IndexOf(_layers, used) > Array.IndexOf(_layers, file.Layer))
            .Select(used => $"{file.Name} uses {used}")).ToArray();
        Assert.True(upward.Length == 0, string.Join("\n", upward));
    }

    [Fact]
    public void A_folder_of_gradients_uses_no_later_one()
    {
        string root = Path.Combine(Project.Generators, "Gradients");
        Assert.Equal(_gradientLayers.Order(), Directory.GetDirectories(root).Select(d => Path.GetFileName(d)!).Order());
        string[] upward =
        [
            .. _gradientLayers.SelectMany((layer, number) => Directory.GetFiles(Path.Combine(root, layer), "*.cs")
                .SelectMany(path => _gradientLayers.Skip(number + 1)
                    .Where(later => File.ReadAllText(path).Contains($"Generators.Gradients.{later}", StringComparison.Ordinal))
                    .Select(later => $"{Path.GetFileName(path)} uses {later}"))),
        ];
        Assert.True(upward.Length == 0, string.Join("\n", upward));
    }

    [Fact]
    public void Every_folder_is_a_layer_and_its_files_are_in_its_namespace()
    {
        Assert.Equal(_layers.Order(), Directory.GetDirectories(Project.Generators).Select(d => Path.GetFileName(d)!).Except(["bin", "obj", "Properties"]).Order());
        Assert.All(Files(), file => Assert.Matches($@"(?m)^namespace (SamFast\.Generators\.{file.Space.Replace(".", @"\.", StringComparison.Ordinal)}|System\.Runtime\.CompilerServices);", file.Text));
    }

    [Fact]
    public void Only_the_last_layer_has_text_of_statements()
    {
        string[] code = [.. Files().Where(file => file.Layer is "Program" or "Planning")
            .SelectMany(file => Regex.Matches(file.Text, @"""[^""\n]*(base\.|tile\.|::|\(float\))[^""\n]*""|;""").Select(match => $"{file.Name}: {match.Value}"))];
        Assert.True(code.Length == 0, string.Join("\n", code));
    }

    [Fact]
    public void Programs_and_plans_are_immutable() => Assert.All(
        Files().Where(file => file.Layer is "Program" or "Planning"), file => Assert.DoesNotMatch(@"[ ;]set( =>|;)", file.Text));

    [Fact]
    public void The_types_of_lanes_are_named_in_one_place()
    {
        string[] files = [.. Files().Where(file => Regex.IsMatch(file.Text, @"ILanes|(Lanes|Vector)(128|256|512)|Runtime\.Pair")).Select(file => file.Name)];
        Assert.Equal(["LaneType.cs"], files);
    }

    /// <summary>The layers that a file names, in usings or in qualified types.</summary>
    private static IEnumerable<string> Used(string text) =>
        Regex.Matches(text, @"SamFast\.Generators\.(\w+)").Select(match => match.Groups[1].Value).Intersect(_layers).Distinct();

    private static IEnumerable<(string Layer, string Space, string Name, string Text)> Files() => _layers.SelectMany(layer =>
        Directory.GetFiles(Path.Combine(Project.Generators, layer), "*.cs", SearchOption.AllDirectories)
            .Select(path => (layer, layer != "Gradients" ? layer
                : Path.GetRelativePath(Project.Generators, Path.GetDirectoryName(path)!).Replace(Path.DirectorySeparatorChar, '.'),
                Path.GetFileName(path), File.ReadAllText(path))));
}
