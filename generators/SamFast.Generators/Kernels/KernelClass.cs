using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Kernels;

/// <summary>Checks the class of a transform, a gate, a line search or a schedule on its own, in its declaration: an optimizer that
/// uses it may be in another project, or not exist yet.</summary>
internal static class KernelClass
{
    /// <summary>True if the class has kernels of its own.</summary>
    public static bool IsOne(INamedTypeSymbol type) => type is { TypeKind: TypeKind.Class, IsAbstract: false }
        && (type.IsSchedule() || type.IsWrapper() || (type.IsTransform() && !type.IsAlias()));

    /// <summary>True if the class has mistakes of its own, in the project of an optimizer that uses it. They are reported at its declaration.</summary>
    public static bool IsFaulty(INamedTypeSymbol type, INamedTypeSymbol user, Reporter reporter)
    {
        if (!IsOfProject(type, user))
            return false;
        var own = reporter.ForUsed();
        Check(type.OriginalDefinition, own);
        return own.HasErrors;
    }

    /// <summary>True if an attribute class is declared in the project of its user.</summary>
    public static bool IsOfProject(INamedTypeSymbol type, INamedTypeSymbol user) =>
        type.OriginalDefinition.DeclaringSyntaxReferences.Length > 0
        && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, user.ContainingAssembly);

    /// <summary>Reports the mistakes that do not depend on a use of the class.</summary>
    public static void Check(INamedTypeSymbol type, Reporter reporter)
    {
        foreach (string problem in IntervalRules.Objections(type))
        {
            reporter.Error(type.IsSchedule() ? Descriptors.UnusableSchedule : Descriptors.UnusableKernel, type.Locations.FirstOrDefault(),
                type.ShortName(), problem);
        }

        // With several constructors, what a kernel may ask for depends on the use.
        var constructors = type.InstanceConstructors.Where(c => c.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal).ToArray();
        if (reporter.HasErrors || !IsOne(type) || constructors.Length != 1 || constructors[0].Parameters.Any(p => p.Type.TypeKind == TypeKind.Error))
            return;
        var location = type.Locations.FirstOrDefault();
        Argument[] arguments = [.. constructors[0].Parameters.Select(p => new Argument(p, default, p.Name, location))];
        if (type.IsSchedule())
        {
            if (ScheduleReader.Objection(type, type, arguments) is { } objection)
                reporter.Error(Descriptors.UnusableSchedule, location, type.ShortName(), objection);
        }
        else if (KernelReader.Read(type, type, arguments, reporter, location) is { } kernel)
        {
            ReportReader.Read(type, kernel, reporter, location);
        }
    }
}
