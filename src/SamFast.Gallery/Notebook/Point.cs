namespace SamFast.Gallery.Notebook;

/// <summary>A point of the parameter plane.</summary>
internal readonly record struct Point(double X, double Y)
{
    public double DistanceTo(Point other) => double.Hypot(X - other.X, Y - other.Y);
}
