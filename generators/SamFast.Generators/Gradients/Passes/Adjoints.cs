using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Passes;

/// <summary>The adjoints that the reverse of a region has summed up, for its own values and for those of outer regions.</summary>
internal sealed class Adjoints
{
    // In the order of the first contribution, so that generated code is reproducible.
    private readonly List<Value> _order = [];
    private readonly Dictionary<Value, Value> _sums = [];

    /// <summary>The values that have an adjoint.</summary>
    public IEnumerable<Value> Open => _order.Where(_sums.ContainsKey);

    public void Add(Builder builder, Value value, Value adjoint)
    {
        if (!_sums.TryGetValue(value, out var sum))
        {
            _order.Add(value);
            _sums[value] = adjoint;
        }
        else
        {
            _sums[value] = builder.Add(sum, adjoint)!;
        }
    }

    /// <summary>Removes and returns the adjoint of a value; null if it is 0.</summary>
    public Value? Take(Value value)
    {
        if (!_sums.TryGetValue(value, out var sum))
            return null;
        _sums.Remove(value);
        _order.Remove(value);
        return sum;
    }

    /// <summary>The name of an adjoint: <c>dSum</c> of <c>sum</c>.</summary>
    public static string NameOf(string name) => "d" + char.ToUpperInvariant(name[0]) + name.Substring(1);
}
