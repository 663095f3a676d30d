using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Model;

namespace SamFast.Generators.Parsing;

/// <summary>Reads a schedule attribute: its <c>Evaluate</c> by signature, its arguments as literals.</summary>
internal static class ScheduleParser
{
    /// <returns>The schedule, or null where it is wrong.</returns>
    public static ScheduleModel? Parse(
        AttributeData attribute, IReadOnlyList<Argument> arguments, INamedTypeSymbol target, Reporter reporter,
        Location? location)
    {
        var type = attribute.AttributeClass!;
        var evaluates = type.GetMembers("Evaluate").OfType<IMethodSymbol>().ToArray();
        var evaluate = evaluates.Length == 1 ? evaluates[0] : null;
        if (evaluate is not { IsStatic: true, ReturnType.SpecialType: SpecialType.System_Double, Arity: 0 }
            || evaluate.Parameters.FirstOrDefault() is not { Name: "count", Type.SpecialType: SpecialType.System_Int64, RefKind: RefKind.None })
        {
            reporter.Error(Descriptors.UnusableSchedule, location, type.ShortName(),
                "a schedule has one 'static double Evaluate(long count, …)'");
            return null;
        }

        if (type.IsFileLocal || !evaluate.IsCallableFrom(target))
        {
            reporter.Error(Descriptors.UnusableSchedule, location, type.ShortName(),
                type.IsFileLocal ? Names.FileLocal : "Evaluate must be public or internal, so that generated code can call it");
            return null;
        }

        if (!arguments.All(argument => ElementsParser.Check(argument, arguments, type.ShortName(), reporter)))
            return null;
        foreach (var argument in arguments)
            Ranges.Check(argument, arguments, type.ShortName(), allowMissing: true, reporter);

        var (literals, shown) = (new List<string>(), new List<string>());
        foreach (var parameter in evaluate.Parameters.Skip(1))
        {
            if (arguments.FirstOrDefault(a => a.Name == parameter.Name) is not { } argument)
            {
                reporter.Error(Descriptors.UnusableSchedule, location, type.ShortName(),
                    $"Evaluate has the parameter '{parameter.Name}', which is no parameter of the attribute's constructor");
                return null;
            }

            if (parameter.Type.TypeKind == TypeKind.Array)
            {
                reporter.Error(Descriptors.UnusableSchedule, location, type.ShortName(),
                    $"Evaluate takes '{parameter.Name}' as an array, which every step would allocate: take a ReadOnlySpan");
                return null;
            }

            if (!argument.Reaches(parameter) && !IsWider(parameter, argument))
            {
                string declared = argument.Parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
                reporter.Error(Descriptors.UnusableSchedule, location, type.ShortName(),
                    $"Evaluate has the parameter '{parameter.ToDisplayString()}', but the attribute's is declared as {declared}: declare "
                    + "both alike, an array as a ReadOnlySpan");
                return null;
            }

            literals.Add(argument.Literal);
            shown.Add($"{argument.Name} = {argument.Shown}");
        }

        long? until = attribute.Named("Until") as long?;
        if (until < 1)
        {
            reporter.Error(Descriptors.UnusableSchedule, location, type.ShortName(),
                $"Until is {until}, so that it never applies: say the count at which the next schedule takes over, or leave it out");
            return null;
        }

        return new ScheduleModel(
            Argument.Title(type.ShortName(), arguments), type.In(target), literals.ToEquatableArray(), shown.ToEquatableArray(),
            until ?? 0);
    }

    /// <summary>Whether a whole number is given as one with more digits, or as a double.</summary>
    private static bool IsWider(IParameterSymbol parameter, Argument argument) => parameter.RefKind == RefKind.None
        && (argument.Parameter.Type.SpecialType, parameter.Type.SpecialType) is
            (SpecialType.System_Int32, SpecialType.System_Int64 or SpecialType.System_Double)
            or (SpecialType.System_Int64 or SpecialType.System_Single, SpecialType.System_Double);
}
