using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Passes;

/// <summary>The reverse of calls over arrays: their rules.</summary>
internal sealed partial class Reverser
{
    private void ReverseCall(Op op, Adjoints adjoints)
    {
        var operation = op.Operation!;
        var seed = op.Result is { IsActive: true } result ? adjoints.Take(result) : null;
        Operand[] outputs = [.. operation.Operands.Where(o => o is { Access: Access.Write, Array.IsActive: true } && operation.Rule.Differentiates(o.Name))];
        if ((seed is not null || outputs.Length > 0) && !operation.Rule.IsForeignSource)
            AddAdjoints(op, seed, adjoints);
        foreach (var output in outputs)
            _builder.Clear(AdjointOf(output.Array!), Get(op.Arguments[output.First]), Get(op.Arguments[output.First + 1]));
        foreach (var (part, tape) in Enumerable.Reverse(op.Formers))
            Restore(tape, part.Array!, Get(op.Arguments[part.First]), Get(op.Arguments[part.First + 1]));
    }

    private void AddAdjoints(Op op, Value? seed, Adjoints adjoints)
    {
        var operation = op.Operation!;
        var rule = operation.Rule;
        var operands = new Operands();
        var numbers = new List<(Value Value, ArrayVariable Sum)>();
        foreach (var operand in operation.Operands)
        {
            if (operand.Array is { } array)
                AddPart(operand, array);
            else
                AddNumber(operand, op.Arguments[operand.First]);
        }

        if (op.Result is { } result)
        {
            operands.Number("result", Get(result));
            operands.Number("resultAdjoint", seed ?? _builder.Constant(0, result.Type));
        }

        operands.Call(_builder, rule, rule.Adjoint!, isAdjoint: true);
        foreach (var (value, sum) in numbers)
            adjoints.Add(_builder, value, _builder.Load(sum, _builder.Integer(0)));

        void AddPart(Operand operand, ArrayVariable array)
        {
            Value start = Get(op.Arguments[operand.First]), length = Get(op.Arguments[operand.First + 1]);
            operands.Part(operand.Name, array, start, length, Access.Read);
            if (!array.IsActive || operand.Access == Access.Write && !rule.Differentiates(operand.Name))
                return;
            Demand(operand);
            operands.Part(operand.Name + "Adjoint", AdjointOf(array), start, length, operand.Access == Access.Write ? Access.Read : Access.Add);
        }

        void AddNumber(Operand operand, Value value)
        {
            operands.Number(operand.Name, Get(value));
            if (!value.IsActive)
                return;
            Demand(operand);
            var sum = new ArrayVariable(Unique(Adjoints.NameOf(value.Name ?? operand.Name)), value.Type, Saving.Storage(value.Type), ArrayRole.Local)
            {
                IsActive = true,
            };
            _routine.Arrays.Add(sum);
            var one = _builder.Integer(1);
            _builder.Declare(sum, one);
            operands.Reference(operand.Name + "Adjoint", sum, _builder.Integer(0), one);
            numbers.Add((value, sum));
        }

        void Demand(Operand operand)
        {
            if (operand.Access == Access.Read && !rule.Adjoint!.Takes(operand.Name + "Adjoint"))
            {
                string stop = operand.Array is null ? "write Derivative.Stop(…) around it if that is meant" : "pass a copy whose elements are Derivative.Stop(…) if that is meant";
                string rest = rule.HasSource ? $", or give its rule a parameter '{operand.Name}Adjoint'" : "";
                throw new Refusal(op.Place, $"'{rule.Method}' has no derivative with respect to '{operand.Name}', which depends on the parameters: {stop}{rest}");
            }
        }
    }
}
