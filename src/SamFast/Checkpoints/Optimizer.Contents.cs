using System.Collections.Immutable;
using System.Globalization;

namespace SamFast;

/// <summary>The contents of a checkpoint.</summary>
public abstract unsafe partial class Optimizer<T>
{
    private static string ParameterType => sizeof(T) == sizeof(float) ? StoredTensor.Float32 : StoredTensor.Float64;

    private CheckpointWriter Compose(
        string target, T* parameters, int length, StateNames? names, IReadOnlyDictionary<string, string>? metadata)
    {
        CheckpointFile.CheckEndianness();
        CheckLength(target, new ReadOnlySpan<T>(parameters, length));
        var user = UserMetadata.Check(metadata, target);
        var visitor = Visit();
        if (names is not null)
            return ComposeForeign(target, visitor, parameters, names, user);
        var tensors = Stored(visitor, parameters, counter => visitor.Scalars.First(s => s.Name == counter).Bits != 0);
        return new CheckpointWriter(target, tensors, Metadata(visitor), user, isChecked: true);
    }

    private IEnumerable<(string Key, string Value)> Metadata(StateVisitor visitor)
    {
        var plan = GetPlan();
        return
        [
            (MetadataKeys.Version, MetadataKeys.CurrentVersion),
            (MetadataKeys.Fingerprint, plan.Fingerprint),
            (MetadataKeys.Chain, Texts.Repaired(Chain)),
            (MetadataKeys.Declaration, Texts.Repaired(string.Join('\n', plan.Declaration))),
            (MetadataKeys.Layout, Fingerprints.Of(Layout)),
            .. plan.Schedules.Select(s => (MetadataKeys.Schedule + s.Hyperparameter, Texts.Repaired(s.Description))),
            .. Layout.Where(t => t.Group is not null).Select(t => (MetadataKeys.Group + t.Name, t.Group!)),
            .. visitor.Scalars.Where(s => s.IsKept).Select(s => (MetadataKeys.Scalar + s.Name, ToText(s))),
        ];
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
        for (int tensor = 0; tensor < TensorCount; tensor++)
        {
            if (Has(part, tensor))
                yield return Stored(part, tensor, $"{Layout[tensor].Name}.{name}");
        }
    }

    private StoredTensor Stored(StatePart part, int tensor, string name)
    {
        int length = Length(part, tensor);
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
            _ => Layout[tensor].Dimensions,
        };
        return new StoredTensor(name, type, shape, Address(part, tensor), (long)length * ElementBytes(part));
    }

    /// <summary>The caller's parameters; without them, the parameters that a file may contain.</summary>
    private List<StoredTensor> ParameterTensors(T* parameters)
    {
        var tensors = new List<StoredTensor>();
        long start = 0;
        foreach (var shape in Layout)
        {
            tensors.Add(new StoredTensor(
                shape.Name, ParameterType, shape.Dimensions, parameters + start, (long)shape.Length * sizeof(T),
                parameters is not null ? TensorUse.Exchanged : TensorUse.Ignored));
            start += shape.Length;
        }

        return tensors;
    }

    /// <summary>Returns the bits of the scalars of a file, except of those that keep their current values.</summary>
    private static Dictionary<string, long> ReadScalars(SafetensorsHeader header, StateVisitor visitor, CheckpointOptions options)
    {
        var scalars = new Dictionary<string, long>();
        foreach (var scalar in visitor.Scalars)
        {
            bool stays = scalar.Kind == ScalarKind.Hyperparameter
                && (options.HasFlag(CheckpointOptions.KeepHyperparameters) || header.Metadata.ContainsKey(MetadataKeys.Schedule + scalar.Name));
            // Coefficients and measures are 0 until the next step.
            if (!stays)
                scalars[scalar.Name] = scalar.IsKept ? FromText(scalar, header.Metadata.GetValueOrDefault(MetadataKeys.Scalar + scalar.Name)) : 0;
        }

        return scalars;
    }

    /// <summary>Lets the properties of hyperparameters check the values of a file, and assigns none.</summary>
    private void CheckHyperparameters(StateVisitor visitor, Dictionary<string, long> scalars)
    {
        var values = visitor.Scalars.Where(s => s.Kind == ScalarKind.Hyperparameter && scalars.ContainsKey(s.Name))
            .ToDictionary(s => s.Name, s => scalars[s.Name]);
        try
        {
            CheckingThread = Environment.CurrentManagedThreadId;
            Visit(values);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new CheckpointException(CheckpointProblem.Value, $"A hyperparameter of the file is out of range. {exception.Message}", exception);
        }
        finally
        {
            CheckingThread = 0;
        }
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

    private static CheckpointException Impossible(string name, string? text) => new(
        CheckpointProblem.Value,
        text is null ? $"The file has no value of {name}." : $"The file has '{Texts.Shown(text)}' as {name}, which is not a valid value.");

    /// <summary>Throws unless the file has the tensors that this optimizer reads, and no others.</summary>
    /// <param name="header">The header of the file.</param>
    /// <param name="tensors">The tensors of this optimizer, parameters first.</param>
    /// <param name="isOfLayout">True if the file is known to be of this layout.</param>
    private void Match(SafetensorsHeader header, List<StoredTensor> tensors, bool isOfLayout)
    {
        if (Layout.Count > 0 && tensors[0].IsRead && IsWithoutParameters(header))
        {
            throw new CheckpointException(CheckpointProblem.OtherLayout,
                "The file has no parameters. Load it without parameters, or save them as well: Save(path, parameters).");
        }

        var unknown = header.Tensors.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var tensor in tensors)
        {
            unknown.Remove(tensor.Name);
            if (!header.Tensors.TryGetValue(tensor.Name, out var entry))
            {
                if (tensor.IsRead)
                    throw isOfLayout ? LacksState(tensor.Name) : OtherLayout($"The file has no tensor '{Texts.Shown(tensor.Name)}'.");
                continue;
            }

            if (entry.Type != tensor.Type)
            {
                throw new CheckpointException(
                    CheckpointProblem.DataType, $"Tensor {entry} should have the type {tensor.Type}.");
            }

            if (!entry.HasShape(tensor.Shape))
            {
                throw new CheckpointException(CheckpointProblem.Shape,
                    $"Tensor {entry} should have the shape [{string.Join(", ", tensor.Shape)}].");
            }
        }

        if (unknown.Count > 0)
            throw OtherLayout($"The file has a tensor '{Texts.Shown(unknown.First())}', which this optimizer does not have.");
    }

    private bool IsWithoutParameters(SafetensorsHeader header) => !Layout.Any(tensor => header.Tensors.ContainsKey(tensor.Name));

    private CheckpointException OtherLayout(string problem) => new(
        CheckpointProblem.OtherLayout,
        $"{problem} This {GetType().Name} was constructed for {InWords(Layout)}. Construct it with the layout of the optimizer that "
        + "was saved.");

    /// <summary>The file is of the same tensors, but one of them had no state there: a mask excluded its group.</summary>
    private CheckpointException LacksState(string name) => new(
        CheckpointProblem.OtherLayout,
        $"The file has no state '{Texts.Shown(name)}', which this {GetType().Name} needs: in the optimizer that was saved, the group of "
        + "that tensor was excluded. Construct the optimizer with the groups of the file; or load the parameters alone, with "
        + "Parameters<T>.Load, and start with new state.");
}
