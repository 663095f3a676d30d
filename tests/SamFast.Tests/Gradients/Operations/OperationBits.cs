using System.Numerics;
using System.Runtime.InteropServices;

namespace SamFast.Tests;

/// <summary>A process that prints a hash for each operation and its companions: the program that this assembly is with the
/// argument <see cref="Command"/>.</summary>
internal static class OperationBits
{
    public const string Command = "operation-bits";

    public static int Run(TextWriter output)
    {
        foreach (string name in OperationCatalog.Names)
        {
            output.WriteLine($"float {name}: {Hash<float>(name):x16}");
            output.WriteLine($"double {name}: {Hash<double>(name):x16}");
        }

        return 0;
    }

    private static ulong Hash<T>(string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(1);
        ulong hash = 0xcbf29ce484222325;
        foreach (var operation in OperationCatalog.Cases<T>(name, 1))
        {
            T[] output = operation.Output(operation.Inputs), seeds = operation.Seed(random);
            T[][] directions = operation.Directions(random), adjoints = operation.Adjoints(operation.Inputs, seeds);
            T[] tangent = operation.Tangent(directions);
            operation.AddAdjointTangents(operation.Inputs, output, directions, tangent, seeds, seeds, adjoints);
            foreach (byte octet in MemoryMarshal.AsBytes<T>([.. output, .. tangent, .. adjoints.SelectMany(values => values)]))
                hash = (hash ^ octet) * 0x100000001b3;
        }

        return hash;
    }
}
