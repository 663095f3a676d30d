using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Passes;

/// <summary>The tangents of calls over arrays.</summary>
internal sealed partial class Tangents
{
    private void Call(Op op, Op copy)
    {
        var operation = op.Operation!;
        bool isActive = op.Arguments.Any(a => a.IsActive) || operation.Operands.Any(o => o is { Access: not Access.Write, Array.IsActive: true });
        if (!isActive)
        {
            foreach (var output in operation.Operands.Where(o => o is { Access: Access.Write, Array.IsActive: true }))
                _builder.Clear(TangentOf(output.Array!), copy.Arguments[output.First], copy.Arguments[output.First + 1]);
            return;
        }

        var callee = (operation.IsAdjoint ? operation.Rule.AdjointTangent : operation.Rule.Tangent)
            ?? throw new NoHessian(op.Place, operation.Rule.Method);
        var operands = new Operands();
        foreach (var operand in operation.Operands)
        {
            if (operand.Array is { } array)
                AddPart(operand, array);
            else
                AddNumber(operand, op.Arguments[operand.First], copy.Arguments[operand.First]);
        }

        if (op.Result is not null)
            operands.Number("result", copy.Result!);
        var call = operands.Call(_builder, operation.Rule, callee, operation.IsAdjoint);
        if (op.Result is { IsActive: true } result)
        {
            call.Result = new Value(result.Type, _builder.Region) { Definition = call };
            _tangents[result] = Named(call.Result, result.Name);
        }

        void AddPart(Operand operand, ArrayVariable array)
        {
            Value start = copy.Arguments[operand.First], length = copy.Arguments[operand.First + 1];
            // An adjoint is no operand of its tangent, but the tangent of an adjoint is.
            if (operand.Access != Access.Add)
                operands.Part(operand.Name, array, start, length, Access.Read);
            if (!array.IsActive && operand.Access != Access.Add)
                return;
            if (operand.IsReference)
                operands.Reference(operand.Name + "Tangent", TangentOf(array), start, length);
            else
                operands.Part(operand.Name + "Tangent", TangentOf(array), start, length, operand.Access);
        }

        void AddNumber(Operand operand, Value value, Value copied)
        {
            operands.Number(operand.Name, copied);
            if (value.IsReal)
                operands.Number(operand.Name + "Tangent", TangentOrZero(value));
        }
    }
}
