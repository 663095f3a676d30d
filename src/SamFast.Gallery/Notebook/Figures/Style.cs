using ScottPlot;
using ScottPlot.Plottables;

namespace SamFast.Gallery.Notebook.Figures;

/// <summary>What the figures have in common: colours, sizes, and how a panel is set up.</summary>
internal static class Style
{
    public static readonly Color Plain = Color.FromHex("#5b6770");
    public static readonly Color Sam = Color.FromHex("#0b61a4");
    public static readonly Color Adversary = Color.FromHex("#f08a24").WithAlpha(.6);

    /// <summary>A titled panel with its legend out of the curves' way.</summary>
    public static void Panel(Plot plot, string title, string x, string y, Alignment legend)
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

        plot.ShowLegend(legend);
        plot.Legend.FontSize = 13;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.OutlineColor = Colors.LightGray;
    }

    /// <summary>A curve without markers.</summary>
    public static Scatter Curve(Plot plot, IEnumerable<Coordinates> points, string legend, Color color, float width)
    {
        var curve = plot.Add.ScatterLine(points.ToArray(), color);
        curve.LineWidth = width;
        curve.LegendText = legend;
        return curve;
    }

    /// <summary>Places panels on a grid, writes them as one picture, and disposes of them.</summary>
    public static string Save(IReadOnlyList<Plot> panels, int columns, int panelWidth, int panelHeight, string path)
    {
        int rows = (panels.Count + columns - 1) / columns;
        var figure = new Multiplot();
        figure.RemovePlot(figure.GetPlot(0));
        foreach (var panel in panels)
            figure.AddPlot(panel);
        figure.Layout = new ScottPlot.MultiplotLayouts.Grid(rows, columns);
        figure.SavePng(path, columns * panelWidth, rows * panelHeight);
        foreach (var panel in panels)
            panel.Dispose();
        return path;
    }
}
