using System.Reflection;

namespace SamFast.Generators.Tests.Solutions;

/// <summary>Creates an optimizer and takes some steps through its interfaces, for any names of its members.</summary>
internal static class Steps
{
    /// <summary>Some blocks and a part of a block.</summary>
    private const int Length = 37;

    private const int Count = 5;

    /// <summary>A hash of the parameters and the counts after the steps.</summary>
    public static int Hash(Assembly assembly, string type)
    {
        object optimizer = Activator.CreateInstance(assembly.GetType(type, throwOnError: true)!, Length)!;
        return optimizer is Optimizer<double> ? Hash<double>(optimizer) : Hash<float>(optimizer);
    }

    private static int Hash<T>(object optimizer) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var parameters = new T[Length];
        var guard = new T[3 * Length];
        for (int i = 0; i < Length; i++)
            parameters[i] = T.CreateChecked(Math.Sin(i + 1));
        parameters.CopyTo(guard, Length);
        for (int step = 0; step < Count; step++)
            Step((IOptimizer<T>)optimizer, guard.AsSpan(Length, Length));
        Assert.All(guard[..Length].Concat(guard[(2 * Length)..]), value => Assert.Equal(T.Zero, value));
        var hash = new HashCode();
        foreach (var value in guard)
            hash.Add(BitConverter.DoubleToInt64Bits(double.CreateChecked(value)));
        hash.Add(((Optimizer<T>)optimizer).StepCount);
        hash.Add(((Optimizer<T>)optimizer).ParameterCount);
        return hash.ToHashCode();
    }

    private static void Step<T>(IOptimizer<T> optimizer, Span<T> parameters) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var gradients = new T[Length];
        if (optimizer is IHessianOptimizer<T> { NeedsHessian: true } observing)
        {
            Gradient<T>(parameters, gradients);
            observing.Step(parameters, gradients, Enumerable.Repeat(T.One, Length).ToArray());
        }
        else
        {
            optimizer.StepWith(parameters, gradients, Gradient);
        }

        Assert.Equal(((Optimizer<T>)optimizer).StepCount, optimizer.StepCount);
    }

    /// <summary>The gradient of half the squared distance to 0.25, if requested, and the distance.</summary>
    private static double Gradient<T>(ReadOnlySpan<T> point, Span<T> gradient) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        double value = 0;
        for (int i = 0; i < point.Length; i++)
        {
            double distance = double.CreateChecked(point[i]) - 0.25;
            value += distance * distance / 2;
            if (!gradient.IsEmpty)
                gradient[i] = T.CreateChecked(distance);
        }

        return value;
    }
}
