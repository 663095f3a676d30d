using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace SamFast.Gallery.Output;

/// <summary>The common style of all figures: sizes, fonts, colours and the layout of panels.</summary>
/// <remarks>All sizes are those on a page 830 pixels wide. The files have twice the resolution.</remarks>
internal static class Style
{
    public static readonly Color Plain = Color.FromHex("#8a959d");
    public static readonly Color Sam = Color.FromHex("#0b61a4");
    public static readonly Color Adversary = Color.FromHex("#f08a24").WithAlpha(.6);

    private const int PageWidth = 830, PixelDensity = 2;

    private const float TitleSize = 15, LabelSize = 13, TickSize = 12;

    // ScottPlot lays a panel out before it knows the width of the tick labels.
    private const float LeftMargin = 62;

    /// <summary>Sets the title, the axes and the legend of a panel. Without a legend, the panel uses the common legend below
    /// the figure.</summary>
    public static void Panel(Plot plot, string title, string x, string y, Alignment? legend = null)
    {
        plot.Title(title, TitleSize);
        plot.Axes.Title.Label.Bold = false;
        plot.XLabel(x, LabelSize);
        plot.YLabel(y, LabelSize);
        foreach (var axis in new IAxis[] { plot.Axes.Bottom, plot.Axes.Left })
        {
            axis.Label.Bold = false;
            Ticks(axis);
        }

        plot.Axes.Left.MinimumSize = LeftMargin;
        if (legend is { } place)
            Legend(plot, place);
        else
            plot.HideLegend();
    }

    /// <summary>Sets the font of tick labels, and the sign of negative ones.</summary>
    public static void Ticks(IAxis axis)
    {
        axis.TickLabelStyle.FontSize = TickSize;
        if (axis.TickGenerator is NumericAutomatic ticks)
            ticks.LabelFormatter = number => LabelFormatters.Numeric(number).Replace('-', '−');
    }

    /// <summary>Adds a curve without markers.</summary>
    public static Scatter Curve(Plot plot, IEnumerable<Coordinates> points, string legend, Color color, float width)
    {
        var curve = plot.Add.ScatterLine(points.ToArray(), color);
        curve.LineWidth = width;
        curve.LegendText = legend;
        return curve;
    }

    /// <summary>Writes panels as one picture, row by row, and disposes of them. If no panel has a legend, a common one is drawn
    /// below them.</summary>
    public static string Save(IReadOnlyList<Plot> panels, int columns, int panelHeight, string path)
    {
        int rows = (panels.Count + columns - 1) / columns, panelWidth = PageWidth / columns;
        using var legend = CommonLegend(panels);
        int legendHeight = legend is null ? 0 : (int)legend.Legend.LastRenderSize.Height + 2;

        var size = new SKImageInfo(PixelDensity * PageWidth, PixelDensity * ((rows * panelHeight) + legendHeight));
        using var surface = SKSurface.Create(size);
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(PixelDensity);
        for (int i = 0; i < panels.Count; i++)
            Draw(panels[i], i % columns * panelWidth, i / columns * panelHeight, panelWidth, panelHeight);
        if (legend is not null)
            Draw(legend, 0, rows * panelHeight, PageWidth, legendHeight);

        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        File.WriteAllBytes(path, png.AsSpan());
        foreach (var plot in panels)
            plot.Dispose();
        return path;

        void Draw(Plot plot, int left, int top, int width, int height)
        {
            plot.RenderManager.ClearCanvasBeforeEachRender = false;
            plot.Render(surface.Canvas, new PixelRect(left, left + width, top + height, top));
        }
    }

    /// <summary>A plot of the common legend of all panels, rendered once to measure it; null if it is empty, or if panels have
    /// legends.</summary>
    private static Plot? CommonLegend(IReadOnlyList<Plot> panels)
    {
        var items = panels.SelectMany(panel => panel.Legend.GetItems()).DistinctBy(item => item.LabelText).ToArray();
        if (items.Length == 0 || panels.Any(panel => panel.Legend.IsVisible))
            return null;
        var plot = new Plot();
        plot.HideAxesAndGrid();
        plot.Layout.Frameless();
        plot.Legend.ManualItems.AddRange(items);
        plot.Legend.Orientation = Orientation.Horizontal;
        plot.Legend.TightHorizontalWrapping = true;
        plot.Legend.Margin = new PixelPadding(1);
        Legend(plot, Alignment.MiddleCenter);
        plot.Legend.OutlineWidth = 0;
        plot.RenderInMemory(PageWidth, PageWidth);
        return plot;
    }

    private static void Legend(Plot plot, Alignment place)
    {
        plot.ShowLegend(place);
        plot.Legend.FontSize = TickSize;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.OutlineColor = Colors.LightGray;
    }
}
