using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Passes;

/// <summary>Collects the operands of a call over arrays.</summary>
internal sealed class Operands
{
    private readonly List<Operand> _operands = [];
    private readonly List<Value> _arguments = [];

    public void Number(string name, Value value)
    {
        _operands.Add(new Operand(name, null, _arguments.Count));
        _arguments.Add(value);
    }

    public void Part(string name, ArrayVariable array, Value start, Value length, Access access)
    {
        _operands.Add(new Operand(name, array, _arguments.Count, access));
        _arguments.AddRange([start, length]);
    }

    /// <summary>A number that the callee adds to: an array of one element.</summary>
    public void Reference(string name, ArrayVariable array, Value start, Value length)
    {
        _operands.Add(new Operand(name, array, _arguments.Count, Access.Add) { IsReference = true });
        _arguments.AddRange([start, length]);
    }

    /// <summary>Appends the call.</summary>
    public Op Call(Builder builder, Rule rule, Companion callee, bool isAdjoint)
    {
        var op = new Op(OpKind.Dense, builder.Region, [.. _arguments]) { Text = rule.Method, Operation = new Operation(rule, callee, _operands, isAdjoint) };
        builder.Region.Ops.Add(op);
        return op;
    }
}
