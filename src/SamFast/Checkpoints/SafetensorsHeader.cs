using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json;

namespace SamFast;

/// <summary>A header that was read and found to be in order.</summary>
internal sealed class SafetensorsHeader
{
    private const int MostAxes = 64;

    private readonly Dictionary<string, TensorEntry> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);

    private bool _hasMetadata;

    private SafetensorsHeader()
    {
    }

    /// <summary>The tensors, by their names.</summary>
    internal IReadOnlyDictionary<string, TensorEntry> Tensors => _tensors;

    /// <summary>The other entries of the header.</summary>
    internal IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>The offset of the checksum's digits; −1 without a checksum.</summary>
    internal int ChecksumStart { get; private set; } = -1;

    /// <summary>The size of the tensors in bytes.</summary>
    internal long DataBytes { get; private set; }

    /// <summary>Reads a header; takes memory in proportion to its length.</summary>
    /// <exception cref="CheckpointException">It is not in order.</exception>
    internal static SafetensorsHeader Parse(ReadOnlySpan<byte> json)
    {
        var header = new SafetensorsHeader();
        try
        {
            header.Read(json);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new CheckpointException(
                CheckpointProblem.Header, $"The header is not the JSON of a safetensors file: {exception.Message}", exception);
        }

        header.CheckOffsets();
        return header;
    }

    private static CheckpointException Malformed(string what) =>
        new(CheckpointProblem.Header, $"The header is not that of a safetensors file: {what}.");

    private void Read(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty || json[0] != '{')
            throw Malformed("it does not begin with '{'");
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 4 });
        reader.Read();
        while (NextKey(ref reader) is { } name)
        {
            reader.Read();
            if (name == Safetensors.Metadata)
                ReadMetadata(ref reader);
            else
                Add(_tensors, name, ReadTensor(ref reader, name));
        }

        if (reader.Read())
            throw Malformed("characters follow its last brace");
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        if (_hasMetadata)
            throw Twice(Safetensors.Metadata);
        _hasMetadata = true;
        Require(reader.TokenType == JsonTokenType.StartObject, "its metadata is not an object");
        while (NextKey(ref reader) is { } key)
        {
            reader.Read();
            Require(reader.TokenType == JsonTokenType.String, $"'{key}' of the metadata is not a string");
            if (key == MetadataKeys.HeaderChecksum && reader.ValueSpan.Length == MetadataKeys.NoChecksum.Length)
                ChecksumStart = (int)reader.TokenStartIndex + 1;
            Add(_metadata, key, reader.GetString()!);
        }
    }

    private static TensorEntry ReadTensor(ref Utf8JsonReader reader, string name)
    {
        Require(reader.TokenType == JsonTokenType.StartObject, $"'{name}' is not an object");
        string? type = null;
        ImmutableArray<long>? shape = null, offsets = null;
        while (NextKey(ref reader) is { } key)
        {
            reader.Read();
            switch (key)
            {
                case Safetensors.DataType when type is null:
                    Require(reader.TokenType == JsonTokenType.String, $"the type of '{name}' is not a string");
                    type = reader.GetString();
                    break;
                case Safetensors.Shape when shape is null:
                    shape = ReadNumbers(ref reader, name);
                    break;
                case Safetensors.Offsets when offsets is null:
                    offsets = ReadNumbers(ref reader, name);
                    break;
                case Safetensors.DataType or Safetensors.Shape or Safetensors.Offsets:
                    throw Twice($"{name}.{key}");
                default:
                    throw Malformed($"'{name}' has a '{key}'");
            }
        }

        return type is not null && shape is { } dimensions && offsets is { Length: 2 } range
            ? new TensorEntry(name, type, dimensions, range[0], range[1])
            : throw Malformed($"'{name}' lacks its type, its shape, or its two offsets");
    }

    private static ImmutableArray<long> ReadNumbers(ref Utf8JsonReader reader, string name)
    {
        Require(reader.TokenType == JsonTokenType.StartArray, $"a shape or the offsets of '{name}' are not an array");
        var numbers = ImmutableArray.CreateBuilder<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Require(numbers.Count < MostAxes, $"'{name}' has more than {MostAxes} axes");
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number) || number < 0)
                throw Malformed($"a shape or the offsets of '{name}' have elements that are not whole numbers of at least 0");
            numbers.Add(number);
        }

        return numbers.ToImmutable();
    }

    private static string? NextKey(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.PropertyName ? reader.GetString() : null;
    }

    private static void Add<TValue>(Dictionary<string, TValue> values, string key, TValue value)
    {
        if (!values.TryAdd(key, value))
            throw Twice(key);
    }

    private static CheckpointException Twice(string key) =>
        new(CheckpointProblem.DuplicateKey, $"'{key}' stands in the header twice.");

    private static void Require(bool isTrue, string otherwise)
    {
        if (!isTrue)
            throw Malformed(otherwise);
    }

    /// <summary>Throws if tensors overlap, leave gaps, or have sizes that contradict their shapes.</summary>
    private void CheckOffsets()
    {
        foreach (var tensor in _tensors.Values.OrderBy(t => t.Begin).ThenBy(t => t.End))
        {
            if (tensor.Begin != DataBytes)
            {
                throw new CheckpointException(CheckpointProblem.Offsets,
                    $"Tensor {tensor} begins at {tensor.Begin}, but the one before it ends at {DataBytes}.");
            }

            if (Safetensors.Bits(tensor.Type) is not { } bits)
            {
                throw new CheckpointException(
                    CheckpointProblem.DataType, $"Tensor {tensor} has a type that the format does not know.");
            }

            var size = tensor.Shape.Aggregate(new BigInteger(bits), (product, dimension) => product * dimension);
            var bytes = (BigInteger)tensor.End - tensor.Begin;
            if (size != bytes * 8)
            {
                throw new CheckpointException(CheckpointProblem.Offsets,
                    $"Tensor {tensor} takes {bytes} bytes according to its offsets, which contradicts its type and shape.");
            }

            DataBytes = tensor.End;
        }
    }
}
