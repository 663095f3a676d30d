using System.Collections.Immutable;

namespace SamFast;

/// <summary>One tensor of a model: what it is called, its dimensions, and the group it belongs to.</summary>
public sealed class TensorShape
{
    /// <summary>Describes a tensor.</summary>
    /// <param name="name">Its name, of its own in the layout; not empty.</param>
    /// <param name="dimensions">How many elements along each axis, the slowest first (row-major); each at least 0. None: a
    /// single number.</param>
    /// <param name="group">What masks and partitions call it; tensors may share a group. Null: none.</param>
    /// <exception cref="ArgumentException">The name is empty, or the group is an empty string.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is negative, or there are more than 2³¹ − 1 elements.
    /// </exception>
    public TensorShape(string name, ReadOnlySpan<int> dimensions, string? group = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (group is { Length: 0 })
            throw new ArgumentException("A group needs a name. Pass null for a tensor without one.", nameof(group));
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

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>How many elements along each axis, the slowest first.</summary>
    public ImmutableArray<int> Dimensions { get; }

    /// <summary>What masks and partitions call it, or null.</summary>
    public string? Group { get; }

    /// <summary>Whether a matrix is [outputs, inputs], as the weights of torch's layers are, and not [inputs, outputs]. Transforms
    /// that tell the two apart are <see cref="MuonAttribute"/> and <see cref="AdaptiveGradClipAttribute"/>.</summary>
    public bool OutputsFirst { get; init; }

    /// <summary>How many axes it has: 0 for a number, 1 for a vector, 2 for a matrix.</summary>
    public int Rank => Dimensions.Length;

    /// <summary>How many elements it has.</summary>
    public int Length { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Name}: [{string.Join(", ", Dimensions)}]{(Group is null ? "" : $", group {Group}")}";
}
