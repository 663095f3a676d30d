namespace SamFast.Generators.Planning;

/// <summary>Sixth pass: numbers the slots of the slab.</summary>
internal static class Layout
{
    public static void Assign(Plan plan)
    {
        int number = 0;
        foreach (var slot in plan.Slots)
        {
            slot.Copies = slot.IsAdversary && plan.KeepsTwoAdversaries ? 2 : 1;
            slot.Number = number;
            number += slot.Copies;
        }
    }
}
