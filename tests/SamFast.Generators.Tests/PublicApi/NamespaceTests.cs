using System.ComponentModel;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SamFast.Generators.Tests.PublicApi;

/// <summary>The library has three namespaces: for declaring and calling, for authors of transforms, and for generated code.</summary>
public class NamespaceTests
{
    private const string Users = "SamFast", Authors = "SamFast.Authoring", Generated = "SamFast.Runtime";

    private static readonly Type[] _types = typeof(OptimizerAttribute).Assembly.GetExportedTypes();

    [Fact]
    public void Every_type_is_in_one_of_three_namespaces() =>
        Assert.Equal([Users, Authors, Generated], _types.Select(type => type.Namespace).Distinct().Order());

    [Fact]
    public void Only_types_for_generated_code_are_hidden()
    {
        Assert.Equal(
            _types.Where(type => type.Namespace == Generated).Select(type => type.FullName).Order(StringComparer.Ordinal),
            _types.Where(IsHidden).Select(type => type.FullName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Protected_members_of_the_engine_are_hidden()
    {
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var members = _types.Where(type => type.Name is "OptimizerEngine`1" or "Optimizer`1").SelectMany(type => type.GetMembers(Own))
            .Where(member => member switch
            {
                MethodBase method => !method.IsSpecialName && (method.IsFamily || method.IsFamilyOrAssembly),
                PropertyInfo property => property.GetMethod is { IsFamily: true } or { IsFamilyOrAssembly: true },
                _ => false,
            }).ToArray();
        Assert.NotEmpty(members);
        Assert.All(members, member => Assert.True(IsHidden(member), $"{member} is offered in every declared class"));
    }

    /// <summary>Types that users do not write are in a separate namespace. The attributes of losses and their rules are on methods, too, but
    /// users write them beside the loss.</summary>
    [Fact]
    public void Attributes_of_kernels_are_for_authors()
    {
        Type[] onLosses = [typeof(DifferentiableAttribute), typeof(DerivativeAttribute), typeof(DerivativeOfAttribute), typeof(CheckpointAttribute)];
        var onKernels = _types.Where(type => type.IsSubclassOf(typeof(Attribute)) && type.GetCustomAttribute<AttributeUsageAttribute>()
            is { ValidOn: var targets } && (targets & (AttributeTargets.Method | AttributeTargets.Parameter)) != 0
            && (targets & AttributeTargets.Class) == 0).Except(onLosses).ToArray();
        Assert.NotEmpty(onKernels);
        Assert.All(onKernels, type => Assert.Equal(Authors, type.Namespace));
        Assert.All(onLosses, type => Assert.Equal(Users, type.Namespace));
    }

    /// <summary>The types in the namespace for generated code are those that it writes, and those in their signatures.</summary>
    [Fact]
    public void Generated_code_uses_every_type_in_its_namespace()
    {
        var written = Directory.GetFiles(Path.Combine(Project.Directory, "Snapshots"), "*.txt")
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path)).GetRoot())
            .SelectMany(root => root.DescendantNodes().OfType<SimpleNameSyntax>()).Select(name => name.Identifier.ValueText).ToHashSet();
        string generator = string.Concat(Directory.GetFiles(Project.Generators, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText));
        Assert.All(_types.Where(type => type.Namespace == Generated), type =>
        {
            string name = type.Name.Split('`')[0];
            bool isBase = _types.Any(other => other.BaseType is { } parent && (parent.IsGenericType ? parent.GetGenericTypeDefinition() : parent) == type);
            const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
            bool isReturned = _types.Where(other => other.Namespace == Generated).SelectMany(other => other.GetMethods(Any))
                .Any(method => method.ReturnType.Namespace == Generated && method.ReturnType.Name == type.Name);
            Assert.True(
                isBase || isReturned || written.Contains(name) || generator.Contains(name.Replace("Attribute", "", StringComparison.Ordinal), StringComparison.Ordinal),
                $"{name} is not written by generated code");
        });
    }

    /// <summary>A type that only generated code uses does not belong in the namespace for users.</summary>
    [Fact]
    public void Users_write_every_type_in_their_namespace_or_see_it_in_a_signature()
    {
        string root = Path.Combine(Project.Directory, "..", "..");
        var files = Directory.GetFiles(Path.Combine(root, "src"), "*.md", SearchOption.AllDirectories)
            .Concat(((string[])["src/SamFast.Gallery", "src/SamFast.TorchSharp", "tests/SamFast.Tests", "benchmarks"])
                .SelectMany(folder => Directory.GetFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories)))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal));
        var words = files.SelectMany(path => Regex.Matches(File.ReadAllText(path), @"\w+")).Select(match => match.Value).ToHashSet();
        var users = _types.Where(type => type.Namespace == Users && !type.IsNested).ToArray();
        var used = users.Where(type => words.Contains(Name(type)) || words.Contains(Regex.Replace(Name(type), "Attribute$", ""))
            || (type is { IsAbstract: true, IsSealed: true } && type.GetMethods().Any(method => words.Contains(method.Name)))).ToArray();
        var signatures = used.SelectMany(Mentioned).Select(Name).ToHashSet();
        string[] unused = [.. users.Except(used).Select(Name).Where(name => !signatures.Contains(name))];
        Assert.True(unused.Length == 0, $"Users do not write {string.Join(", ", unused)}.");

        static string Name(Type type) => type.Name.Split('`')[0];

        static IEnumerable<Type> Mentioned(Type type) => type.GetInterfaces()
            .Concat(type.GetProperties().Select(property => property.PropertyType))
            .Concat(type.GetMethods().Select(method => method.ReturnType))
            .Concat(type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.ParameterType))
            .SelectMany(mentioned => mentioned.GenericTypeArguments.Append(mentioned));
    }

    private static bool IsHidden(MemberInfo member) =>
        member.GetCustomAttribute<EditorBrowsableAttribute>(inherit: false) is { State: EditorBrowsableState.Never };
}
