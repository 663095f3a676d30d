using Microsoft.CodeAnalysis;

using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Kernels;

/// <summary>Reads a schedule attribute: its <c>Evaluate</c> by signature, its arguments as literals.</summary>
internal static class ScheduleParser
{
    /// <returns>The schedule, or null where it is wrong.</returns>
    public static ScheduleModel? Parse(
        AttributeData attribute, IReadOnlyList<Argument> arguments, INamedTypeSymbol target, Reporter reporter,
        Location? location)
    {
        var type = attribute.AttributeClass!;
        if (KernelClass.IsReported(type, target))
        {
            reporter.Fail();
            return null;
        }

        if (Objection(type, target, arguments) is { } objection)
        {
            reporter.Error(Descriptors.UnusableSchedule, location, type.ShortName(), objection);
            return null;
        }

        if (!arguments.All(argument => ElementsParser.Check(argument, arguments, type.ShortName(), reporter)))
            return null;
        foreach (var argument in arguments)
            Ranges.Check(argument, arguments, type.ShortName(), allowMissing: true, reporter);

        Argument[] given = [.. Evaluate(type)!.Parameters.Skip(1).Select(parameter => arguments.First(a => a.Name == parameter.Name))];
        long? until = attribute.Named("Until") as long?;
        if (until < 1)
        {
            reporter.Error(Descriptors.UnusableSchedule, location, type.ShortName(),
                $"Until is {until}, so that it never applies: say the count at which the next schedule takes over, or leave it out");
            return null;
        }

        return new ScheduleModel(
            Argument.Title(type.ShortName(), arguments), type.FromRoot(), given.Select(a => a.Literal).ToEquatableArray(),
            given.Select(a => $"{a.Name} = {a.Shown}").ToEquatableArray(), until ?? 0);
    }

    /// <summary>What is wrong with the class of a schedule, or null.</summary>
    public static string? Objection(INamedTypeSymbol type, INamedTypeSymbol target, IReadOnlyList<Argument> arguments)
    {
        var evaluate = Evaluate(type);
        if (evaluate is not { IsStatic: true, ReturnType.SpecialType: SpecialType.System_Double, Arity: 0 }
            || evaluate.Parameters.FirstOrDefault() is not { Name: "count", Type.SpecialType: SpecialType.System_Int64, RefKind: RefKind.None })
            return "a schedule has one 'static double Evaluate(long count, …)'";
        if (type.IsFileLocal)
            return Names.FileLocal;
        return evaluate.IsCallableFrom(target)
            ? evaluate.Parameters.Skip(1).Select(p => Objection(p, arguments)).FirstOrDefault(o => o is not null)
            : "Evaluate must be public or internal, so that generated code can call it";
    }

    private static IMethodSymbol? Evaluate(INamedTypeSymbol type)
    {
        var methods = type.Methods().Where(m => m.Name == "Evaluate").ToArray();
        return methods.Length == 1 ? methods[0] : null;
    }

    private static string? Objection(IParameterSymbol parameter, IReadOnlyList<Argument> arguments)
    {
        if (arguments.FirstOrDefault(a => a.Name == parameter.Name) is not { } argument)
            return $"Evaluate has the parameter '{parameter.Name}', which is no parameter of the attribute's constructor";
        if (parameter.Type.TypeKind == TypeKind.Array)
            return $"Evaluate takes '{parameter.Name}' as an array, which every step would allocate: take a ReadOnlySpan";
        return argument.Reaches(parameter) || IsWider(parameter, argument)
            ? null
            : $"Evaluate has the parameter '{parameter.ToDisplayString()}', but the attribute's is declared as "
                + $"{argument.Parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}: declare both alike, an array as a "
                + "ReadOnlySpan";
    }

    /// <summary>Whether a whole number is given as one with more digits, or as a double.</summary>
    private static bool IsWider(IParameterSymbol parameter, Argument argument) => parameter.RefKind == RefKind.None
        && (argument.Parameter.Type.SpecialType, parameter.Type.SpecialType) is
            (SpecialType.System_Int32, SpecialType.System_Int64 or SpecialType.System_Double)
            or (SpecialType.System_Int64 or SpecialType.System_Single, SpecialType.System_Double);
}
