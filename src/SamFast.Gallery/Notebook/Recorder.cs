using System.Numerics;

namespace SamFast.Gallery.Notebook;

/// <summary>Runs a contender from the start and keeps every step.</summary>
internal static class Recorder
{
    public static Call[] Record<T>(Walker<T> walker, int steps) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] parameters = Start<T>();
        var calls = new Call[steps];
        for (int i = 0; i < steps; i++)
        {
            var loss = DoubleWell.Loss(parameters[0], parameters[1]);
            long outerSteps = walker.OuterSteps;
            walker.Step(parameters);

            // Widening to double is exact, so equal points mean equal bits in the run's own precision.
            var after = new Point(double.CreateChecked(parameters[0]), double.CreateChecked(parameters[1]));
            calls[i] = new Call(double.CreateChecked(loss), after, walker.Evaluations, walker.OuterSteps > outerSteps);
        }

        return calls;
    }

    public static T[] Start<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [T.CreateChecked(Landmarks.Start.X), T.CreateChecked(Landmarks.Start.Y)];
}
