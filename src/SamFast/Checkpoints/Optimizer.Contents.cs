using System.Collections.Immutable;
using System.Globalization;

namespace SamFast;

/// <summary>What a checkpoint has of an optimizer.</summary>
public abstract unsafe partial class Optimizer<T>
{
    private static string ParameterType => sizeof(T) == sizeof(float) ? StoredTensor.Float32 : StoredTensor.Float64;

    private CheckpointWriter Compose(T* parameters, int length, StateNames? names)
    {
        CheckEndianness();
        if (length > 0)
            Check(new ReadOnlySpan<T>(parameters, length));
        var visitor = Visit();
        if (names is not null)
        {
            return new CheckpointWriter(
                Stored(visitor, parameters, names, isReading: false),
                names.Format is { } format ? [(MetadataKeys.Format, format)] : [], isChecked: false);
        }

        (string, string)[] metadata =
        [
            (MetadataKeys.Version, MetadataKeys.CurrentVersion),
            (MetadataKeys.Fingerprint, GetPlan().Fingerprint),
            (MetadataKeys.Chain, Chain),
            (MetadataKeys.Layout, Fingerprints.Of(Layout)),
            .. visitor.Scalars.Where(s => s.IsKept).Select(s => (MetadataKeys.Scalar + s.Name, ToText(s))),
        ];
        var tensors = Stored(visitor, parameters, counter => visitor.Scalars.First(s => s.Name == counter).Bits != 0);
        return new CheckpointWriter(tensors.Where(t => t.IsRead), metadata, isChecked: true);
    }

    private string Chain => GetPlan().Summary.ReplaceLineEndings(" ");

    private static string InWords(Layout layout) => layout.Count switch
    {
        0 => "no tensors",
        1 => $"{layout[0]}",
        _ => $"{layout.Count} tensors from {layout[0]} to {layout[^1]}",
    };

    /// <summary>The tensors of a file in which a counter is not 0 where <paramref name="isCounting"/> says
    /// so.</summary>
    private List<StoredTensor> Stored(StateVisitor visitor, T* parameters, Func<string, bool> isCounting)
    {
        var tensors = ParameterTensors(parameters);
        foreach (var part in visitor.Parts.Where(p => p.Place != StatePlace.PerTensorCoefficient))
        {
            if (part.NeededWhile is null || isCounting(part.NeededWhile))
                tensors.AddRange(Stored(part, part.Name));
        }

        return tensors;
    }

    private IEnumerable<StoredTensor> Stored(StatePart part, string name)
    {
        for (int segment = 0; segment < SegmentCount; segment++)
        {
            if (Has(part, segment))
                yield return Stored(part, segment, $"{Layout[segment].Name}.{name}");
        }
    }

    private StoredTensor Stored(StatePart part, int segment, string name)
    {
        int length = Length(part, segment);
        string type = TypeOf(part) switch
        {
            StateType.BF16 => StoredTensor.BFloat16,
            StateType.F32 => StoredTensor.Float32,
            _ => StoredTensor.Float64,
        };
        var shape = part.Place switch
        {
            StatePlace.Own => [length],
            StatePlace.PerTensor => ImmutableArray<int>.Empty,
            _ => Layout[segment].Dimensions,
        };
        return new StoredTensor(name, type, shape, Address(part, segment), (long)length * ElementBytes(part));
    }

    /// <summary>The caller's parameters; where there are none, what a file may have of them.</summary>
    private List<StoredTensor> ParameterTensors(T* parameters)
    {
        var tensors = new List<StoredTensor>();
        long start = 0;
        foreach (var shape in Layout)
        {
            tensors.Add(new StoredTensor(
                shape.Name, ParameterType, shape.Dimensions, parameters + start, (long)shape.Length * sizeof(T),
                isRead: parameters is not null));
            start += shape.Length;
        }

        return tensors;
    }

    /// <summary>The bits of the scalars that a file has, after all else that its metadata says was checked.</summary>
    private Dictionary<string, long> ReadScalars(CheckpointReader reader, StateVisitor visitor)
    {
        var metadata = reader.Header.Metadata;
        if (!metadata.TryGetValue(MetadataKeys.Version, out string? version))
        {
            throw new CheckpointException(CheckpointProblem.Foreign,
                "The file was not written by SamFast. To read another program's, pass StateNames.");
        }

        if (version != MetadataKeys.CurrentVersion)
        {
            throw new CheckpointException(CheckpointProblem.Version,
                $"The file is in version {version} of the format; this SamFast knows {MetadataKeys.CurrentVersion}.");
        }

        reader.CheckHeader();
        if (metadata.GetValueOrDefault(MetadataKeys.Fingerprint) != GetPlan().Fingerprint)
        {
            throw new CheckpointException(CheckpointProblem.OtherChain,
                $"The checkpoint is of another chain. {metadata.GetValueOrDefault(MetadataKeys.Chain)} This is {Chain}");
        }

        // What is not kept is 0 until the next step.
        return visitor.Scalars.ToDictionary(
            s => s.Name, s => s.IsKept ? FromText(s, metadata.GetValueOrDefault(MetadataKeys.Scalar + s.Name)) : 0);
    }

    /// <summary>A text that is the value, exactly.</summary>
    private static string ToText(StateScalar scalar) => scalar switch
    {
        { IsWhole: true } => scalar.Bits.ToString(CultureInfo.InvariantCulture),
        _ when double.IsFinite(scalar.Value) => scalar.Value.ToString("R", CultureInfo.InvariantCulture),
        _ => "0x" + scalar.Bits.ToString("x16", CultureInfo.InvariantCulture),
    };

    private static long FromText(StateScalar scalar, string? text)
    {
        const NumberStyles Hexadecimal = NumberStyles.AllowHexSpecifier, Decimal = NumberStyles.AllowLeadingSign;
        var culture = CultureInfo.InvariantCulture;
        long bits = 0;
        bool isRight = text is not null && (scalar.IsWhole
            ? long.TryParse(text, Decimal, culture, out bits)
                && (scalar.Most == 0 || (bits >= 0 && bits <= scalar.Most))
            : text.StartsWith("0x", StringComparison.Ordinal)
                ? long.TryParse(text.AsSpan(2), Hexadecimal, culture, out bits)
                : double.TryParse(text, NumberStyles.Float, culture, out double value)
                    && double.IsFinite(value) && (bits = BitConverter.DoubleToInt64Bits(value)) == bits);
        return isRight ? bits : throw Impossible(scalar.Name, text);
    }

    private static CheckpointException Impossible(string name, string? text, Exception? cause = null) =>
        new(CheckpointProblem.Value, $"For {name}, the checkpoint has {(text is null ? "nothing" : $"'{text}'")}.", cause);

    /// <summary>Refuses a file that has other tensors.</summary>
    private void Match(SafetensorsHeader header, List<StoredTensor> tensors)
    {
        var unknown = header.Tensors.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var tensor in tensors)
        {
            unknown.Remove(tensor.Name);
            if (!header.Tensors.TryGetValue(tensor.Name, out var entry))
            {
                if (tensor.IsRead)
                    throw OtherLayout($"lacks tensor '{tensor.Name}'");
                continue;
            }

            if (entry.Type != tensor.Type)
            {
                throw new CheckpointException(
                    CheckpointProblem.DataType, $"Tensor {entry} should have the type {tensor.Type}.");
            }

            if (!entry.Shape.SequenceEqual(tensor.Shape.Select(dimension => (long)dimension)))
            {
                throw new CheckpointException(CheckpointProblem.Shape,
                    $"Tensor {entry} should have the shape [{string.Join(", ", tensor.Shape)}].");
            }
        }

        if (unknown.Count > 0)
            throw OtherLayout($"has tensor '{unknown.First()}'");
    }

    /// <summary>Refuses a file of other tensors, which need not have any in it.</summary>
    private void MatchLayout(SafetensorsHeader header)
    {
        if (header.Metadata.GetValueOrDefault(MetadataKeys.Layout) != Fingerprints.Of(Layout))
            throw OtherLayout("is of other tensors");
    }

    private CheckpointException OtherLayout(string what) => new(
        CheckpointProblem.OtherLayout,
        $"The checkpoint {what}, which does not fit this {GetType().Name} for {InWords(Layout)}.");

    /// <summary>Gives all scalars their values, or none.</summary>
    private void Assign(StateVisitor before, Dictionary<string, long> scalars)
    {
        try
        {
            Visit(scalars);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            Visit(before.Scalars.ToDictionary(s => s.Name, s => s.Bits));
            throw Impossible(exception.ParamName ?? "a hyperparameter", exception.ActualValue?.ToString(), exception);
        }
    }
}
