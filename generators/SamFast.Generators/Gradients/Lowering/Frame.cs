using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Gradients.Lowering;

/// <summary>A method whose body is lowered: the user's, or one that it calls.</summary>
/// <param name="Method">The method.</param>
/// <param name="Caller">The frame of the call; null for the user's method.</param>
/// <param name="Types">Its type arguments.</param>
internal sealed record Frame(IMethodSymbol Method, Frame? Caller, IReadOnlyDictionary<ISymbol, ITypeSymbol> Types)
{
    /// <summary>The keys of its result, of whether it returned, and of its instance among the variables.</summary>
    public object Result { get; } = new();

    public object Returned { get; } = new();

    public object This { get; } = new();

    public bool IsRecursive
    {
        get
        {
            for (var frame = Caller; frame is not null; frame = frame.Caller)
            {
                if (SymbolEqualityComparer.Default.Equals(frame.Method.OriginalDefinition, Method.OriginalDefinition))
                    return true;
            }

            return false;
        }
    }
}
