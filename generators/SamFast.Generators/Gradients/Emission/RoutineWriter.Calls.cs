using SamFast.Generators.Gradients.Ir;
using SamFast.Generators.Gradients.Passes;

namespace SamFast.Generators.Gradients.Emission;

/// <summary>Calls over arrays.</summary>
internal sealed partial class RoutineWriter
{
    private readonly Dictionary<ArrayVariable, Value> _lengths = [];

    private void Call(Operation operation, Op op)
    {
        string[] arguments = [.. operation.Callee.Parameters.Select(parameter => Argument(parameter, operation, op))];
        string head = op.Result is { } result && _uses.ContainsKey(result) ? $"{Texts.Of(result.Type)} {Declare(result)} = " : "";
        string instance = operation.Callee.Instance is { } owner ? Argument(owner, operation, op) + "." : "";
        if (operation.Callee.IsProperty)
            _writer.Statement($"{head}{instance}{operation.Callee.Call};");
        else
            _writer.Call(head + instance + operation.Callee.Call, arguments, ";");
    }

    private string Argument(CompanionParameter parameter, Operation operation, Op op)
    {
        if (parameter.Fields is { } fields)
        {
            var members = fields.Select(field => $"{Symbols.Names.Escape(field)} = {Text(op.Arguments[operation[$"{parameter.Name}.{field}"]!.First])}");
            return $"new {parameter.Type} {{ {string.Join(", ", members)} }}";
        }

        if (operation[parameter.Name] is null && parameter.IsReference)
            return $"ref {Unwanted(parameter.Number!.Value)}";
        if (operation[parameter.Name] is not { } operand)
            return parameter.Number is null || parameter.IsNullable ? "default" : Texts.Of(0, parameter.Number.Value);
        if (operand.IsReference)
            return $"ref {Name(operand.Array!)}[{Text(op.Arguments[operand.First])}]";
        if (operand.Array is { } array)
            return Part(array, op.Arguments[operand.First], op.Arguments[operand.First + 1]);
        var number = Of(op.Arguments[operand.First]);
        return parameter.Type is { } type ? $"({type}){number.Within(Expression.Primary)}" : number.Text;
    }

    /// <summary>A variable for a result that nobody reads.</summary>
    private string Unwanted(NumberType type)
    {
        string name = Fresh("unwanted");
        _writer.Statement($"{Texts.Of(type)} {name} = {Texts.Of(0, type)};");
        return name;
    }

    /// <summary>A part of an array.</summary>
    private string Part(ArrayVariable array, Value start, Value length)
    {
        bool isWhole = length.Definition is { Kind: OpKind.Length } whole ? whole.Array == array
            : _lengths.TryGetValue(array, out var declared) && Memory.IsSame(length, declared);
        return isWhole && start.Number == 0 ? Name(array) : $"{Name(array)}.Slice({Text(start)}, {Text(length)})";
    }
}
