using ScottPlot;

namespace SamFast.Gallery.Output;

/// <summary>Logarithmic axes of plots whose coordinates are common logarithms.</summary>
internal static class LogAxis
{
    /// <summary>Labels the powers of ten, and also 2 and 5 times these if there is room.</summary>
    public static void SetTicks(IAxis axis, IEnumerable<double> logarithms)
    {
        double[] all = [.. logarithms.Where(double.IsFinite)];
        if (all.Length == 0)
            return;
        int low = (int)Math.Floor(all.Min()), high = (int)Math.Ceiling(all.Max());
        bool hasRoom = high - low <= (axis.IsHorizontal() ? 2 : 3);
        var ticks = new ScottPlot.TickGenerators.NumericManual();
        for (int power = low; power <= high; power++)
        {
            ticks.AddMajor(power, $"{Math.Pow(10, power):#,0.########}");
            for (int digit = 2; digit < 10 && power < high; digit++)
            {
                double at = power + Math.Log10(digit);
                if (digit is 2 or 5 && hasRoom)
                    ticks.AddMajor(at, $"{digit * Math.Pow(10, power):#,0.########}");
                else
                    ticks.AddMinor(at);
            }
        }

        axis.TickGenerator = ticks;
    }
}
