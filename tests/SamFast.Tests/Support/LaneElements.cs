using System.Runtime.CompilerServices;

namespace SamFast.Tests;

/// <summary>The elements of lanes, which follow each other in memory.</summary>
internal static class LaneElements
{
    public static double Get<L>(L lanes, int lane) where L : ILanes<L> => L.IsDouble
        ? Unsafe.Add(ref Unsafe.As<L, double>(ref lanes), lane)
        : Unsafe.Add(ref Unsafe.As<L, float>(ref lanes), lane);

    public static void Set<L>(ref L lanes, int lane, double value) where L : ILanes<L>
    {
        if (L.IsDouble)
            Unsafe.Add(ref Unsafe.As<L, double>(ref lanes), lane) = value;
        else
            Unsafe.Add(ref Unsafe.As<L, float>(ref lanes), lane) = (float)value;
    }

    /// <summary>True if an element is 1.</summary>
    public static bool AnyIsOne<L>(L lanes) where L : ILanes<L>
    {
        for (int lane = 0; lane < L.Count; lane++)
        {
            if (Get(lanes, lane) == 1)
                return true;
        }

        return false;
    }
}
