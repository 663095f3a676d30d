using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Lowering;

internal sealed partial class Lowerer
{
    /// <summary>Lowers a for loop: counted, if its index goes by 1 to a bound that does not change, and no exit leaves it.</summary>
    private void For(IForLoopOperation loop)
    {
        foreach (var before in loop.Before)
            Statement(before);
        if (!Counted(loop))
        {
            General(loop, () => loop.Condition is null ? _builder.Boolean(true) : Condition(loop.Condition), loop.AtLoopBottom, isChecked: true);
        }

        foreach (var local in loop.Locals)
            _variables.Remove(local);
    }

    private bool Counted(IForLoopOperation loop)
    {
        var assigned = Flow.Assigned([loop.Body]);
        if (loop.AtLoopBottom.Length != 1 || loop.Condition is not IBinaryOperation condition
            || Flow.Exits(loop.Body).Any(exit => exit is not IBranchOperation { BranchKind: BranchKind.Continue } jump
                || !SymbolEqualityComparer.Default.Equals(jump.Target, loop.ContinueLabel)))
        {
            return false;
        }

        var (index, step) = loop.AtLoopBottom[0] is IExpressionStatementOperation bottom ? Step(bottom.Operation) : default;
        if (index is null || step == 0 || assigned.Contains(index) || !loop.Locals.Contains(index, SymbolEqualityComparer.Default)
            || Bare(condition.LeftOperand) is not ILocalReferenceOperation left || !SymbolEqualityComparer.Default.Equals(left.Local, index)
            || !IsFixed(condition.RightOperand, assigned, index) || _variables[index] is not Scalar { Value: { Type: NumberType.Integer } start })
        {
            return false;
        }

        bool isUp = step > 0;
        int beyond;
        switch (condition.OperatorKind, isUp)
        {
            case (BinaryOperatorKind.LessThan, true) or (BinaryOperatorKind.GreaterThan, false): beyond = 0; break;
            case (BinaryOperatorKind.LessThanOrEqual, true) or (BinaryOperatorKind.GreaterThanOrEqual, false): beyond = 1; break;
            default: return false;
        }

        if (condition.LeftOperand.Type!.SpecialType != SpecialType.System_Int32)
            return false;
        var bound = Number(condition.RightOperand);
        if (step == 1)
        {
            Loop(loop, start, _builder.Operator("+", bound, _builder.Integer(beyond)), value => value, index);
            return true;
        }

        // k counts from 0; the index is a multiple of it.
        int stride = Math.Abs(step);
        var distance = isUp ? _builder.Operator("-", bound, start) : _builder.Operator("-", start, bound);
        var count = _builder.Operator("/", _builder.Operator("+", distance, _builder.Integer(beyond + stride - 1)), _builder.Integer(stride));
        Loop(loop, _builder.Integer(0), count, k => _builder.Operator(
            isUp ? "+" : "-", start, _builder.Operator("*", k, _builder.Integer(stride))), index);
        return true;
    }

    private static (ISymbol? Index, int Step) Step(IOperation bottom) => bottom switch
    {
        IIncrementOrDecrementOperation { Target: ILocalReferenceOperation local } step =>
            (local.Local, step.Kind == OperationKind.Increment ? 1 : -1),
        ICompoundAssignmentOperation
        {
            Target: ILocalReferenceOperation local, Value.ConstantValue: { HasValue: true, Value: int by },
            OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract,
        } step => (local.Local, step.OperatorKind == BinaryOperatorKind.Add ? by : -by),
        _ => default,
    };

    /// <summary>True if a bound has the same value in every iteration.</summary>
    private static bool IsFixed(IOperation bound, HashSet<ISymbol> assigned, ISymbol index) => bound.DescendantsAndSelf().All(o => o switch
    {
        ILocalReferenceOperation local => !assigned.Contains(local.Local) && !SymbolEqualityComparer.Default.Equals(local.Local, index),
        IParameterReferenceOperation parameter => !assigned.Contains(parameter.Parameter),
        IPropertyReferenceOperation property => property.Property.Name == "Length",
        ILiteralOperation or IBinaryOperation or IUnaryOperation or IConversionOperation or IParenthesizedOperation or IFieldReferenceOperation => true,
        _ => o.ConstantValue.HasValue,
    });

    private static IOperation Bare(IOperation operation) => operation is IConversionOperation { IsImplicit: true } conversion
        ? Bare(conversion.Operand) : operation;

    private void ForEach(IForEachLoopOperation loop)
    {
        if (Expression(loop.Collection) is not View view
            || loop.LoopControlVariable is not IVariableDeclaratorOperation { Symbol: { } item })
        {
            throw Refuse(loop.Collection, "'foreach' over something that is no span: write a loop with an index");
        }

        if (Flow.Assigned([loop.Body]).Contains(item) && item.RefKind == RefKind.Ref)
            throw Refuse(loop, "'foreach' with a ref variable that is assigned: write a loop with an index");
        if (Flow.Exits(loop.Body).Any(e => e is not IBranchOperation { BranchKind: BranchKind.Continue }))
        {
            var index = new object();
            _variables[index] = new Scalar(_builder.Integer(0));
            General(loop, () => _builder.Operator("<", Current(), view.Length), [], isChecked: true, () => Take(Current()), () =>
                _variables[index] = new Scalar(_builder.Operator("+", Current(), _builder.Integer(1))), [index]);
            Value Current() => ((Scalar)_variables[index]).Value;
        }
        else
        {
            Loop(loop, _builder.Integer(0), view.Length, value => value, null, Take);
        }

        _variables.Remove(item);
        void Take(Value index) => Assign(item, new Scalar(Element(view, index)));
    }

    /// <summary>Lowers a loop with a known number of iterations.</summary>
    private void Loop(
        ILoopOperation loop, Value from, Value to, Func<Value, Value> indexOf, ISymbol? index, Action<Value>? begin = null)
    {
        var op = new Op(OpKind.Loop, _builder.Region, from, to) { Place = loop.Syntax.GetLocation() };
        op.Regions = [new Region(op)];
        op.Index = new Value(NumberType.Integer, op.Body) { Name = index?.Name };
        var continues = new object();
        _labels[loop.ContinueLabel] = (new(), continues);
        var carried = Carry(op, Flow.Assigned([loop.Body]), []);
        var before = new HashSet<object>(_variables.Keys);
        using (_builder.Within(op.Body))
        {
            Set(continues, false);
            var value = indexOf(op.Index);
            if (index is not null)
                Assign(index, new Scalar(value));
            begin?.Invoke(op.Index);
            Statements(Body(loop), 0);
        }

        Close(op, carried, before);
    }

    private static ImmutableArray<IOperation> Body(ILoopOperation loop) =>
        loop.Body is IBlockOperation block ? block.Operations : [loop.Body];

    private void While(IWhileLoopOperation loop)
    {
        if (loop.Condition is null)
            throw Unsupported(loop);
        if (loop.ConditionIsTop)
        {
            General(loop, () => Condition(loop.Condition), [], isChecked: true);
            return;
        }

        // The first iteration of a do loop does not ask.
        var first = new object();
        Set(first, true);
        General(
            loop, () => _builder.Select(((Scalar)_variables[first]).Value, _builder.Boolean(true), Condition(loop.Condition)), [], isChecked: true,
            end: () => Set(first, false), flags: [first]);
    }

    /// <summary>Lowers a loop with any condition and any exits.</summary>
    private void General(
        ILoopOperation loop, Func<Value> condition, IReadOnlyList<IOperation> bottom, bool isChecked, Action? begin = null, Action? end = null,
        IReadOnlyList<object>? flags = null)
    {
        if (Condition(loop) is { } asked && Flow.Assigned([asked]).Count > 0)
            throw Refuse(asked, $"the condition '{Text(asked)}' assigns a variable: assign it in the body of the loop");
        object breaks = new(), continues = new();
        _labels[loop.ExitLabel] = (breaks, continues);
        _labels[loop.ContinueLabel] = (breaks, continues);
        var exits = Flow.Exits(loop.Body).Select(Flag).Distinct().Where(flag => flag != continues).ToArray();
        foreach (object flag in exits.Where(f => f == breaks))
            Set(flag, false);
        bool returns = exits.Contains(_frame.Returned);
        if (returns && !_variables.ContainsKey(_frame.Result))
        {
            _variables[_frame.Result] = Default(_frame.Method.ReturnType)
                ?? throw Refuse(loop, $"'{_frame.Method.Name}' returns {Show(_frame.Method.ReturnType)} within a loop: assign a variable, and return it after the loop");
        }

        var op = new Op(OpKind.While, _builder.Region) { Place = loop.Syntax.GetLocation() };
        op.Regions = [new Region(op), new Region(op)];
        var carried = Carry(
            op, Flow.Assigned([loop.Body, .. bottom]), [.. exits, .. flags ?? [], .. returns ? new[] { _frame.Result } : []]);
        var before = new HashSet<object>(_variables.Keys);
        using (_builder.Within(op.Regions[0]))
        {
            var goesOn = exits.Length > 0 && isChecked ? Not(Any(exits)) : null;
            op.Condition = goesOn is null ? condition() : Lazily(goesOn, condition);
        }

        using (_builder.Within(op.Body))
        {
            Set(continues, false);
            begin?.Invoke();
            Statements(Body(loop), 0);
            // The index moves after 'continue', but not after 'break'; nobody reads it then.
            foreach (var statement in bottom)
                Statement(statement);
            end?.Invoke();
        }

        Close(op, carried, before);
    }

    private static IOperation? Condition(ILoopOperation loop) => loop switch
    {
        IForLoopOperation @for => @for.Condition,
        IWhileLoopOperation @while => @while.Condition,
        _ => null,
    };

    /// <summary>The second condition, asked only if the first is true.</summary>
    private Value Lazily(Value first, Func<Value> second)
    {
        var op = new Op(OpKind.If, _builder.Region, first);
        op.Regions = [new Region(op), new Region(op)];
        Value result, not;
        using (_builder.Within(op.Regions[0]))
            result = second();
        using (_builder.Within(op.Regions[1]))
            not = _builder.Boolean(false);
        _builder.Region.Ops.Add(op);
        var merged = new Value(NumberType.Boolean, _builder.Region) { Definition = op };
        op.Merges.Add(new Merge(result, not, merged));
        return merged;
    }

    /// <summary>Opens the variables that a loop assigns.</summary>
    private List<(object Variable, Lowered Shape, List<Carried> Carried)> Carry(Op op, HashSet<ISymbol> assigned, IReadOnlyList<object> flags)
    {
        var result = new List<(object, Lowered, List<Carried>)>();
        foreach (object variable in _variables.Keys.Where(v => (v is ISymbol symbol && assigned.Contains(symbol)) || flags.Contains(v)).ToArray())
        {
            var carried = new List<Carried>();
            var shape = _variables[variable];
            _variables[variable] = shape.Map(initial =>
            {
                var name = (variable as ISymbol)?.Name;
                var c = new Carried(
                    initial, new Value(initial.Type, op.Body) { Name = name }, new Value(initial.Type, op.Home) { Definition = op, Name = name });
                carried.Add(c);
                op.Carried.Add(c);
                return c.In;
            });
            result.Add((variable, shape, carried));
        }

        return result;
    }

    /// <summary>Closes the variables that a loop assigns, and forgets those declared in it.</summary>
    private void Close(Op op, List<(object Variable, Lowered Shape, List<Carried> Carried)> variables, HashSet<object> before)
    {
        foreach (var (variable, shape, carried) in variables)
        {
            var last = _variables[variable];
            if (last is View after && shape is View start && after.Array != start.Array)
                throw new Refusal(op.Place, $"'{variable}' becomes another array in a loop: index each array by its own name");
            var results = new Queue<Carried>(carried);
            foreach (var value in last.Leaves)
            {
                var c = results.Dequeue();
                c.Out = value;
            }

            results = new Queue<Carried>(carried);
            _variables[variable] = shape.Map(_ => results.Dequeue().Result);
        }

        foreach (object variable in _variables.Keys.Where(v => !before.Contains(v)).ToArray())
            _variables.Remove(variable);
        _builder.Region.Ops.Add(op);
    }
}
