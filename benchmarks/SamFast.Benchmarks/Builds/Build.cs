using System.Reflection;
using System.Runtime.Loader;
using SamFast.Benchmarks.Engine;

namespace SamFast.Benchmarks.Builds;

/// <summary>A build of this program with its library. Two builds can be loaded at once.</summary>
internal sealed class Build : AssemblyLoadContext
{
    private readonly string _folder;
    private readonly Assembly _benchmarks;

    private Build(string folder)
    {
        _folder = folder;
        _benchmarks = LoadFromAssemblyPath(Path.Combine(folder, "SamFast.Benchmarks.dll"));
    }

    public static Build Load(string folder) => new(Path.GetFullPath(folder));

    /// <summary>The names of the catalog's optimizers that take parameters and a gradient.</summary>
    public IEnumerable<string> Catalog => _benchmarks.GetTypes()
        .Where(type => type.Namespace == typeof(Catalog.CatalogStep).Namespace && !type.IsNested && Step(type) is not null)
        .Select(type => type.Name).Order(StringComparer.Ordinal);

    /// <summary>One of the build's declared optimizers, as a competitor.</summary>
    public Competitor<float> Competitor(string name, string optimizer) => new(name, 0, problem =>
    {
        var type = _benchmarks.GetTypes().Single(type => type.Name == optimizer);
        object instance = Activator.CreateInstance(type, problem.Shape.Total)!;
        var step = Step(type)!.CreateDelegate<Step<float>>(instance);
        return new OneTensor<float>(problem.Parameters[0], problem.Gradients[0], step);
    });

    private static MethodInfo? Step(Type type) => type.GetMethod("Step", [typeof(Span<float>), typeof(ReadOnlySpan<float>)]);

    protected override Assembly? Load(AssemblyName name)
    {
        string path = Path.Combine(_folder, name.Name + ".dll");
        return name.Name!.StartsWith("SamFast", StringComparison.Ordinal) && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
