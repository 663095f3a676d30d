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

    /// <summary>What the elements begin at a multiple of.</summary>
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

/// <summary>What the header says of a tensor.</summary>
internal sealed record TensorEntry(string Name, string Type, ImmutableArray<long> Shape, long Begin, long End)
{
    public override string ToString() => $"{Name}: {Type}[{string.Join(", ", Shape)}]";
}

/// <summary>The keys of SamFast's metadata.</summary>
internal static class MetadataKeys
{
    /// <summary>The version of what follows.</summary>
    internal const string Version = "samfast";

    /// <summary>CRC-32C of the header, with 0 for its own eight digits.</summary>
    internal const string HeaderChecksum = "headerChecksum";

    /// <summary>CRC-32C of all that follows the header.</summary>
    internal const string DataChecksum = "dataChecksum";

    /// <summary>See <see cref="OptimizerPlan.Fingerprint"/>.</summary>
    internal const string Fingerprint = "fingerprint";

    /// <summary>The same for people.</summary>
    internal const string Chain = "chain";

    /// <summary>A fingerprint of the tensors.</summary>
    internal const string Layout = "layout";

    /// <summary>What the names of scalars begin with.</summary>
    internal const string Scalar = "scalar.";

    /// <summary>The other programs' key of the program that a file is for.</summary>
    internal const string Format = "format";

    internal const string CurrentVersion = "1";

    internal const string NoChecksum = "00000000";
}
