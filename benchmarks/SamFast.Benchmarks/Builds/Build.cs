using System.Reflection;
using System.Runtime.Loader;

namespace SamFast.Benchmarks.Builds;

/// <summary>A build of this program, with the library that it was built with. Two of them may be loaded at once.</summary>
internal sealed class Build : AssemblyLoadContext
{
    private readonly string _folder;
    private readonly Assembly _benchmarks;

    private Build(string folder)
    {
        _folder = folder;
        _benchmarks = LoadFromAssemblyPath(Path.Combine(folder, "SamFast.Benchmarks.dll"));
    }

    private delegate void SpanStep(Span<float> parameters, ReadOnlySpan<float> gradients);

    public static Build Load(string folder) => new(Path.GetFullPath(folder));

    /// <summary>A step of one of the declared optimizers, on parameters and gradients of its own.</summary>
    public Action Step(string optimizer, int length)
    {
        var type = _benchmarks.GetTypes().Single(type => type.Name == optimizer);
        object instance = Activator.CreateInstance(type, length)!;
        var step = type.GetMethod("Step", [typeof(Span<float>), typeof(ReadOnlySpan<float>)])!.CreateDelegate<SpanStep>(instance);
        float[] parameters = Aligned(length, out int p), gradients = Aligned(length, out int g);
        for (int i = 0; i < length; i++)
            (parameters[p + i], gradients[g + i]) = (MathF.Sin(i), MathF.Cos(i));
        return () => step(parameters.AsSpan(p, length), gradients.AsSpan(g, length));
    }

    protected override Assembly? Load(AssemblyName name)
    {
        string path = Path.Combine(_folder, name.Name + ".dll");
        return name.Name!.StartsWith("SamFast", StringComparison.Ordinal) && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    /// <summary>An array with room from the start of a page on, which both builds get.</summary>
    private static unsafe float[] Aligned(int length, out int offset)
    {
        const int Page = 4096;
        float[] array = GC.AllocateArray<float>(length + (Page / sizeof(float)), pinned: true);
        fixed (float* start = array)
            offset = (int)((Page - ((nint)start & (Page - 1))) % Page / sizeof(float));
        return array;
    }
}
