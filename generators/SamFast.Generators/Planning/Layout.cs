namespace SamFast.Generators.Planning;

/// <summary>Sixth pass: numbers the vectors and slots of the slab, and the scalars of each tensor.</summary>
internal static class Layout
{
    public static void Assign(Plan plan)
    {
        foreach (var slots in plan.Slots.GroupBy(s => s.IsBFloat16))
        {
            int first = 0;
            foreach (var slot in slots)
            {
                slot.Copies = plan.IsKeptTwice(slot) ? 2 : 1;
                slot.Number = first;
                first += slot.Vectors;
            }
        }

        int number = 0;
        foreach (var vector in plan.Vectors)
            vector.Number = number++;
        number = 0;
        foreach (var slot in plan.OwnSlots)
            slot.Number = number++;
        number = 0;
        foreach (var field in plan.PerSegment)
        {
            field.Number = number;
            number += plan.IsRolledBack(field) ? 2 : 1;
        }
    }
}
