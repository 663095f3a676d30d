using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SamFast;

/// <summary>Files of other programs, by the names that <see cref="StateNames"/> give.</summary>
public abstract unsafe partial class Optimizer<T>
{
    private const double MostSteps = 1L << 53;
    private const long MostMultiplications = 1_000_000;

    private CheckpointWriter ComposeForeign(
        string target, StateVisitor visitor, T* parameters, StateNames names, List<(string Key, string Value)> user)
    {
        if (names.Format is { } format)
        {
            if (user.Exists(entry => entry.Key == MetadataKeys.Format && entry.Value != format))
            {
                throw new ArgumentException(
                    $"{target}: the key '{MetadataKeys.Format}' of the metadata is reserved for the format of the names, which is "
                    + $"'{Texts.Shown(format)}'. Choose another key.");
            }

            user.RemoveAll(entry => entry.Key == MetadataKeys.Format);
        }

        return new CheckpointWriter(
            target, ForeignTensors(target, visitor, parameters, names, isReading: false),
            names.Format is null ? [] : [(MetadataKeys.Format, names.Format)], user, isChecked: false);
    }

    private void LoadForeign(CheckpointReader reader, T* parameters, string source, StateNames names)
    {
        var visitor = Visit();
        var tensors = ForeignTensors(source, visitor, parameters, names, isReading: true, reader.Header);
        Match(reader.Header, tensors, isOfLayout: false);
        reader.ReadData(
            tensors.Where(t => t.IsWritten && reader.Header.Tensors.ContainsKey(t.Name)).Select(t => t.Name), isChecked: false);
        Take(reader, visitor, DeduceScalars(source, reader, visitor, names), tensors);
    }

    /// <summary>The tensors of another program's file.</summary>
    private List<StoredTensor> ForeignTensors(
        string file, StateVisitor visitor, T* parameters, StateNames names, bool isReading, SafetensorsHeader? header = null)
    {
        var tensors = ParameterTensors(parameters);
        foreach (var part in visitor.Parts.Where(p => p.Place != StatePlace.PerTensorCoefficient))
        {
            if (part.NeededWhile is { } counter)
            {
                if (!isReading && visitor.Scalars.First(s => s.Name == counter).Bits != 0)
                {
                    throw new NotSupportedException(
                        $"{file}: this {GetType().Name} is in the middle of a period ({counter} is not 0), which other " +
                        "programs' files cannot represent. Save it at the end of the period.");
                }
            }
            else if (IsVector(part) && names.Slots.TryGetValue(part.Name, out string? name))
                tensors.AddRange(Stored(part, name));
            else
                throw Unnamed(file, part.Name);
        }

        return [.. tensors, .. StepTensors(names, header)];
    }

    private NotSupportedException Unnamed(string file, string name) => new(
        $"{file}: this {GetType().Name} has state '{name}', for which StateNames has no name. Save it in SamFast's own format.");

    /// <summary>The number of steps, as PyTorch saves it for each tensor: in float, or in double where that is its default
    /// type. Written in float, which it reads in either case.</summary>
    private IEnumerable<StoredTensor> StepTensors(StateNames names, SafetensorsHeader? header)
    {
        if (names.StepCount is null)
            yield break;
        float[] steps = GC.AllocateArray<float>(1, pinned: true);
        steps[0] = StepCount;
        foreach (var shape in Layout)
        {
            string name = $"{shape.Name}.{names.StepCount}";
            yield return IsDouble(header, name) ? StepTensor<double>(name, []) : StepTensor(name, steps);
        }
    }

    private static bool IsDouble(SafetensorsHeader? header, string tensor) =>
        header is not null && header.Tensors.TryGetValue(tensor, out var stored) && stored.Type == StoredTensor.Float64;

    private static StoredTensor StepTensor<TNumber>(string name, TNumber[] steps) where TNumber : unmanaged => new(
        name, sizeof(TNumber) == sizeof(float) ? StoredTensor.Float32 : StoredTensor.Float64, [],
        Marshal.UnsafeAddrOfPinnedArrayElement(steps, 0).ToPointer(), sizeof(TNumber), TensorUse.Optional, owner: steps);

    /// <summary>The bits of the scalars that follow from the number of steps.</summary>
    private Dictionary<string, long> DeduceScalars(
        string source, CheckpointReader reader, StateVisitor visitor, StateNames names)
    {
        long steps = ReadSteps(reader, names);
        var scalars = new Dictionary<string, long>();
        foreach (var scalar in visitor.Scalars)
        {
            switch (scalar.Kind)
            {
                case ScalarKind.Hyperparameter or ScalarKind.Scheduled:
                    break;
                case ScalarKind.State when !scalar.IsWhole:
                    scalars[scalar.Name] = BitConverter.DoubleToInt64Bits(PowerOf(source, visitor, scalar.Name, steps));
                    break;
                default:
                    scalars[scalar.Name] = scalar.Initial;
                    break;
            }
        }

        scalars[nameof(StepCount)] = steps;
        return scalars;
    }

    private long ReadSteps(CheckpointReader reader, StateNames names)
    {
        var possible = Layout.Select(shape => $"{shape.Name}.{names.StepCount}");
        string[] present = [.. possible.Where(reader.Header.Tensors.ContainsKey)];
        if (present.Length == 0)
            return names.StepCountIfAbsent;
        double first = ReadStep(reader, present[0]);
        foreach (string name in present)
        {
            double steps = ReadStep(reader, name);
            if (steps != first || steps is not (>= 0 and < MostSteps) || steps != Math.Truncate(steps))
                throw Impossible(name, $"{steps}");
        }

        return (long)first;
    }

    private static double ReadStep(CheckpointReader reader, string tensor) => IsDouble(reader.Header, tensor)
        ? Unsafe.ReadUnaligned<double>(reader.Elements(tensor))
        : Unsafe.ReadUnaligned<float>(reader.Elements(tensor));

    /// <summary>A decay's power: the scalar <c>b1Power</c> of the hyperparameter <c>B1</c>.</summary>
    private double PowerOf(string source, StateVisitor visitor, string name, long steps)
    {
        const string Ending = "Power";
        string? decay = name.EndsWith(Ending, StringComparison.Ordinal)
            ? char.ToUpperInvariant(name[0]) + name[1..^Ending.Length]
            : null;
        var property = visitor.Scalars.Find(s => s.Name == decay && s.Kind == ScalarKind.Hyperparameter);
        if (property.Name is null)
            throw Unnamed(source, name);
        if (steps > MostMultiplications)
            return Powers.Next(1, Math.Pow(property.Value, steps));
        double power = 1;
        for (long step = 0; step < steps; step++)
            power = Powers.Next(power, property.Value);
        return power;
    }
}
