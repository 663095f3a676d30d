namespace SamFast.Generators.Planning;

/// <summary>Sixth pass: numbers the vectors and slots of the slab, and the scalars of each tensor.</summary>
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

        number = 0;
        foreach (var vector in plan.Vectors)
            vector.Number = number++;
        number = 0;
        foreach (var field in plan.PerSegment)
        {
            field.Number = number;
            number += plan.IsRolledBack(field) ? 2 : 1;
        }
    }
}
