using System.Reflection;

namespace SamFast.Tests.Conformance;

/// <summary>The classes of a case in the compiled batch.</summary>
/// <param name="Assembly">The batch.</param>
/// <param name="Name">The name of the case's class.</param>
/// <param name="Refusals">The diagnostics of the declaration.</param>
internal sealed record CompiledCase(Assembly Assembly, string Name, IReadOnlyCollection<string> Refusals)
{
    public const string Namespace = "Goldens";

    public static string Outer(string name) => name + "Outer";

    public static string Adversary(string name) => name + "Adversary";

    public Type Type => Find(Name);

    public Type OuterType => Find(Outer(Name));

    private Type Find(string name) => Assembly.GetType($"{Namespace}.{name}", throwOnError: true)!;
}
