using System.Numerics;

namespace SamFast.Tests;

/// <summary>An operation with inputs of one shape, and its companions.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="inputs">The inputs.</param>
/// <param name="outputLength">The length of the output.</param>
internal sealed class OperationCase<T>(T[][] inputs, int outputLength) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T[][] Inputs { get; } = inputs;

    public int OutputLength { get; } = outputLength;

    public required Evaluation<T> Evaluate { get; init; }

    public required Reverse<T> AddAdjoints { get; init; }

    public required Forward<T> EvaluateTangent { get; init; }

    public required Second<T> AddAdjointTangents { get; init; }

    /// <summary>True for the elements of an input that the operation depends on.</summary>
    public Func<int, int, bool> DependsOn { get; init; } = (_, _) => true;

    public T[] Output(T[][] inputs)
    {
        var output = new T[OutputLength];
        Evaluate(inputs, output);
        return output;
    }

    public T[][] Adjoints(T[][] inputs, T[] outputAdjoint)
    {
        T[][] adjoints = [.. inputs.Select(input => new T[input.Length])];
        AddAdjoints(inputs, Output(inputs), outputAdjoint, adjoints);
        return adjoints;
    }

    public T[] Tangent(T[][] tangents)
    {
        var tangent = new T[OutputLength];
        EvaluateTangent(Inputs, Output(Inputs), tangents, tangent);
        return tangent;
    }

    /// <summary>Random directions, 0 where the operation does not depend on the element.</summary>
    public T[][] Directions(Random random) =>
        [.. Inputs.Select((input, n) => input.Select((_, i) => DependsOn(n, i) ? Uniform(random) : T.Zero).ToArray())];

    public T[] Seed(Random random) => [.. Enumerable.Range(0, OutputLength).Select(_ => Uniform(random))];

    /// <summary>The inputs, moved along a direction.</summary>
    public T[][] Moved(T[][] directions, double distance) =>
        [.. Inputs.Zip(directions, (input, direction) => Sum(input, direction, distance))];

    public static T[] Sum(T[] a, T[] b, double factor) => [.. a.Zip(b, (x, y) => x + (T.CreateTruncating(factor) * y))];

    private static T Uniform(Random random) => T.CreateTruncating((2 * random.NextDouble()) - 1);
}

/// <summary>Computes the output.</summary>
internal delegate void Evaluation<T>(T[][] inputs, T[] output);

/// <summary>Adds the adjoints.</summary>
internal delegate void Reverse<T>(T[][] inputs, T[] output, T[] outputAdjoint, T[][] adjoints);

/// <summary>Computes the tangent of the output.</summary>
internal delegate void Forward<T>(T[][] inputs, T[] output, T[][] tangents, T[] outputTangent);

/// <summary>Adds the tangents of the adjoints.</summary>
internal delegate void Second<T>(
    T[][] inputs, T[] output, T[][] tangents, T[] outputTangent, T[] outputAdjoint, T[] outputAdjointTangent, T[][] adjointTangents);
