using System.Numerics;

namespace SamFast.Tests;

/// <summary>All operations, in several shapes: empty, of one element, odd, and of several blocks.</summary>
internal static partial class OperationCatalog
{
    /// <summary>The names of the operations.</summary>
    public static IEnumerable<string> Names => All<double>(0).Select(entry => entry.Name);

    /// <summary>The cases of an operation.</summary>
    public static OperationCase<T>[] Cases<T>(string name, int seed) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. All<T>(seed).Single(entry => entry.Name == name).Cases()];

    private static IEnumerable<(string Name, Func<IEnumerable<OperationCase<T>>> Cases)> All<T>(int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(seed);
        return [.. Products<T>(random), .. Activation<T>(random), .. Rows<T>(random), .. Images<T>(random), .. Factors<T>(random)];
    }

    private static T[] Uniform<T>(Random random, int length) where T : INumberBase<T> =>
        [.. Enumerable.Range(0, length).Select(_ => T.CreateTruncating((3 * random.NextDouble()) - 1.5))];
}
