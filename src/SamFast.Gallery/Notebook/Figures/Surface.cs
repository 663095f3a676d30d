using SamFast.Gallery.Output;
using ScottPlot;
using ScottPlot.Plottables;

namespace SamFast.Gallery.Notebook.Figures;

/// <summary>The loss surface with its two wells.</summary>
internal static class Surface
{
    private static readonly CoordinateRect _area = new(-1, 3, -1.2, 1.2);

    public static string Save(string path)
    {
        var plot = new Plot();
        var heatmap = plot.Add.Heatmap(Loss(columns: 481, rows: 289));
        heatmap.Extent = _area;
        heatmap.FlipVertically = true;
        heatmap.Smooth = true;
        heatmap.Colormap = new ScottPlot.Colormaps.Viridis();
        Contours(plot, Colors.White.WithAlpha(.6));

        var scale = plot.Add.ColorBar(heatmap);
        Style.Ticks(scale.Axis);

        Mark(plot, Landmarks.SharpMinimum, MarkerShape.FilledCircle, Colors.White);
        Mark(plot, Landmarks.SmoothMinimum, MarkerShape.FilledCircle, Colors.White);
        Mark(plot, Landmarks.Start, MarkerShape.FilledDiamond, Colors.Black);
        Write(plot, Landmarks.SharpMinimum, "sharp minimum", Colors.Black, 34);
        Write(plot, Landmarks.SmoothMinimum, "smooth minimum", Colors.White, 12);
        Write(plot, Landmarks.Start, "start", Colors.Black, 12);

        Style.Panel(plot, "Loss: −exp(−(x − 2)² − y²) − exp(−(x² + 100y²))", "x", "y");
        plot.Axes.SetLimits(_area);
        return Style.Save([plot], columns: 1, panelHeight: 480, path);
    }

    /// <summary>Lines of equal loss over the whole area.</summary>
    public static ContourLines Contours(Plot plot, Color color)
    {
        const int Columns = 241, Rows = 145;
        double[,] loss = Loss(Columns, Rows);
        var grid = new Coordinates3d[Rows, Columns];
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
                grid[row, column] = new(X(column, Columns), Y(row, Rows), loss[row, column]);
        }

        var contours = plot.Add.ContourLines(grid);
        contours.ContourLineLevels = [-0.9, -0.7, -0.5, -0.3, -0.1];
        contours.LineStyle.Color = color;
        contours.LineStyle.Width = 1;
        contours.LabelStyle.IsVisible = false;
        contours.Colormap = null;
        return contours;
    }

    private static void Mark(Plot plot, Point point, MarkerShape shape, Color color) =>
        plot.Add.Marker(point.X, point.Y, shape, 10, color);

    /// <summary>Writes text at a number of pixels below a point.</summary>
    private static void Write(Plot plot, Point point, string text, Color color, float offset)
    {
        var label = plot.Add.Text(text, point.X, point.Y);
        label.LabelFontSize = 14;
        label.LabelFontColor = color;
        label.LabelAlignment = Alignment.UpperCenter;
        label.OffsetY = offset;
    }

    private static double[,] Loss(int columns, int rows)
    {
        var loss = new double[rows, columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                loss[row, column] = DoubleWell.Loss(X(column, columns), Y(row, rows));
        }

        return loss;
    }

    private static double X(int column, int columns) => _area.Left + column * _area.Width / (columns - 1);

    private static double Y(int row, int rows) => _area.Bottom + row * _area.Height / (rows - 1);
}
