namespace SamFast.Generators.Gradients.Ir;

internal enum ArrayRole
{
    /// <summary>The parameters: read only, and active.</summary>
    Point,

    /// <summary>Data of the caller's: read only, and inactive.</summary>
    Data,

    /// <summary>A local array, or a workspace of the caller's.</summary>
    Local,

    /// <summary>Receives a result.</summary>
    Result,

    /// <summary>Values of the forward pass that the reverse pass reads.</summary>
    Tape,
}

/// <summary>An array, which stays memory: its elements are no values.</summary>
/// <param name="name">Its name in generated code.</param>
/// <param name="type">The type of its elements as values.</param>
/// <param name="storage">The type of its elements in memory, as C# writes it.</param>
internal sealed class ArrayVariable(string name, NumberType type, string storage, ArrayRole role)
{
    public string Name { get; } = name;

    public NumberType Type { get; } = type;

    public string Storage { get; } = storage;

    public ArrayRole Role { get; } = role;

    /// <summary>True if an element depends on the parameters.</summary>
    public bool IsActive { get; set; } = role == ArrayRole.Point;

    /// <summary>The region in which its life begins; null if it is the caller's.</summary>
    public Region? Home { get; set; }

    /// <summary>True if the caller passes it.</summary>
    public bool IsParameter { get; set; }

    /// <summary>The length of a local array.</summary>
    public Value? Length { get; set; }

    /// <summary>The array on the tape that holds former elements, which the reverse pass restores.</summary>
    public ArrayVariable? Former { get; set; }

    /// <summary>True if an element may change after it was read.</summary>
    public bool IsMutable => Role is not (ArrayRole.Point or ArrayRole.Data);
}
