using System.Collections;
using System.Globalization;
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
    private const int NamesInMessages = 12;

    private readonly TensorShape[] _tensors;
    private readonly int[] _starts;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    private Layout(TensorShape[] tensors, string argument)
    {
        long length = 0;
        _starts = new int[tensors.Length];
        for (int i = 0; i < tensors.Length; i++)
        {
            var tensor = tensors[i];
            ArgumentNullException.ThrowIfNull(tensor, nameof(tensors));
            if (!_places.TryAdd(tensor.Name, i))
                throw new ArgumentException($"Two tensors have the name '{tensor.Name}'. Use unique names.", nameof(tensors));
            _starts[i] = (int)Math.Min(length, int.MaxValue);
            length += tensor.Length;
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, int.MaxValue, argument);
        _tensors = tensors;
        ParameterCount = (int)length;
    }

    /// <summary>All tensors together.</summary>
    public int ParameterCount { get; }

    /// <summary>The number of tensors.</summary>
    public int Count => _tensors.Length;

    /// <summary>A tensor by its place.</summary>
    public TensorShape this[int index] => _tensors[index];

    /// <summary>Returns the index of a tensor's first element in the flat vector.</summary>
    /// <param name="index">The number of the tensor.</param>
    public int StartOf(int index) => _starts[index];

    /// <summary>Returns the number of a tensor.</summary>
    /// <param name="name">The name of the tensor.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="ArgumentException">No tensor has this name.</exception>
    public int IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _places.TryGetValue(name, out int index) ? index : throw NoTensor(name);
    }

    /// <summary>Allocates one flat vector for the tensors: cleared, aligned to a cache line, and pinned.</summary>
    /// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
    public Parameters<T> Allocate<T>() where T : unmanaged => new(this);

    /// <summary>Makes a layout of tensors.</summary>
    /// <param name="tensors">In the order of the flat vector.</param>
    /// <exception cref="ArgumentNullException">A tensor is missing.</exception>
    /// <exception cref="ArgumentException">Two have the same name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">They have more than 2³¹ − 1 elements together.</exception>
    public static Layout Create(ReadOnlySpan<TensorShape> tensors) => new(tensors.ToArray(), nameof(tensors));

    /// <summary>Creates a layout of vectors, named by their numbers: 0, 1, …</summary>
    /// <param name="tensorLengths">Their lengths, in the order of the flat vector; each at least 0.</param>
    /// <exception cref="ArgumentNullException">The lengths are null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative, or they have more than 2³¹ − 1 elements together.
    /// </exception>
    public static Layout Of(params int[] tensorLengths)
    {
        ArgumentNullException.ThrowIfNull(tensorLengths);
        foreach (int length in tensorLengths)
            ArgumentOutOfRangeException.ThrowIfNegative(length, tensorLengths.Length == 1 ? "parameterCount" : nameof(tensorLengths));
        var tensors = new TensorShape[tensorLengths.Length];
        for (int i = 0; i < tensors.Length; i++)
            tensors[i] = new TensorShape(i.ToString(CultureInfo.InvariantCulture), new ReadOnlySpan<int>(in tensorLengths[i]));
        return new(tensors, nameof(tensorLengths));
    }

    /// <summary>Returns the tensors' lengths. Without LINQ, whose generic code would delay the first optimizer of a
    /// process.</summary>
    internal int[] Lengths()
    {
        var lengths = new int[_tensors.Length];
        for (int i = 0; i < lengths.Length; i++)
            lengths[i] = _tensors[i].Length;
        return lengths;
    }

    /// <inheritdoc/>
    public IEnumerator<TensorShape> GetEnumerator() => ((IEnumerable<TensorShape>)_tensors).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private ArgumentException NoTensor(string name)
    {
        string others = string.Join(", ", _tensors.Take(NamesInMessages).Select(tensor => $"'{tensor.Name}'"))
            + (Count > NamesInMessages ? ", …" : "");
        return new ArgumentException(
            $"There is no tensor '{name}'. {(Count == 0 ? "The layout has no tensors" : $"The layout has {others}")}.", nameof(name));
    }
}
