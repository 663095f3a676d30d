using System.Runtime.CompilerServices;
using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Passes;

/// <summary>Computes equal values once: operations with equal operands, and loads of an element that is not written in between.</summary>
internal sealed class Numbering
{
    private readonly Dictionary<Value, Value> _same = [];
    private readonly Dictionary<ArrayVariable, int> _versions = [];
    private readonly ConditionalWeakTable<object, object> _ids = new();
    private int _next;

    public static void Run(Routine routine)
    {
        var pass = new Numbering();
        pass.Run(routine.Top, []);
        if (routine.Result is { } result)
            routine.Result = pass.Same(result);
    }

    private void Run(Region region, Dictionary<string, Value> known)
    {
        // What an inner region computes is not visible outside.
        var seen = new Dictionary<string, Value>(known);
        foreach (var op in region.Ops.ToArray())
        {
            for (int i = 0; i < op.Arguments.Length; i++)
                op.Arguments[i] = Same(op.Arguments[i]);
            if (op.Regions.Count > 0)
            {
                Inner(op, seen);
                continue;
            }

            if (op.Kind is OpKind.Push or OpKind.Pop or OpKind.Dense || op.Written.Any())
            {
                Change(op.Kind is OpKind.Push or OpKind.Pop ? [op.Array!] : [.. op.Written]);
                continue;
            }

            if (op.Result is not { } result || op.Kind is OpKind.Parameter || (op.Kind == OpKind.Call && op.Function is null))
                continue;
            string key = Key(op);
            if (seen.TryGetValue(key, out var first))
            {
                _same[result] = first;
                first.Name ??= result.Name;
                region.Ops.Remove(op);
            }
            else
            {
                seen[key] = result;
            }
        }
    }

    private void Inner(Op op, Dictionary<string, Value> seen)
    {
        var written = op.Regions.SelectMany(Memory.Written).Distinct().ToArray();
        if (op.IsLoop)
            Change(written);
        var carried = op.Carried.Select(c => new Carried(Same(c.Initial), c.In, c.Result) { Out = c.Out }).ToArray();
        op.Carried.Clear();
        op.Carried.AddRange(carried);
        foreach (var region in op.Regions)
            Run(region, seen);
        Change(written);
        foreach (var c in carried)
            c.Out = Same(c.Out);
        foreach (var merge in op.Merges)
            (merge.Then, merge.Else) = (Same(merge.Then), Same(merge.Else));
        if (op.Condition is { } condition)
            op.Condition = Same(condition);
    }

    private void Change(ArrayVariable[] arrays)
    {
        foreach (var array in arrays)
            _versions[array] = ++_next;
    }

    private Value Same(Value value) => _same.TryGetValue(value, out var first) ? first : value;

    private string Key(Op op)
    {
        string key = $"{op.Kind} {op.Text} {op.Result!.Type} {BitConverter.DoubleToInt64Bits(op.Number)}";
        if (op.Array is { } array)
            key += $" {Id(array)}.{(_versions.TryGetValue(array, out int version) ? version : 0)}";
        return key + " " + string.Join(" ", op.Arguments.Select(Id));
    }

    private string Id(object item) => ((int)_ids.GetValue(item, _ => ++_next)).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
