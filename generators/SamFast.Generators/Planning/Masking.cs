using SamFast.Generators.Declarations;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Planning;

/// <summary>Gives every mask of a plan one name, however many transforms have it.</summary>
internal static class Masking
{
    public static Mask Find(Plan plan, NameTable names, MaskModel model)
    {
        var mask = plan.Masks.FirstOrDefault(m => m.Model.Equals(model));
        if (mask is null)
            plan.Masks.Add(mask = new Mask(names.Unique(Name(model)), model));
        return mask;
    }

    /// <summary><c>InDecay</c>, <c>NotInDecayOrBias</c>.</summary>
    private static string Name(MaskModel mask) =>
        (mask.IsExcept ? "NotIn" : "In") + string.Join("Or", mask.Groups.Select(Casing.Words));
}
