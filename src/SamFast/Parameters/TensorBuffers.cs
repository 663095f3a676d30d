using System.Buffers;

namespace SamFast;

/// <summary>
/// Parameters and gradients in separate tensors, stepped in place: an optimizer made with their lengths steps
/// all of them in one call, without copying, nearly as fast as one flat vector. Make it once and keep it; dispose of it to let
/// the memory move again.
/// </summary>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed unsafe class TensorBuffers<T> : IDisposable where T : unmanaged
{
    private static long _versions;

    private readonly List<MemoryHandle> _pins = [];
    private readonly int[] _lengths;
    // 1 during a step; negative after disposal.
    private int _use;
    private int _missing;
    private T*[] _parameters = [];
    private T*[] _gradients = [];

    /// <summary>Pins the tensors.</summary>
    /// <param name="parameters">The parameters of each tensor; none may be listed twice or overlap another.</param>
    /// <param name="gradients">The gradient of each tensor, in the same order and of the same lengths; may overlap
    /// neither each other nor the parameters.</param>
    /// <exception cref="ArgumentNullException">A list is missing.</exception>
    /// <exception cref="ArgumentException">The lists or two tensors differ in length, or memory overlaps.</exception>
    public TensorBuffers(IReadOnlyList<Memory<T>> parameters, IReadOnlyList<Memory<T>> gradients)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(gradients);
        if (parameters.Count != gradients.Count)
        {
            throw new ArgumentException(
                $"There are {parameters.Count} parameter tensors and {gradients.Count} gradients. Pass one gradient per tensor.",
                nameof(gradients));
        }

        _lengths = [.. parameters.Select(tensor => tensor.Length)];
        for (int i = 0; i < _lengths.Length; i++)
        {
            if (gradients[i].Length != _lengths[i])
            {
                throw new ArgumentException(
                    $"Tensor {i} has {_lengths[i]} parameters, but its gradient has length {gradients[i].Length}. Pass a gradient of the same length.", nameof(gradients));
            }
        }

        try
        {
            _parameters = Pin(parameters);
            _gradients = Pin(gradients);
            RefuseOverlaps();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Pins arrays.</summary>
    /// <inheritdoc cref="TensorBuffers{T}(IReadOnlyList{Memory{T}}, IReadOnlyList{Memory{T}})"/>
    public TensorBuffers(T[][] parameters, T[][] gradients)
        : this(AsMemory(parameters, nameof(parameters)), AsMemory(gradients, nameof(gradients)))
    {
    }

    /// <summary>Creates tensors in memory of another owner, such as another library: <see cref="Place"/> sets their addresses.
    /// An optimizer throws until all are placed.</summary>
    /// <param name="lengths">The length of each tensor; each at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative.</exception>
    public TensorBuffers(ReadOnlySpan<int> lengths)
    {
        foreach (int length in lengths)
            ArgumentOutOfRangeException.ThrowIfNegative(length, nameof(lengths));
        _lengths = lengths.ToArray();
        _parameters = new T*[_lengths.Length];
        _gradients = new T*[_lengths.Length];
        _missing = _lengths.Count(length => length > 0);
    }

    /// <summary>The length of each tensor, for the optimizer's constructor: <c>[.. tensors.Lengths]</c>.</summary>
    public ReadOnlySpan<int> Lengths => _lengths;

    /// <summary>True if the memory was unpinned.</summary>
    public bool IsDisposed => Volatile.Read(ref _use) < 0;

    /// <summary>A number that these tensors have at their present addresses, and no others.</summary>
    internal long Version { get; private set; } = Interlocked.Increment(ref _versions);

    /// <summary>True if every tensor has been placed.</summary>
    internal bool IsPlaced => _missing == 0;

    internal T* Parameters(int tensor) => _parameters[tensor];

    internal T* Gradients(int tensor) => _gradients[tensor];

    /// <summary>Begins a step.</summary>
    /// <exception cref="ObjectDisposedException">They were disposed of.</exception>
    /// <exception cref="InvalidOperationException">Another step uses them.</exception>
    internal void Hold()
    {
        int use = Interlocked.CompareExchange(ref _use, 1, 0);
        ObjectDisposedException.ThrowIf(use < 0, this);
        if (use > 0)
            throw new InvalidOperationException("These tensors are in the middle of a step. Let one optimizer at a time step them.");
    }

    /// <summary>Ends it.</summary>
    internal void Release() => Volatile.Write(ref _use, 0);

    /// <summary>Sets the addresses of a tensor and its gradient. Allocates nothing.</summary>
    /// <remarks>The memory must not move, and must stay allocated for as long as an optimizer steps with it. The caller must
    /// ensure that no two tensors overlap; this method only compares a parameter tensor with its own gradient.</remarks>
    /// <param name="tensor">The tensor's place in the list.</param>
    /// <param name="parameters">The parameters: as many as the tensor's length.</param>
    /// <param name="gradient">Their gradient, as many.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such tensor.</exception>
    /// <exception cref="ArgumentNullException">An address of a tensor with elements is 0.</exception>
    /// <exception cref="ArgumentException">The two overlap.</exception>
    /// <exception cref="ObjectDisposedException">These tensors were disposed of.</exception>
    /// <exception cref="InvalidOperationException">They are in the middle of a step.</exception>
    public void Place(int tensor, T* parameters, T* gradient)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tensor);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tensor, _lengths.Length);
        if (_lengths[tensor] > 0)
        {
            ArgumentNullException.ThrowIfNull(parameters);
            ArgumentNullException.ThrowIfNull(gradient);
        }

        nuint bytes = (nuint)_lengths[tensor] * (nuint)sizeof(T);
        if ((nuint)parameters < (nuint)gradient + bytes && (nuint)gradient < (nuint)parameters + bytes)
            Throw.Overlap();
        Hold();
        if (bytes > 0 && _parameters[tensor] is null)
            _missing--;
        _parameters[tensor] = parameters;
        _gradients[tensor] = gradient;
        Version = Interlocked.Increment(ref _versions);
        Release();
    }

    /// <summary>Unpins the memory. An optimizer refuses these tensors from then on.</summary>
    /// <exception cref="InvalidOperationException">They are in the middle of a step; nothing was unpinned.</exception>
    public void Dispose()
    {
        if (Interlocked.CompareExchange(ref _use, -1, 0) > 0)
            throw new InvalidOperationException("These tensors are in the middle of a step. Dispose of them after the step.");
        foreach (var pin in _pins)
            pin.Dispose();
        _pins.Clear();
        (_parameters, _gradients) = ([], []);
    }

    private static Memory<T>[] AsMemory(T[][] arrays, string name)
    {
        ArgumentNullException.ThrowIfNull(arrays, name);
        return [.. arrays.Select(array => array.AsMemory())];
    }

    private T*[] Pin(IReadOnlyList<Memory<T>> tensors)
    {
        var pointers = new T*[tensors.Count];
        for (int i = 0; i < pointers.Length; i++)
        {
            _pins.Add(tensors[i].Pin());
            pointers[i] = (T*)_pins[^1].Pointer;
        }

        return pointers;
    }

    private void RefuseOverlaps()
    {
        var ranges = new (nuint Start, nuint End, string Name)[2 * _lengths.Length];
        for (int i = 0; i < _lengths.Length; i++)
        {
            nuint bytes = (nuint)_lengths[i] * (nuint)sizeof(T);
            ranges[2 * i] = ((nuint)_parameters[i], (nuint)_parameters[i] + bytes, $"the parameters of tensor {i}");
            ranges[(2 * i) + 1] = ((nuint)_gradients[i], (nuint)_gradients[i] + bytes, $"the gradient of tensor {i}");
        }

        var inOrder = ranges.Where(range => range.End > range.Start).OrderBy(range => range.Start).ToArray();
        for (int i = 1; i < inOrder.Length; i++)
        {
            if (inOrder[i].Start < inOrder[i - 1].End)
            {
                throw new ArgumentException(
                    $"In memory, {inOrder[i - 1].Name} overlap{(inOrder[i - 1].Name.StartsWith("the p", StringComparison.Ordinal) ? "" : "s")} "
                    + $"{inOrder[i].Name}. Use separate buffers.");
            }
        }
    }
}
