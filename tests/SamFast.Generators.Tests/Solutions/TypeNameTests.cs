using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SamFast.Tests;
using Xunit.Abstractions;

namespace SamFast.Generators.Tests.Solutions;

/// <summary>Types and namespaces of a solution and its references do not change the meaning of generated code, which uses the types of
/// the library and the framework.</summary>
/// <remarks>SAMFAST_TYPE_NAMES sets the number of names per project. With fewer, the test takes longer, but names cannot hide each
/// other.</remarks>
public partial class TypeNameTests(ITestOutputHelper output)
{
    private const int Default = 200;

    /// <summary>The place of a type: a library, files of the project, and the types and namespaces that enclose the optimizers.</summary>
    /// <param name="Each">The declaration of a type; {0} is its name.</param>
    private sealed record Place(string Each, string Library = "{0}", string File = "{0}", string Around = "{0}");

    private const string In = "namespace Acme.Training {{ {0} }}";

    private static readonly Dictionary<string, Place> _places = new()
    {
        ["the same namespace"] = new("public class {0};", "", "namespace Acme.Training {{ {0} }}", In),
        ["the namespace around"] = new("public class {0};", "", "namespace Acme {{ {0} }}", In),
        ["no namespace"] = new("public class {0};", "", "{0}", In),
        ["no namespace, like the optimizers"] = new("internal class {0};", "", "namespace Acme {{ {0} }}"),
        ["a referenced project, in the namespace around"] = new("public class {0};", "namespace Acme {{ {0} }}", "", In),
        ["a referenced project, without a namespace"] = new("public class {0};", "{0}", "", In),
        ["a global using"] = new("public class {0};", "namespace Acme.Ui {{ {0} }}", "global using Acme.Ui;", In),
        ["a global using, for optimizers without a namespace"] = new("public class {0};", "namespace Acme.Ui {{ {0} }}", "global using Acme.Ui;"),
        ["a global static using"] = new(
            "public class {0};", "namespace Acme.Ui {{ public static class All {{ {0} }} }}", "global using static Acme.Ui.All;", In),
        ["a global alias"] = new("global using {0} = Acme.Ui.Any;", "namespace Acme.Ui {{ public class Any; }}", "{0}", In),
        ["a global alias, for optimizers without a namespace"] = new(
            "global using {0} = Acme.Ui.Any;", "namespace Acme.Ui {{ public class Any; }}", "{0}"),
        ["a base class of the enclosing type"] = new(
            "public class {0};", "", "namespace Acme {{ public class Base {{ {0} }} }}",
            "namespace Acme.Training {{ public partial class Trainer : Acme.Base {{ {0} }} }}"),
        ["the enclosing type"] = new(
            "public class {0};", "", "namespace Acme.Training {{ public partial class Trainer {{ {0} }} }}",
            "namespace Acme.Training {{ public partial class Trainer {{ {0} }} }}"),
        ["a generic type of the namespace around"] = new("public class {0}<T>;", "", "namespace Acme {{ {0} }}", In),
        ["an enumeration of the namespace around"] = new("public enum {0} {{ A }}", "", "namespace Acme {{ {0} }}", In),
        ["a namespace in the namespace around"] = new("namespace {0} {{ public class Any; }}", "", "namespace Acme {{ {0} }}", In),
    };

    public static TheoryData<string> Places => [.. _places.Keys];

    [Theory]
    [MemberData(nameof(Places))]
    public void Types_and_namespaces_of_any_name_do_not_hide_those_of_generated_code(string where)
    {
        var place = _places[where];
        string[] names = Names(place);
        int size = Campaign.Of("SAMFAST_TYPE_NAMES", Default);
        var complaints = new ConcurrentBag<string>();
        Parallel.ForEach(names.Chunk(size), chunk =>
        {
            if (Complaint(place, chunk) is { } complaint)
                complaints.Add($"{string.Join(", ", chunk)}: {complaint}");
        });
        output.WriteLine($"{names.Length} names, {Declarations.Optimizers.Count + 1} declarations");
        Assert.True(complaints.IsEmpty, string.Join("\n", complaints.Take(10)));
    }

    private static string? Complaint(Place place, string[] names)
    {
        static string Format(string text, string inner) => string.Format(CultureInfo.InvariantCulture, text, inner);
        string types = string.Concat(names.Select(name => Format(place.Each, Escape(name)) + "\n"));
        string optimizers = Declarations.Outer + string.Concat(Declarations.Optimizers.Select(d => $"{d.Value} public sealed partial class {d.Key}_;\n"))
            + $"{Declarations.Layout} public sealed partial class Layout_ {{ {Declarations.Tensors} }}\n"
            + "[global::SamFast.Optimizer(Layout = typeof(Layout_)), global::SamFast.Adam(0.1, Mask = \"w\")] public sealed partial class OfLayout_;\n";
        var solution = new Solution();
        if (place.Library.Length > 0)
            solution.With(Format(place.Library, types));
        var outcome = solution.Build(Format(place.File, types), Format(place.Around, optimizers));
        if (outcome.GeneratorException is { } exception)
            return exception.ToString();
        return outcome.Diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error)?.ToString();
    }

    /// <summary>The names of types and namespaces in generated code, and contextual keywords.</summary>
    private static string[] Names(Place place)
    {
        var generated = Snapshots.Texts.Values.SelectMany(text => QualifiedName().Matches(text))
            .SelectMany(match => match.Value.Split(':', '.', StringSplitOptions.RemoveEmptyEntries));
        var contextual = SyntaxFacts.GetContextualKeywordKinds().Select(SyntaxFacts.GetText);
        bool isAlias = place.Each.StartsWith("global using", StringComparison.Ordinal);
        // At the root, a program with other types of these names cannot compile.
        string[] roots = place.File == "{0}" || place.Library == "{0}" ? [nameof(System), nameof(SamFast)] : [];
        return
        [
            .. generated.Concat(generated.Select(name => name + "Attribute")).Concat(contextual).Concat(_more).Where(SyntaxFacts.IsValidIdentifier)
                .Where(name => name != "Acme" && !roots.Contains(name) && (name != "global" || !isAlias)).Distinct().Order(StringComparer.Ordinal),
        ];
    }

    private static readonly string[] _more =
    [
        "Optimizer", "IOptimizer", "Span", "Math", "Layout", "Precision", "Evaluation", "OptimizerPlan", "Tensors", "Vector512", "Lanes", "ILanes",
        "L", "B", "@T", "Any_",
    ];

    private static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    [GeneratedRegex(@"\b[A-Z]\w*::[\w.]+|\b[A-Z]\w*(?:\.[A-Z]\w*)+")]
    private static partial Regex QualifiedName();
}
