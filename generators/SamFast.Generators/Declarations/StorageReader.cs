using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>Reads the storage of slots: <c>BFloat16 = "mu, nu"</c>, <c>Rounding = …</c>.</summary>
internal static class StorageReader
{
    /// <summary>Adds the storage of an attribute's slots to its links; that of an alias replaces that of its links.</summary>
    public static ImmutableArray<DeclaredLink> Apply(
        AttributeData attribute, ImmutableArray<DeclaredLink> links, ChainOptions options, Reporter reporter, Location? location)
    {
        if (links.IsEmpty)
            return links;
        string owner = attribute.AttributeClass!.ShortName();
        var whole = links.Where(l => l.Kernel.Tensor is not null).SelectMany(l => l.Kernel.Slots).Select(s => s.Name);
        if (Names(attribute).FirstOrDefault(whole.Contains) is { } slot)
        {
            reporter.Error(Descriptors.TensorStorage, location, owner, slot);
            return links;
        }

        string[] slots = [.. links.SelectMany(l => l.Kernel.Slots).Select(s => s.Name).Distinct()];
        if (Read(attribute, owner, slots, options, reporter, location) is not { } given)
            return links;
        ImmutableArray<DeclaredLink> stored = [.. links.Select(link => link with { Storage = Merge(link, given) })];
        if (stored.All(l => l.Storage.BFloat16.Count == 0) && given.IsStochastic is not null)
        {
            reporter.Error(Descriptors.UnusableStorage, location, owner,
                "it has Rounding, but no slot in bfloat16: "
                + (slots.Length == 0 ? "leave Rounding out" : $"write BFloat16 = \"{string.Join(", ", slots)}\""));
        }

        return stored;
    }

    private static StorageModel Merge(DeclaredLink link, StorageModel given)
    {
        var own = given.BFloat16.Where(name => link.Kernel.Slots.Any(s => s.Name == name)).ToEquatableArray();
        return new StorageModel(own.Count > 0 ? own : link.Storage.BFloat16, given.IsStochastic ?? link.Storage.IsStochastic);
    }

    /// <param name="slots">The slots of the links.</param>
    /// <returns>The storage; null if nothing is given, or if the reporter has errors.</returns>
    private static StorageModel? Read(
        AttributeData attribute, string owner, IReadOnlyCollection<string> slots, ChainOptions options, Reporter reporter,
        Location? location)
    {
        var names = Names(attribute).ToEquatableArray();
        object? rounding = attribute.Named("Rounding");
        if (names.Count == 0 && rounding is null)
            return null;

        if (Objection(names, slots, options) is { } objection)
        {
            reporter.Error(Descriptors.UnusableStorage, location, owner, objection);
            return null;
        }

        if (rounding is not (null or 0 or 1))
        {
            reporter.Error(Descriptors.OutOfRange, location, "Rounding", owner, $"(StateRounding)({rounding})",
                "{StateRounding.Nearest, StateRounding.Stochastic}");
            return null;
        }

        return new StorageModel(names, rounding is null ? null : rounding is 1);
    }

    /// <summary>The slots that an attribute asks to store in bfloat16.</summary>
    private static IEnumerable<string> Names(AttributeData attribute) =>
        (attribute.Named("BFloat16") as string ?? "").Split(',').Select(n => n.Trim()).Where(n => n.Length > 0);

    private static string? Objection(IEnumerable<string> names, IReadOnlyCollection<string> slots, ChainOptions options)
    {
        if (options.IsDouble)
            return "only optimizers over float store slots in bfloat16: leave BFloat16 and Rounding out, or declare [Optimizer]";
        if (names.GroupBy(name => name).FirstOrDefault(uses => uses.Count() > 1)?.Key is { } twice)
            return $"BFloat16 names the slot '{twice}' twice: name it once";
        if (names.FirstOrDefault(name => !slots.Contains(name)) is not { } unknown)
            return null;
        return $"it has no slot named '{unknown}': " + (slots.Count == 0 ? "leave BFloat16 out" : $"name some of {string.Join(", ", slots)}");
    }
}
