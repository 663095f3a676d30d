using System.Collections;
using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>
/// The tensors of a model in the order of its flat vector, one after the other without gaps:
/// <c>Layout layout = [new("w1", [784, 128], "decay"), new("b1", [128])];</c>. Does not change once it is made.
/// </summary>
/// <remarks>Transforms that measure each tensor, need rows and columns, or act on groups find them here. An optimizer made
/// with plain lengths has a layout of vectors that are called by their numbers.</remarks>
[CollectionBuilder(typeof(Layout), nameof(Create))]
public sealed class Layout : IReadOnlyList<TensorShape>
{
    private readonly TensorShape[] _tensors;

    private Layout(TensorShape[] tensors, string argument)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        long length = 0;
        foreach (var tensor in tensors)
        {
            ArgumentNullException.ThrowIfNull(tensor, nameof(tensors));
            if (!names.Add(tensor.Name))
                throw new ArgumentException($"Two tensors are called '{tensor.Name}'. Give each a name of its own.", nameof(tensors));
            length += tensor.Length;
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, int.MaxValue, argument);
        _tensors = tensors;
        ParameterCount = (int)length;
    }

    /// <summary>All tensors together.</summary>
    public int ParameterCount { get; }

    /// <summary>How many tensors there are.</summary>
    public int Count => _tensors.Length;

    /// <summary>A tensor by its place.</summary>
    public TensorShape this[int index] => _tensors[index];

    /// <summary>Makes a layout of tensors.</summary>
    /// <param name="tensors">In the order of the flat vector.</param>
    /// <exception cref="ArgumentNullException">A tensor is missing.</exception>
    /// <exception cref="ArgumentException">Two have the same name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">They have more than 2³¹ − 1 elements together.</exception>
    public static Layout Create(ReadOnlySpan<TensorShape> tensors) => new(tensors.ToArray(), nameof(tensors));

    /// <summary>Makes a layout of vectors that are called by their numbers: 0, 1, …</summary>
    /// <param name="tensorLengths">Their lengths, in the order of the flat vector; each at least 0.</param>
    /// <exception cref="ArgumentNullException">There are no lengths.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative, or they have more than 2³¹ − 1 elements together.
    /// </exception>
    public static Layout Of(params int[] tensorLengths)
    {
        ArgumentNullException.ThrowIfNull(tensorLengths);
        foreach (int length in tensorLengths)
            ArgumentOutOfRangeException.ThrowIfNegative(length, tensorLengths.Length == 1 ? "parameterCount" : nameof(tensorLengths));
        return new([.. tensorLengths.Select((length, i) => new TensorShape($"{i}", [length]))], nameof(tensorLengths));
    }

    /// <inheritdoc/>
    public IEnumerator<TensorShape> GetEnumerator() => ((IEnumerable<TensorShape>)_tensors).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
