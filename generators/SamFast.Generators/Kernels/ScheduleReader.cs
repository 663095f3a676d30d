using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Kernels;

/// <summary>Reads a schedule: its <c>Evaluate</c> by signature, its arguments as literals.</summary>
internal static class ScheduleReader
{
    /// <returns>The schedule, or null if the reporter has errors.</returns>
    public static ScheduleModel? Read(
        AttributeData attribute, IReadOnlyList<Argument> arguments, INamedTypeSymbol target, Reporter reporter,
        Location? location)
    {
        var type = attribute.AttributeClass!;
        if (KernelClass.IsFaulty(type, target, reporter))
        {
            reporter.Fail();
            return null;
        }

        if (Objection(type, target, arguments) is { } objection)
        {
            reporter.Error(Descriptors.UnusableSchedule, location, type.ShortName(), objection);
            return null;
        }

        if (!arguments.All(argument => ElementRules.Check(argument, arguments, type.ShortName(), reporter)))
            return null;
        foreach (var argument in arguments)
            Ranges.Check(argument, arguments, type.ShortName(), allowMissing: true, reporter);

        var evaluate = Evaluate(type)!;
        Argument[] given = [.. KernelParameter.Of(evaluate).Skip(1).Select(parameter => arguments.First(a => a.Name == parameter.Name))];
        long? until = attribute.Named("Until") as long?;
        if (until < 1)
        {
            reporter.Error(Descriptors.UnusableSchedule, location, type.ShortName(),
                $"Until is {until}, so that it never applies: give the count at which the next schedule takes over, or leave it out");
            return null;
        }

        return new ScheduleModel(
            Argument.Title(type.ShortName(), arguments), type.FromRoot(), given.Select(a => a.Literal).ToEquatableArray(),
            given.Select(a => $"{a.Name} = {a.Recorded}").ToEquatableArray(), until ?? 0,
            Binder.Bind(evaluate, Kernel.Evaluate, new KernelScope(type, arguments, [])));
    }

    /// <summary>The first problem of the class of a schedule, and its remedy; null if there is none.</summary>
    public static string? Objection(INamedTypeSymbol type, INamedTypeSymbol user, IReadOnlyList<Argument> arguments)
    {
        var scope = new KernelScope(type, arguments, []);
        if (ClassRules.MustNotBeFileLocal(scope) is { } hidden)
            return hidden;
        string signature = Contract.Of(Kernel.Evaluate).Text.Replace("…", "long count, …");
        if (Evaluate(type) is not { } evaluate)
            return $"it does not have one method named 'Evaluate': declare 'public static {signature}'";
        return KernelRules.Objection(new KernelUse(evaluate, Kernel.Evaluate, scope, user))
            ?? (evaluate.Parameters[0].Name == "count" ? null : "Evaluate does not have 'long count' as its first parameter: write it first");
    }

    private static IMethodSymbol? Evaluate(INamedTypeSymbol type)
    {
        var methods = type.Methods().Where(m => m.Name == "Evaluate").ToArray();
        return methods.Length == 1 ? methods[0] : null;
    }
}
