using System.Collections.Immutable;

namespace SamFast;

/// <summary>The format of checkpoints: the length of the header (64 bits, little-endian), the header (JSON), the
/// elements of the tensors one after the other.</summary>
/// <remarks>github.com/huggingface/safetensors, "Format". Rows first, little-endian; offsets count from the end of the
/// header; no gaps, no overlaps.</remarks>
internal static class Safetensors
{
    /// <summary>Checked and copied at a time.</summary>
    internal const int PieceBytes = 1 << 20;

    /// <summary>The limit of the reference implementation.</summary>
    internal const int MostHeaderBytes = 100_000_000;

    /// <summary>The alignment of the elements, in bytes.</summary>
    internal const int Alignment = 64;

    internal const int LengthBytes = sizeof(ulong);

    internal const string Metadata = "__metadata__", DataType = "dtype", Shape = "shape", Offsets = "data_offsets";

    /// <summary>The bits of an element; null for a type that is not known.</summary>
    internal static int? Bits(string type) => type switch
    {
        "F64" or "I64" or "U64" or "C64" => 64,
        "F32" or "I32" or "U32" => 32,
        "F16" or "BF16" or "I16" or "U16" => 16,
        "BOOL" or "U8" or "I8" or "F8_E4M3" or "F8_E5M2" or "F8_E8M0" => 8,
        "F6_E2M3" or "F6_E3M2" => 6,
        "F4" => 4,
        _ => null,
    };
}

/// <summary>The header's entry of a tensor.</summary>
internal sealed record TensorEntry(string Name, string Type, ImmutableArray<long> Shape, long Begin, long End)
{
    public override string ToString() => $"{Texts.Shown(Name)}: {Type}[{string.Join(", ", Shape)}]";

    /// <summary>True if type, shape and size of the entry are those of a tensor.</summary>
    internal bool Fits(StoredTensor tensor) => Type == tensor.Type && HasShape(tensor.Shape) && End - Begin == tensor.Bytes;

    internal bool HasShape(ImmutableArray<int> shape) => Shape.SequenceEqual(shape.Select(dimension => (long)dimension));
}

/// <summary>The keys of SamFast's metadata. All of them are reserved, see <see cref="UserMetadata"/>.</summary>
internal static class MetadataKeys
{
    /// <summary>The version of the format.</summary>
    internal const string Version = "samfast";

    /// <summary>CRC-32C of the header, with 0 for its own eight digits.</summary>
    internal const string HeaderChecksum = "headerChecksum";

    /// <summary>CRC-32C of all that follows the header.</summary>
    internal const string DataChecksum = "dataChecksum";

    /// <summary>See <see cref="OptimizerPlan.Fingerprint"/>; files of parameters alone have none.</summary>
    internal const string Fingerprint = "fingerprint";

    /// <summary>A summary of the chain for people.</summary>
    internal const string Chain = "chain";

    /// <summary>The lines of <see cref="OptimizerPlan.Declaration"/>; since version 2.</summary>
    internal const string Declaration = "declaration";

    /// <summary>A fingerprint of the tensors' names and shapes.</summary>
    internal const string Layout = "layout";

    /// <summary>Prefix of the names of scalars.</summary>
    internal const string Scalar = "scalar.";

    /// <summary>Prefix of the names of hyperparameters that have a schedule; since version 2.</summary>
    internal const string Schedule = "schedule.";

    /// <summary>Prefix of the names of tensors that are in a group; since version 2.</summary>
    internal const string Group = "group.";

    /// <summary>The other programs' key of the program that a file is for.</summary>
    internal const string Format = "format";

    /// <summary>The version that is written.</summary>
    internal const string CurrentVersion = "2";

    /// <summary>The version before groups and schedules, which is still read.</summary>
    internal const string FirstVersion = "1";

    internal const string NoChecksum = "00000000";
}
