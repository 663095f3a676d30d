using System.Runtime.CompilerServices;

namespace SamFast;

public static partial class Pooling
{
    /// <summary>The work for each window.</summary>
    private enum Work
    {
        /// <summary>Writes the largest number.</summary>
        Max,

        /// <summary>Writes another number from the place of the largest.</summary>
        ReadLargest,

        /// <summary>Adds a number at the place of the largest.</summary>
        AddToLargest,

        /// <summary>Writes the mean.</summary>
        Mean,

        /// <summary>Adds an equal part of a number at each place.</summary>
        AddMean,
    }

    /// <summary>Calls the work of each window, for as many channels as there are lanes at a time.</summary>
    private static void Run<L, T>(Work work, ImageWindows windows, ref T from, ref T also, ref T to)
        where L : struct, ILanes<L, T>
        where T : unmanaged
    {
        double share = 1.0 / (windows.WindowHeight * windows.WindowWidth);
        for (int window = 0; window < windows.Windows; window++)
        {
            var clip = windows.ClipOf(window);
            for (int channel = 0; channel < windows.Channels; channel += L.Count)
            {
                int output = (window * windows.Channels) + channel;
                var column = new Column(
                    clip.First + channel, clip.Rows, clip.Columns, windows.Width * windows.Channels, windows.Channels,
                    Math.Min(L.Count, windows.Channels - channel));
                if (work == Work.Max)
                    Store(Largest<L, T>(column, ref from), ref to, output, column.Count);
                else if (work == Work.ReadLargest)
                    Store(AtLargest<L, T>(column, ref from, ref also), ref to, output, column.Count);
                else if (work == Work.AddToLargest)
                    AddAtLargest<L, T>(column, ref from, Load<L, T>(ref also, output, column.Count), ref to);
                else if (work == Work.Mean)
                    Store(Total<L, T>(column, ref from) * L.Create(share), ref to, output, column.Count);
                else
                    AddEverywhere(column, Load<L, T>(ref from, output, column.Count) * L.Create(share), ref to);
            }
        }
    }

    private static L Largest<L, T>(in Column column, ref T images)
        where L : struct, ILanes<L, T>
        where T : unmanaged
    {
        var largest = L.Create(double.NegativeInfinity);
        for (int y = 0; y < column.Rows; y++)
        {
            for (int x = 0; x < column.Columns; x++)
                largest = L.Max(largest, Load<L, T>(ref images, column.At(y, x), column.Count));
        }

        return largest;
    }

    private static L Total<L, T>(in Column column, ref T images)
        where L : struct, ILanes<L, T>
        where T : unmanaged
    {
        var total = L.Zero;
        for (int y = 0; y < column.Rows; y++)
        {
            for (int x = 0; x < column.Columns; x++)
                total += Load<L, T>(ref images, column.At(y, x), column.Count);
        }

        return total;
    }

    private static L AtLargest<L, T>(in Column column, ref T images, ref T others)
        where L : struct, ILanes<L, T>
        where T : unmanaged
    {
        var largest = Largest<L, T>(column, ref images);
        var (value, isOpen) = (L.Zero, L.Equal(L.Zero, L.Zero));
        for (int y = 0; y < column.Rows; y++)
        {
            for (int x = 0; x < column.Columns; x++)
            {
                int place = column.At(y, x);
                var isHit = L.Equal(Load<L, T>(ref images, place, column.Count), largest) & isOpen;
                value = L.Select(isHit, Load<L, T>(ref others, place, column.Count), value);
                isOpen &= ~isHit;
            }
        }

        return value;
    }

    private static void AddAtLargest<L, T>(in Column column, ref T images, L summand, ref T to)
        where L : struct, ILanes<L, T>
        where T : unmanaged
    {
        var largest = Largest<L, T>(column, ref images);
        var isOpen = L.Equal(L.Zero, L.Zero);
        for (int y = 0; y < column.Rows; y++)
        {
            for (int x = 0; x < column.Columns; x++)
            {
                int place = column.At(y, x);
                var isHit = L.Equal(Load<L, T>(ref images, place, column.Count), largest) & isOpen;
                var sum = Load<L, T>(ref to, place, column.Count) + L.Select(isHit, summand, L.Zero);
                Store(sum, ref to, place, column.Count);
                isOpen &= ~isHit;
            }
        }
    }

    private static void AddEverywhere<L, T>(in Column column, L summand, ref T to)
        where L : struct, ILanes<L, T>
        where T : unmanaged
    {
        for (int y = 0; y < column.Rows; y++)
        {
            for (int x = 0; x < column.Columns; x++)
            {
                int place = column.At(y, x);
                Store(Load<L, T>(ref to, place, column.Count) + summand, ref to, place, column.Count);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Load<L, T>(ref T first, int index, int count) where L : struct, ILanes<L, T> =>
        count == L.Count ? L.Load(ref first, (nuint)index) : L.LoadPart(ref Unsafe.Add(ref first, index), count, false);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<L, T>(L value, ref T first, int index, int count) where L : struct, ILanes<L, T>
    {
        if (count == L.Count)
            L.Store(value, ref first, (nuint)index);
        else
            L.StorePart(value, ref Unsafe.Add(ref first, index), count, false);
    }

    /// <summary>A window in a few adjacent channels.</summary>
    private readonly record struct Column(int First, int Rows, int Columns, int RowStride, int PixelStride, int Count)
    {
        internal int At(int y, int x) => First + (y * RowStride) + (x * PixelStride);
    }
}
