using ScottPlot;
using ScottPlot.MultiplotLayouts;
using ScottPlot.Plottables;

namespace SamFast.Gallery.Output;

/// <summary>What the figures have in common: colours, sizes, and how a panel is set up.</summary>
internal static class Style
{
    public static readonly Color Plain = Color.FromHex("#5b6770");
    public static readonly Color Sam = Color.FromHex("#0b61a4");
    public static readonly Color Adversary = Color.FromHex("#f08a24").WithAlpha(.6);

    // Room for the label beside ticks of any width: it is reserved before the ticks are known.
    private const float LeftMargin = 72;

    // Panels are so many columns of the grid wide, a legend beside them one.
    private const int Columns = 3;

    /// <summary>A titled panel with its legend out of the curves' way; null: the legend is beside the panels.</summary>
    public static void Panel(Plot plot, string title, string x, string y, Alignment? legend)
    {
        plot.Title(title, size: 17);
        plot.Axes.Title.Label.Bold = false;
        plot.XLabel(x, size: 14);
        plot.YLabel(y, size: 14);
        foreach (var axis in new IAxis[] { plot.Axes.Bottom, plot.Axes.Left })
        {
            axis.Label.Bold = false;
            axis.TickLabelStyle.FontSize = 13;
        }

        plot.Axes.Left.MinimumSize = LeftMargin;
        if (legend is { } place)
            Legend(plot, place);
        else
            plot.HideLegend();
    }

    /// <summary>A curve without markers.</summary>
    public static Scatter Curve(Plot plot, IEnumerable<Coordinates> points, string legend, Color color, float width)
    {
        var curve = plot.Add.ScatterLine(points.ToArray(), color);
        curve.LineWidth = width;
        curve.LegendText = legend;
        return curve;
    }

    /// <summary>Places panels on a grid, writes them as one picture, and disposes of them. If none shows its legend, the
    /// first one's is beside them, for all.</summary>
    public static string Save(IReadOnlyList<Plot> panels, int columns, int panelWidth, int panelHeight, string path)
    {
        var figure = new Multiplot();
        figure.RemovePlot(figure.GetPlot(0));
        var grid = new CustomGrid();
        int rows = (panels.Count + columns - 1) / columns, width = Columns * columns;
        bool hasLegendBeside = panels.All(panel => !panel.Legend.IsVisible);
        if (hasLegendBeside)
        {
            var legend = new Plot();
            legend.HideAxesAndGrid();
            legend.Legend.ManualItems.AddRange(panels[0].Legend.GetItems());
            Legend(legend, Alignment.MiddleCenter);
            figure.AddPlot(legend);
            grid.Set(legend, new GridCell(0, width, rows, ++width, rows, 1));
        }

        for (int i = 0; i < panels.Count; i++)
        {
            figure.AddPlot(panels[i]);
            grid.Set(panels[i], new GridCell(i / columns, Columns * (i % columns), rows, width, 1, Columns));
        }

        figure.Layout = grid;
        figure.SavePng(path, panelWidth * width / Columns, rows * panelHeight);
        foreach (var plot in figure.GetPlots())
            plot.Dispose();
        return path;
    }

    private static void Legend(Plot plot, Alignment place)
    {
        plot.ShowLegend(place);
        plot.Legend.FontSize = 13;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.OutlineColor = Colors.LightGray;
    }
}
