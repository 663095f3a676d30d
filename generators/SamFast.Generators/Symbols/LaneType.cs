namespace SamFast.Generators.Symbols;

/// <summary>The vector type that kernels are written over. Nothing else in the generator names it.</summary>
internal static class LaneType
{
    public const string Namespace = "System.Runtime.Intrinsics";

    public const string Name = "Vector512";

    /// <summary>Bytes of one vector.</summary>
    public const int Bytes = 64;

    /// <summary>The static class of its operations, in generated code.</summary>
    public const string Operations = "Intrinsics::" + Name;

    /// <summary>The vector of an element type, in generated code.</summary>
    public static string Of(string element) => $"{Operations}<{element}>";
}
