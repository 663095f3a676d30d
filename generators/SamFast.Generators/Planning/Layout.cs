namespace SamFast.Generators.Planning;

/// <summary>Sixth pass: numbers the vectors and slots of the slab, and the scalars and masks of each tensor.</summary>
internal static class Layout
{
    public static void Assign(Plan plan)
    {
        foreach (var slots in plan.Slots.GroupBy(s => s.IsBFloat16))
        {
            // A tensor is in one part of a partition, so that the parts' slots share their memory.
            int first = 0;
            foreach (var alike in slots.GroupBy(s => s.Part is null ? 0 : s.IsAdversary ? 1 : 2))
            {
                int end = first;
                foreach (var part in alike.GroupBy(s => s.Part))
                {
                    int next = first;
                    foreach (var slot in part)
                    {
                        slot.Copies = plan.IsKeptTwice(slot) ? 2 : 1;
                        slot.Number = next;
                        next += slot.Vectors;
                    }

                    end = Math.Max(end, next);
                }

                first = end;
            }
        }

        int number = 0;
        foreach (var vector in plan.Vectors)
        {
            vector.Number = number;
            number += vector.Vectors;
        }

        number = 0;
        foreach (var slot in plan.OwnSlots)
            slot.Number = number++;
        number = 0;
        foreach (var field in plan.PerSegment)
        {
            field.Number = number;
            number += plan.IsRolledBack(field) ? 2 : 1;
        }

        foreach (var mask in plan.Masks)
            mask.Number = number++;
        plan.Scalars = number;
    }
}
