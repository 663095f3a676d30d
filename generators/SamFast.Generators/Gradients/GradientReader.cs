using Microsoft.CodeAnalysis;
using SamFast.Generators.Declarations;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Gradients.Lowering;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Gradients;

/// <summary>Reads the signature of a differentiable method. Its body is not bound.</summary>
internal static class GradientReader
{
    /// <summary>The signature; null for a mistake.</summary>
    public static GradientModel? Read(IMethodSymbol method, Reporter reporter, CancellationToken cancellation)
    {
        if (method.Name.Length == 0 || IsUnknown(method.ReturnType) || method.Parameters.Any(p => p.Name.Length == 0 || IsUnknown(p.Type))
            || IsFaultyLayout(method, cancellation))
        {
            reporter.Fail();
            return null;
        }

        if (Problem(method, cancellation) is { } problem)
        {
            reporter.Error(Descriptors.UnsupportedLoss, method.Locations[0], method.Name, problem);
            return null;
        }

        if (IsHelper(method))
            return Helper(method, cancellation);
        var point = method.Parameters[0];
        var layout = LayoutShape.Of(point.Type);
        return new(
            TypeReader.Around(method, cancellation), Accessibility(method), layout?.Element ?? Numbers.OfSpan(point.Type)!.Value.Storage,
            method.ReturnType.ToDisplayString(), point.Name,
            layout is null ? null : point.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), method.Parameters.Skip(1).Select(Data).ToEquatableArray(), Place.Of(method.Locations[0]))
        {
            Length = layout?.Length,
            Segment = SegmentOf(method),
        };
    }

    /// <summary>True for a type that the compiler reports.</summary>
    private static bool IsUnknown(ITypeSymbol type) => type.TypeKind == TypeKind.Error
        || (type is IArrayTypeSymbol array && IsUnknown(array.ElementType)) || (type is INamedTypeSymbol named && named.TypeArguments.Any(IsUnknown));

    /// <summary>True if the parameters are a layout with mistakes, which are reported there.</summary>
    private static bool IsFaultyLayout(IMethodSymbol method, CancellationToken cancellation) => method.Parameters.Length > 0
        && method.Parameters[0].Type is INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: false } type && LayoutShape.Of(type) is not null
        && LayoutReader.Read(type, new Reporter(), cancellation) is null;

    private static int? SegmentOf(IMethodSymbol method) =>
        method.GetAttributes().FirstOrDefault(a => a.AttributeClass.MetadataName() == Names.Checkpoint) is { ConstructorArguments.Length: 1 } checkpoint
            ? checkpoint.ConstructorArguments[0].Value as int? : null;

    private static GradientModel Helper(IMethodSymbol method, CancellationToken cancellation)
    {
        string result = method.ReturnType.ToDisplayString();
        return new(TypeReader.Around(method, cancellation), Accessibility(method), result, result, "", null, default, Place.Of(method.Locations[0]))
        {
            IsHelper = true,
        };
    }

    /// <summary>True for a method of numbers, which others call.</summary>
    private static bool IsHelper(IMethodSymbol method) => method.IsGenericMethod || method.Parameters.Length == 0
        || (Numbers.OfSpan(method.Parameters[0].Type) is not { Number: Ir.NumberType.Single or Ir.NumberType.Double, IsReadOnly: true }
            && LayoutShape.Of(method.Parameters[0].Type) is null)
        || Numbers.Of(method.ReturnType) is not (Ir.NumberType.Single or Ir.NumberType.Double);

    private static string? Problem(IMethodSymbol method, CancellationToken cancellation)
    {
        if (!method.IsStatic)
            return "it belongs to an object: make it static, and pass what it reads";
        if (method.IsAsync)
            return "it is asynchronous: return a number";
        if (method.Parameters.FirstOrDefault(p => p.RefKind is RefKind.Out or RefKind.Ref) is { } reference && !IsHelper(method))
            return $"'{reference.Name}' is passed by reference: return the value, or pass a Span as a workspace";
        if (IsHelper(method))
            return null;
        if (SegmentOf(method) < 1)
            return "[Checkpoint] has a segment of less than 1 iteration: write a number such as 32";
        if (LayoutShape.Of(method.Parameters[0].Type) is not null && LayoutShape.Objection(method.Parameters[0].Type) is { } hidden)
            return hidden;
        if (method.ContainingType is { TypeKind: TypeKind.Interface } or { IsFileLocal: true } || method.ContainingType.Arity > 0)
            return $"generated code cannot join '{method.ContainingType.Name}': move it to a class that is neither generic nor file-local";
        if (TypeReader.NotPartial(method, cancellation) is { } type)
            return $"'{type.Name}' is not partial: write 'partial' before '{TypeReader.Keyword(type)}'";
        var taken = method.ContainingType.GetMembers().FirstOrDefault(m => !m.IsImplicitlyDeclared && Generated(method.Name).Contains(m.Name)
            && !MemberReader.HasGeneratedCode(m));
        if (taken is not null)
            return $"'{taken.Name}' has the name of a generated member: give it another name";
        var first = method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().First(m => IsDifferentiable(m) && !IsHelper(m));
        return !SymbolEqualityComparer.Default.Equals(first, method)
            ? "another differentiable method has its name: give it another one" : null;
    }

    public static bool IsDifferentiable(IMethodSymbol method) => method.GetAttributes().Any(a => a.AttributeClass.MetadataName() == Names.Differentiable);

    /// <summary>The members that a differentiable method brings.</summary>
    private static string[] Generated(string method) => [method + "Objective", method + "Gradient", method + "HessianProduct"];

    private static DataModel Data(IParameterSymbol parameter)
    {
        string name = parameter.Name;
        return Numbers.OfSpan(parameter.Type) is { } span && parameter.Type is INamedTypeSymbol
            ? new($"System::{parameter.Type.Name}<{span.Storage}>", name, !span.IsReadOnly)
            : new(parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), name, false);
    }

    private static string Accessibility(IMethodSymbol method) => method.DeclaredAccessibility switch
    {
        Microsoft.CodeAnalysis.Accessibility.Public => "public",
        Microsoft.CodeAnalysis.Accessibility.Internal => "internal",
        Microsoft.CodeAnalysis.Accessibility.Protected => "protected",
        Microsoft.CodeAnalysis.Accessibility.ProtectedOrInternal => "protected internal",
        Microsoft.CodeAnalysis.Accessibility.ProtectedAndInternal => "private protected",
        _ => "private",
    };
}
