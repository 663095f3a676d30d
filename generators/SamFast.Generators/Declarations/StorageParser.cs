using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>Reads what an attribute says of the storage of slots: <c>BFloat16 = "mu, nu"</c>, <c>Rounding = …</c>.</summary>
internal static class StorageParser
{
    /// <param name="slots">The slots there are.</param>
    /// <returns>What is said; null where nothing is, or where it is wrong.</returns>
    public static StorageModel? Parse(
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
    public static IEnumerable<string> Names(AttributeData attribute) =>
        (attribute.Named("BFloat16") as string ?? "").Split(',').Select(n => n.Trim()).Where(n => n.Length > 0);

    private static string? Objection(IEnumerable<string> names, IReadOnlyCollection<string> slots, ChainOptions options)
    {
        if (options.IsDouble)
            return "only optimizers over float store slots in bfloat16: leave BFloat16 and Rounding out, or declare [Optimizer]";
        if (names.FirstOrDefault(name => !slots.Contains(name)) is not { } unknown)
            return null;
        return $"it has no slot named '{unknown}': " + (slots.Count == 0 ? "leave BFloat16 out" : $"name some of {string.Join(", ", slots)}");
    }
}
