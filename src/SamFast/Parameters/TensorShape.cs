using System.Collections.Immutable;

namespace SamFast;

/// <summary>One tensor of a model: its name, its dimensions and its group.</summary>
public sealed class TensorShape
{
    /// <summary>Describes a tensor.</summary>
    /// <param name="name">Its name, unique in the layout; not empty.</param>
    /// <param name="dimensions">The lengths of the axes, the slowest first (row-major); each at least 0. No axes: a single
    /// number.</param>
    /// <param name="group">The name of its group, for masks and partitions; tensors may share a group. Null for none.</param>
    /// <exception cref="ArgumentException">The name is empty, or the group is an empty string.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is negative, or there are more than 2³¹ − 1 elements.
    /// </exception>
    public TensorShape(string name, ReadOnlySpan<int> dimensions, string? group = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (group is { Length: 0 })
            throw new ArgumentException("The group is an empty string. Pass null for a tensor without a group.", nameof(group));
        long length = 1;
        foreach (int dimension in dimensions)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(dimension, nameof(dimensions));
            length = Math.Min(length * dimension, long.MaxValue / int.MaxValue);
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, int.MaxValue, nameof(dimensions));
        Name = name;
        Dimensions = [.. dimensions];
        Group = group;
        Length = (int)length;
    }

    /// <summary>The name of the tensor.</summary>
    public string Name { get; }

    /// <summary>The lengths of the axes, the slowest first.</summary>
    public ImmutableArray<int> Dimensions { get; }

    /// <summary>The name of its group, for masks and partitions; or null.</summary>
    public string? Group { get; }

    /// <summary>True if a matrix is [outputs, inputs], as the weights of torch's layers, and not [inputs, outputs]. The
    /// distinction matters to <see cref="MuonAttribute"/> and <see cref="AdaptiveGradClipAttribute"/>.</summary>
    public bool OutputsFirst { get; init; }

    /// <summary>The number of axes: 0 for a number, 1 for a vector, 2 for a matrix.</summary>
    public int Rank => Dimensions.Length;

    /// <summary>The number of elements.</summary>
    public int Length { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Name}: [{string.Join(", ", Dimensions)}]{(Group is null ? "" : $", group {Group}")}";
}
