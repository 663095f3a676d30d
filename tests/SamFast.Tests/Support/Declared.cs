using System.Numerics;
using System.Reflection;

namespace SamFast.Tests;

/// <summary>The optimizers that this assembly declares in its main namespace, found by reflection: none can be
/// forgotten.</summary>
internal static class Declared
{
    public static IEnumerable<Type> All { get; } =
    [
        .. typeof(Declared).Assembly.GetTypes()
            .Where(t => !t.IsAbstract && t.Namespace == typeof(Declared).Namespace && PrecisionOf(t) is not null)
            .OrderBy(t => t.Name),
    ];

    public static IEnumerable<Type> Opaque => All.Where(t => SamOf(t) is { Mode: SamMode.Opaque });

    public static IEnumerable<Type> Transparent => All.Where(t => SamOf(t) is { Mode: SamMode.Transparent });

    public static IEnumerable<Type> Plain => All.Where(t => SamOf(t) is null);

    public static TheoryData<Type> Theory(IEnumerable<Type> types) => [.. types];

    public static T New<T>(Type type, int parameterCount) => (T)Activator.CreateInstance(type, parameterCount)!;

    /// <summary>The element type of an optimizer, or null for other types.</summary>
    public static Type? PrecisionOf(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.IsGenericType && ancestor.GetGenericTypeDefinition() == typeof(Optimizer<>))
                return ancestor.GetGenericArguments()[0];
        }

        return null;
    }

    /// <summary>The [Sam] of an optimizer, as declared.</summary>
    public static SamDeclaration? SamOf(Type type)
    {
        var attribute = type.GetCustomAttributes().SingleOrDefault(a => a.GetType().Name.StartsWith("SamAttribute", StringComparison.Ordinal));
        if (attribute is null)
            return null;
        var operands = attribute.GetType().GetGenericArguments();
        object? Value(string name) => attribute.GetType().GetProperty(name)?.GetValue(attribute);
        return new SamDeclaration(
            operands[0], operands.ElementAtOrDefault(1), (int?)Value("SyncPeriod") ?? 2, (bool?)Value("ResetState") ?? true,
            (SamMode)Value("Mode")!, (double?)Value("Rho"));
    }

    /// <summary>Runs a check in the precision of the optimizer.</summary>
    public static void Visit(Type type, ICheck check)
    {
        if (PrecisionOf(type) == typeof(double))
            check.Run<double>(type);
        else
            check.Run<float>(type);
    }

    /// <summary>A check that holds for optimizers of both precisions.</summary>
    internal interface ICheck
    {
        void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>;
    }
}

/// <summary>A composition as its attribute states it; without an adversary, the drop-in form with ρ.</summary>
internal sealed record SamDeclaration(
    Type Outer, Type? Adversary, int SyncPeriod, bool ResetState, SamMode Mode, double? Rho);
