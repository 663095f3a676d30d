using Microsoft.CodeAnalysis;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>Rules for a type that <c>[Sam]</c> or <c>[Partition]</c> names as an optimizer.</summary>
internal static class OperandRules
{
    /// <summary>The problem of an operand of SAM, and its remedy; null if it is an optimizer.</summary>
    public static string? Objection(ITypeSymbol operand, INamedTypeSymbol user) =>
        operand.GetAttributes().Any(a => a.AttributeClass.IsSam())
            ? "it is sharpness-aware itself: name the optimizer that it steps with"
            : operand is INamedTypeSymbol && operand.GetAttributes().Any(a => a.AttributeClass.IsOptimizer()) ? null : Remedy(operand, user);

    /// <summary>The remedy for a type without <c>[Optimizer]</c>: declare it as one, if it is a class that can be one; otherwise name another.</summary>
    public static string Remedy(ITypeSymbol operand, INamedTypeSymbol user) =>
        CanBeDeclared(operand, user)
            ? $"declare 'partial class {operand.Name}' with [Optimizer] and transforms"
            : "name a class of your own that is declared with [Optimizer]";

    /// <summary>True if a type is a class of this compilation that may have a generated half.</summary>
    public static bool CanBeDeclared(ITypeSymbol type, INamedTypeSymbol user) =>
        type is INamedTypeSymbol
        {
            TypeKind: TypeKind.Class, IsStatic: false, IsAbstract: false, IsRecord: false, IsFileLocal: false, IsGenericType: false,
            BaseType.SpecialType: SpecialType.System_Object,
        }
        && type.DeclaringSyntaxReferences.Length > 0
        && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, user.ContainingAssembly);
}
