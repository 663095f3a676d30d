using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Symbols;

/// <summary>The lanes that kernels are written over: a type parameter with the constraint <c>ILanes</c>. Nothing else in the generator
/// names them.</summary>
internal static class LaneType
{
    /// <summary>The name of the type parameter, in generated code and in messages.</summary>
    public const string Name = "L";

    /// <summary>The constraint that authors write.</summary>
    public const string Constraint = "where L : ILanes<L>";

    /// <summary>True on processors with vectors of 64 bytes, in generated code: they have registers enough to load ahead.</summary>
    public const string IsWide = "Intrinsics::Vector512.IsHardwareAccelerated";

    private const string Interface = "ILanes";

    /// <summary>The constraint of a type parameter of generated code. A type of the user's may have the name <c>unmanaged</c>.</summary>
    public static string ConstraintOf(string parameter, string element) =>
        $"where {parameter} : struct, SamFast::Runtime.{Interface}<{parameter}, {element}>";

    /// <summary>The types of the lanes for one kind of processor.</summary>
    /// <param name="Condition">True on the processor, in generated code; null if it is any other.</param>
    /// <param name="Widest">The widest lanes, for sweeps.</param>
    /// <param name="Block">Lanes of 64 bytes, for reductions.</param>
    public sealed record Processor(string? Condition, Func<string, string> Widest, Func<string, string> Block)
    {
        /// <summary>The lanes of sweeps that draw random numbers, which alone fill the registers: never a pair.</summary>
        public Func<string, string> Single { get; init; } = Widest;

        /// <summary>The bytes of its widest register.</summary>
        public int Bytes { get; init; } = 16;

        /// <summary>Lanes in one register.</summary>
        /// <param name="bytes">The most bytes: 16, 32 or 64.</param>
        /// <param name="element">The type of an element.</param>
        public string OneRegister(int bytes, string element) => Lanes(8 * Math.Min(bytes, Bytes), element);
    }

    public static IReadOnlyList<Processor> Processors { get; } =
    [
        new(IsWide, e => Lanes(512, e), e => Lanes(512, e)) { Bytes = 64 },
        new("Intrinsics::Vector256.IsHardwareAccelerated", e => Lanes(256, e), e => Pair(Lanes(256, e), e)) { Bytes = 32 },
        new("Intrinsics::Arm.AdvSimd.IsSupported", e => Pair(Lanes(128, e), e), e => Pair(Pair(Lanes(128, e), e), e))
        {
            Single = e => Lanes(128, e),
        },
        new(null, e => Lanes(128, e), e => Pair(Pair(Lanes(128, e), e), e)),
    ];

    /// <summary>The constraint of a kernel that lanes do not meet, and the remedy; null if they meet all.</summary>
    public static string? Objection(IMethodSymbol kernel)
    {
        var type = kernel.TypeParameters[0];
        string? demanded = type.HasReferenceTypeConstraint ? "class"
            : type.HasUnmanagedTypeConstraint ? "unmanaged"
            : type.ConstraintTypes.FirstOrDefault(c => !IsMet(c, type))?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        return demanded is null
            ? null
            : $"has the constraint 'where {type.Name} : {demanded}', which lanes do not meet: declare "
                + $"'where {type.Name} : {Interface}<{type.Name}>'";
    }

    /// <summary>True for a vector type of .NET, which has one width.</summary>
    public static bool IsVector(ITypeSymbol type) => type is INamedTypeSymbol { Arity: 1 } vector && vector.Name.StartsWith("Vector", StringComparison.Ordinal)
        && vector.ContainingNamespace.ToDisplayString() is "System.Runtime.Intrinsics" or "System.Numerics";

    private static bool IsMet(ITypeSymbol constraint, ITypeParameterSymbol type) =>
        constraint is INamedTypeSymbol { Name: Interface, Arity: 1 } lanes && lanes.ContainingNamespace.ToDisplayString() == Names.Authoring
        && SymbolEqualityComparer.Default.Equals(lanes.TypeArguments[0], type);

    private static string Lanes(int bits, string element) => $"SamFast::Runtime.Lanes{bits}<{element}>";

    private static string Pair(string half, string element) => $"SamFast::Runtime.Pair<{half}, {element}>";
}
