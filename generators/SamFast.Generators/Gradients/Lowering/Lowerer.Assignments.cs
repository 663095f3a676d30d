using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Lowering;

internal sealed partial class Lowerer
{
    /// <summary>A variable or an element. Its array and its index are evaluated once, before the assigned value.</summary>
    private sealed record Assignable(Func<Lowered> Read, Action<Lowered> Write);

    private Assignable Target(IOperation target) => ElementOf(target) ?? new(() => Expression(target), value => Assignment(target, value));

    private Assignable? ElementOf(IOperation target)
    {
        View view;
        Value index;
        switch (target)
        {
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance } indexer:
                view = Array(instance);
                index = Place(view, indexer);
                break;
            case IImplicitIndexerReferenceOperation indexer:
                view = Array(indexer.Instance);
                index = Index(indexer.Argument, () => view.Length);
                break;
            case IArrayElementReferenceOperation { Indices.Length: 1 } element:
                view = Array(element.ArrayReference);
                index = Index(element.Indices[0], () => view.Length);
                break;
            default:
                return null;
        }

        return new(() => new Scalar(Element(view, index)), Write);

        void Write(Lowered value)
        {
            Writable(view, target);
            _builder.Store(view.Array, At(view, index), value is Scalar number ? number.Value : throw Refuse(target, $"'{Text(target)}' is not a number"));
        }
    }

    private Lowered Simple(ISimpleAssignmentOperation assignment)
    {
        var target = Target(assignment.Target);
        var value = Expression(assignment.Value);
        target.Write(value);
        return value;
    }

    private Lowered Compound(ICompoundAssignmentOperation compound)
    {
        CheckWidth(compound.Target);
        var target = Target(compound.Target);
        var left = target.Read();
        var right = Expression(compound.Value);
        Lowered value;
        if (compound.OperatorMethod is { } method && !(IsNumber(compound.Target) && IsNumber(compound.Value)))
            value = Invoke(method, [left, right], null, compound)!;
        else if (left is Scalar number && right is Scalar operand)
            value = new Scalar(To(Operate(compound.OperatorKind, number.Value, operand.Value, compound), number.Value.Type));
        else
            throw Unsupported(compound);
        target.Write(value);
        return value;
    }

    private Scalar Increment(IIncrementOrDecrementOperation step)
    {
        CheckWidth(step.Target);
        var target = Target(step.Target);
        var before = target.Read() is Scalar number ? number.Value : throw Unsupported(step);
        var after = _builder.Operator(step.Kind == OperationKind.Increment ? "+" : "-", before, _builder.Constant(1, before.Type));
        target.Write(new Scalar(after));
        return new Scalar(step.IsPostfix ? before : after);
    }

    /// <summary>Refuses arithmetic whose result C# shortens.</summary>
    private static void CheckWidth(IOperation target)
    {
        if (target.Type?.SpecialType is SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16
            or SpecialType.System_Char)
        {
            throw Refuse(target, $"arithmetic in {Show(target.Type)}, which may overflow: declare '{Text(target)}' as int");
        }
    }

    private Lowered Assignment(IOperation target, Lowered value)
    {
        switch (target)
        {
            case ILocalReferenceOperation local: Assign(local.Local, value); break;
            case IParameterReferenceOperation parameter: Assign(parameter.Parameter, value); break;
            case IDeclarationExpressionOperation declaration: return Assignment(declaration.Expression, value);
            case IDiscardOperation: break;
            case IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: false } when target is IMemberReferenceOperation
            {
                Instance: { } owner, Member: { } member,
            } && IsVariable(owner) && Expression(owner) is Aggregate whole && Structs.Index(whole, member) is { } index:
                Assignment(owner, whole.With(index, value));
                break;
            case IInstanceReferenceOperation: _variables[_frame.This] = value; break;
            default:
                (ElementOf(target) ?? throw Refuse(target, $"'{Text(target)}' is no variable of the method: return the value, or write to a local array")).Write(value);
                break;
        }

        return value;
    }

    private static bool IsVariable(IOperation operation) => operation is ILocalReferenceOperation or IParameterReferenceOperation
        or IInstanceReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: false };

    private Lowered Deconstruct(IDeconstructionAssignmentOperation deconstruction)
    {
        var targets = Targets(deconstruction.Target);
        var value = Expression(deconstruction.Value);
        Deconstruct(targets, value, deconstruction.Target);
        return value;
    }

    /// <summary>The targets of a deconstruction: places, and lists of such.</summary>
    private List<object> Targets(IOperation target)
    {
        if (target is IDeclarationExpressionOperation declaration)
            target = declaration.Expression;
        return target is ITupleOperation tuple ? [.. tuple.Elements.Select(element => element is ITupleOperation ? Targets(element) : (object)Target(element))]
            : throw Refuse(target, "a deconstruction of something that is no tuple: read its members");
    }

    private static void Deconstruct(List<object> targets, Lowered value, IOperation at)
    {
        if (value is not Aggregate { Items: { } items } || items.Count != targets.Count)
            throw Refuse(at, "a deconstruction of something that is no tuple: read its members");
        for (int i = 0; i < items.Count; i++)
        {
            if (targets[i] is Assignable place)
                place.Write(items[i].Item);
            else
                Deconstruct((List<object>)targets[i], items[i].Item, at);
        }
    }
}
