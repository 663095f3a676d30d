using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Lowering;

internal sealed partial class Lowerer
{
    private Value Number(IOperation operation) => Expression(operation) is Scalar number ? number.Value
        : throw Refuse(operation, $"'{Text(operation)}' is not a number");

    private Value Condition(IOperation operation)
    {
        var value = Number(operation);
        return value.Type == NumberType.Boolean ? value : throw Unsupported(operation);
    }

    private Lowered Expression(IOperation operation)
    {
        var lowered = Lower(operation);
        if (lowered is Scalar { Value.Definition: { Place: null } definition })
            definition.Place = operation.Syntax.GetLocation();
        return lowered;
    }

    private Lowered Lower(IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true, Value: { } constant } && operation.Type is { } type && Numbers.Of(type) is { } number)
            return new Scalar(_builder.Constant(Convert.ToDouble(constant is char c ? (int)c : constant), number));
        switch (operation)
        {
            case ILocalReferenceOperation local: return Variable(local.Local, operation);
            case IParameterReferenceOperation parameter: return Variable(parameter.Parameter, operation);
            case IInstanceReferenceOperation when _variables.TryGetValue(_frame.This, out var instance): return instance;
            case IParenthesizedOperation parentheses: return Expression(parentheses.Operand);
            case IConversionOperation conversion: return Conversion(conversion);
            case IBinaryOperation binary: return Binary(binary);
            case IUnaryOperation unary: return Unary(unary);
            case IConditionalOperation choice: return Choice(choice);
            case ISimpleAssignmentOperation assignment: return Simple(assignment);
            case ICompoundAssignmentOperation compound: return Compound(compound);
            case IIncrementOrDecrementOperation step: return Increment(step);
            case IDeconstructionAssignmentOperation deconstruction: return Deconstruct(deconstruction);
            case ITupleOperation tuple: return Tuple(tuple);
            case IObjectCreationOperation creation: return Created(creation);
            case IWithOperation with: return With(with);
            case IDefaultValueOperation when operation.Type is { } kind && Default(kind) is { } zero: return zero;
            case IFieldReferenceOperation field: return Field(field, field.Field, field.Instance);
            case IPropertyReferenceOperation property: return Property(property);
            case IArrayElementReferenceOperation { Indices.Length: 1 } element:
                return new Scalar(Element(Array(element.ArrayReference), Index(element.Indices[0], () => Array(element.ArrayReference).Length)));
            case IImplicitIndexerReferenceOperation indexer: return Indexed(indexer);
            case IInvocationOperation call: return Call(call) ?? throw Refuse(call, $"'{call.TargetMethod.Name}' returns nothing");
            case ISwitchExpressionOperation @switch: return SwitchExpression(@switch);
            case IDeclarationExpressionOperation declaration: return Expression(declaration.Expression);
            default: throw Unsupported(operation);
        }
    }

    private Lowered Variable(ISymbol symbol, IOperation at) => _variables.TryGetValue(symbol, out var value) ? value
        : throw Refuse(at, $"'{symbol.Name}' is {Describe(symbol)}: pass it as a parameter, or declare it in the method");

    private static string Describe(ISymbol symbol) => symbol is ILocalSymbol { RefKind: not RefKind.None } ? "a ref local" : "not assigned here, or of an unsupported type";

    private Lowered Conversion(IConversionOperation conversion)
    {
        if (conversion.OperatorMethod is { } method && !IsSpanConversion(method))
            return Invoke(method, [Expression(conversion.Operand)], null, conversion)!;
        var operand = Expression(conversion.Operand);
        if (operand is Scalar number && Numbers.Of(Resolve(conversion.Type!)) is { } type)
        {
            if (conversion.Type!.SpecialType is SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16
                or SpecialType.System_UInt16 or SpecialType.System_Char && !conversion.ConstantValue.HasValue)
            {
                throw Refuse(conversion, $"a conversion to {Show(conversion.Type)}: convert to int");
            }

            return new Scalar(To(number.Value, type));
        }

        return operand is View or Aggregate ? operand
            : throw Refuse(conversion, $"a conversion to {Show(conversion.Type!)}: use int, float or double");
    }

    private Value To(Value value, NumberType type)
    {
        if (value.Type == type)
            return value;
        if (value.Type == NumberType.Boolean || type == NumberType.Boolean)
            throw new Refusal(value.Definition?.Place, "a conversion between a condition and a number: use '?:'");
        return _builder.Convert(value, type);
    }

    private static bool IsSpanConversion(IMethodSymbol method) =>
        method.ContainingType is { Name: "Span" or "ReadOnlySpan" or "MemoryExtensions", ContainingNamespace.Name: "System" };

    private Lowered Binary(IBinaryOperation binary)
    {
        if (binary.OperatorMethod is { } method && !(IsNumber(binary.LeftOperand) && IsNumber(binary.RightOperand)))
            return Invoke(method, [Expression(binary.LeftOperand), Expression(binary.RightOperand)], null, binary)!;
        if (binary.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr)
        {
            var left = Condition(binary.LeftOperand);
            bool isAnd = binary.OperatorKind == BinaryOperatorKind.ConditionalAnd;
            return new Scalar(Lazily(isAnd ? left : Not(left), () => isAnd ? Condition(binary.RightOperand) : Not(Condition(binary.RightOperand))) is var value && isAnd
                ? value : Not(value));
        }

        return new Scalar(Operate(binary.OperatorKind, Number(binary.LeftOperand), Number(binary.RightOperand), binary));
    }

    private bool IsNumber(IOperation operand) => Numbers.Of(Resolve(operand.Type!)) is not null;

    private Value Operate(BinaryOperatorKind kind, Value left, Value right, IOperation at)
    {
        string symbol = kind switch
        {
            BinaryOperatorKind.Add => "+",
            BinaryOperatorKind.Subtract => "-",
            BinaryOperatorKind.Multiply => "*",
            BinaryOperatorKind.Divide => "/",
            BinaryOperatorKind.Remainder => "%",
            BinaryOperatorKind.LessThan => "<",
            BinaryOperatorKind.LessThanOrEqual => "<=",
            BinaryOperatorKind.GreaterThan => ">",
            BinaryOperatorKind.GreaterThanOrEqual => ">=",
            BinaryOperatorKind.Equals => "==",
            BinaryOperatorKind.NotEquals => "!=",
            BinaryOperatorKind.And when left.Type != NumberType.Single && left.Type != NumberType.Double => "&",
            BinaryOperatorKind.Or when left.Type != NumberType.Single && left.Type != NumberType.Double => "|",
            BinaryOperatorKind.ExclusiveOr => "^",
            BinaryOperatorKind.LeftShift => "<<",
            BinaryOperatorKind.RightShift => ">>",
            _ => throw Unsupported(at),
        };
        if (symbol == "%" && left.IsReal)
            throw Refuse(at, "'%' of numbers that are not integers has no derivative at its jumps: write x - n * y with an integer n");
        var (a, b) = Common(left, right);
        return _builder.Operator(symbol, a, b);
    }

    /// <summary>Two operands of one type. C# has converted all but shifts and type parameters.</summary>
    private (Value Left, Value Right) Common(Value left, Value right) => left.Type == right.Type ? (left, right)
        : left.Type > right.Type ? (left, To(right, left.Type)) : (To(left, right.Type), right);

    private Lowered Unary(IUnaryOperation unary)
    {
        if (unary.OperatorMethod is { } method && !IsNumber(unary.Operand))
            return Invoke(method, [Expression(unary.Operand)], null, unary)!;
        var operand = Number(unary.Operand);
        return new Scalar(unary.OperatorKind switch
        {
            UnaryOperatorKind.Plus => operand,
            UnaryOperatorKind.Minus => _builder.Operator("-", operand),
            UnaryOperatorKind.Not => Not(operand),
            UnaryOperatorKind.BitwiseNegation => _builder.Operator("~", operand),
            _ => throw Unsupported(unary),
        });
    }

    private Lowered Choice(IConditionalOperation choice)
    {
        var result = new object();
        Branch(
            Condition(choice.Condition), () => _variables[result] = Expression(choice.WhenTrue),
            () => _variables[result] = Expression(choice.WhenFalse!));
        return Taken(result);
    }

    private Lowered Taken(object variable)
    {
        var value = _variables[variable];
        _variables.Remove(variable);
        return value;
    }

    private Lowered SwitchExpression(ISwitchExpressionOperation @switch)
    {
        var value = Number(@switch.Value);
        var result = new object();
        Arms(0);
        return Taken(result);

        void Arms(int number)
        {
            var arm = @switch.Arms[number];
            if (number == @switch.Arms.Length - 1 || arm.Pattern is IDiscardPatternOperation)
            {
                if (arm.Pattern is not IDiscardPatternOperation)
                    throw Refuse(arm, "a 'switch' that does not end in '_': add an arm for all other values");
                _variables[result] = Expression(arm.Value);
                return;
            }

            var condition = arm.Pattern switch
            {
                IConstantPatternOperation constant => _builder.Operator("==", value, Number(constant.Value)),
                IRelationalPatternOperation relation => Operate(relation.OperatorKind, value, Number(relation.Value), relation),
                _ => throw Refuse(arm.Pattern, "a pattern in 'switch': write constants and comparisons, or '?:'"),
            };
            Branch(condition, () => _variables[result] = Expression(arm.Value), () => Arms(number + 1));
        }
    }

    private Aggregate Tuple(ITupleOperation tuple)
    {
        var fields = ((INamedTypeSymbol)tuple.Type!).TupleElements;
        return new Aggregate([.. tuple.Elements.Select((element, i) => (fields[i].Name, Expression(element)))]);
    }

    /// <summary>Zeros of a type; null if it is not made of numbers.</summary>
    private Lowered? Default(ITypeSymbol unresolved)
    {
        var type = Resolve(unresolved);
        if (Numbers.Of(type) is { } number)
            return new Scalar(_builder.Constant(0, number));
        if (type is INamedTypeSymbol { IsTupleType: true } tuple)
            return All(tuple.TupleElements.Select(field => (field.Name, Default(field.Type))));
        return type is INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } @struct && Numbers.OfSpan(type) is null
            ? All(Structs.Members(@struct).Select(member => (member.Name, Default(member.Type)))) : null;

        static Aggregate? All(IEnumerable<(string Name, Lowered? Item)> items)
        {
            var all = items.ToArray();
            return all.Length == 0 || all.Any(item => item.Item is null) ? null : new Aggregate([.. all.Select(item => (item.Name, item.Item!))]);
        }
    }
}
