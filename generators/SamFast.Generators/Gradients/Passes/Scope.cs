using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Passes;

/// <summary>The new values that stand for the values of the user's method, region by region.</summary>
internal sealed class Scope(Scope? outer, Region region)
{
    private readonly Dictionary<Value, Value> _values = [];

    public Scope? Outer { get; } = outer;

    /// <summary>The region of new operations to which it belongs.</summary>
    public Region Region { get; } = region;

    public Value? Find(Value value)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope._values.TryGetValue(value, out var found))
                return found;
        }

        return null;
    }

    public void Set(Value value, Value stand) => _values[value] = stand;
}
