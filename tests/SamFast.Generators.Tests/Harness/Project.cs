using System.Reflection;

namespace SamFast.Generators.Tests;

/// <summary>Paths in the repository.</summary>
internal static class Project
{
    public static string Directory { get; } = typeof(Project).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "ProjectDirectory").Value!;

    public static string Generators { get; } = Path.Combine(Directory, "..", "..", "generators", "SamFast.Generators");
}
