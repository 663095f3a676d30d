using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Lowering;

internal sealed partial class Lowerer
{
    /// <summary>Lowers statements from a position on.</summary>
    private void Statements(IReadOnlyList<IOperation> statements, int from)
    {
        for (int i = from; i < statements.Count; i++)
        {
            _cancellation.ThrowIfCancellationRequested();
            var statement = statements[i];
            int next = i + 1;
            if (statement is IConditionalOperation branch && (Flow.AlwaysExits(branch.WhenTrue) || Flow.AlwaysExits(branch.WhenFalse)))
            {
                // The statements after it belong to the branch that goes on.
                Branch(Condition(branch.Condition), () => Continue(branch.WhenTrue), () => Continue(branch.WhenFalse));
                return;

                void Continue(IOperation? arm)
                {
                    if (arm is not null)
                        Statement(arm);
                    if (!Flow.AlwaysExits(arm))
                        Statements(statements, next);
                }
            }

            Statement(statement);
            if (Flow.AlwaysExits(statement))
                return;
            var exits = Flow.Exits(statement).Select(Flag).Distinct().ToArray();
            if (exits.Length > 0 && next < statements.Count)
            {
                Branch(Not(Any(exits)), () => Statements(statements, next), () => { });
                return;
            }
        }
    }

    private void Statement(IOperation statement)
    {
        switch (statement)
        {
            case IBlockOperation block: Statements(block.Operations, 0); break;
            case IVariableDeclarationGroupOperation group: Declarations(group); break;
            case IVariableDeclarationOperation declaration:
                foreach (var declarator in declaration.Declarators)
                    Declare(declarator);
                break;
            case IExpressionStatementOperation expression: Effect(expression.Operation); break;
            case IReturnOperation @return: Return(@return); break;
            case IBranchOperation jump: Set(Flag(jump), true); break;
            case IConditionalOperation branch:
                Branch(
                    Condition(branch.Condition), () => Statement(branch.WhenTrue),
                    () => { if (branch.WhenFalse is { } otherwise) Statement(otherwise); });
                break;
            case ISwitchOperation @switch: Switch(@switch); break;
            case IForLoopOperation loop: For(loop); break;
            case IWhileLoopOperation loop: While(loop); break;
            case IForEachLoopOperation loop: ForEach(loop); break;
            case IEmptyOperation or ILocalFunctionOperation: break;
            case IThrowOperation:
                throw Refuse(statement, "a throw has no gradient: check arguments before the call, or in a method around it");
            default: throw Unsupported(statement);
        }
    }

    private static Refusal Unsupported(IOperation operation) => Refuse(operation, operation switch
    {
        ITryOperation => "'try' around differentiated code: move it to the caller",
        ILockOperation or IUsingOperation or IUsingDeclarationOperation => $"'{operation.Kind}' in differentiated code: move it to the caller",
        IAwaitOperation => "'await' in differentiated code: pass the awaited data as a parameter",
        IAnonymousFunctionOperation or IDelegateCreationOperation => "a lambda in differentiated code: write a static method and call it",
        ILabeledOperation => "a label in differentiated code: write a loop or an 'if' instead of 'goto'",
        IArrayCreationOperation => "an array on the heap: write 'stackalloc', or pass a Span as a workspace",
        IInvalidOperation => $"'{Text(operation)}' has no meaning without the code of other generators: pass its value as a parameter",
        IDynamicInvocationOperation or IDynamicMemberReferenceOperation => "'dynamic' in differentiated code: use static types",
        _ => $"{operation.Kind} is outside the language of [Differentiable]: write it with numbers, spans, loops and branches",
    });

    private void Effect(IOperation operation)
    {
        if (operation is IInvocationOperation call)
            Call(call);
        else
            Expression(operation);
    }

    private void Declarations(IVariableDeclarationGroupOperation group)
    {
        foreach (var declarator in group.Declarations.SelectMany(d => d.Declarators))
            Declare(declarator);
    }

    private void Declare(IVariableDeclaratorOperation declarator)
    {
        if (declarator.Symbol.RefKind != RefKind.None)
            throw Refuse(declarator, "a ref local: write the element with its index");
        var initializer = declarator.GetVariableInitializer()?.Value;
        if (initializer is null)
        {
            if (Default(declarator.Symbol.Type) is { } zero)
                _variables[declarator.Symbol] = zero;
            return;
        }

        if (Allocation(initializer) is { } allocation)
            _variables[declarator.Symbol] = Local(declarator.Symbol, allocation);
        else
            Assign(declarator.Symbol, Expression(initializer));
    }

    /// <summary>The <c>stackalloc</c> in a conversion to a span.</summary>
    private static IOperation? Allocation(IOperation initializer)
    {
        while (initializer is IConversionOperation conversion)
            initializer = conversion.Operand;
        return initializer.Kind == OperationKind.None && initializer.Syntax.IsKind(Microsoft.CodeAnalysis.CSharp.SyntaxKind.StackAllocArrayCreationExpression)
            ? initializer : null;
    }

    private View Local(ILocalSymbol symbol, IOperation allocation)
    {
        if (Numbers.OfSpan(Resolve(symbol.Type)) is not { } span)
            throw Refuse(allocation, $"'{symbol.Name}' is {Show(symbol.Type)}: declare a Span of numbers");
        var length = Number(allocation.ChildOperations.First());
        if (!IsFixed(length))
            throw Refuse(allocation, $"the length of '{symbol.Name}' changes in a loop: write its largest length, and slice it");
        var array = new ArrayVariable(Unique(symbol.Name), span.Number, span.Storage, ArrayRole.Local)
        {
            Home = _builder.Region,
            Length = length,
        };
        Program.Arrays.Add(array);
        _builder.Declare(array, length);
        return new View(array, _builder.Integer(0), length);
    }

    /// <summary>True if a value is the same in all iterations: memory is taken once, before all loops.</summary>
    private bool IsFixed(Value value) => value.Number is not null || value.Home == Program.Top || value.Definition switch
    {
        null or { IsLoop: true } or { Kind: OpKind.Load, Array.IsMutable: true } => false,
        { Kind: OpKind.If } branch => branch.Arguments.Concat(branch.Merges.SelectMany(m => new[] { m.Then, m.Else })).All(IsFixed),
        var op => op.Arguments.All(IsFixed),
    };

    private string Unique(string name)
    {
        string unique = name;
        for (int number = 2; Program.Arrays.Any(a => a.Name == unique); number++)
            unique = name + number;
        return unique;
    }

    private void Assign(ISymbol variable, Lowered value)
    {
        if (value is Scalar { Value: { Name: null, Definition.Kind: not OpKind.Constant } number })
            number.Name = variable.Name;
        _variables[variable] = value;
    }

    private void Return(IReturnOperation @return)
    {
        if (@return.ReturnedValue is { } value)
            _variables[_frame.Result] = Expression(value);
        Set(_frame.Returned, true);
    }

    private void Set(object flag, bool value) => _variables[flag] = new Scalar(_builder.Boolean(value));

    /// <summary>The flag that an exit sets.</summary>
    private object Flag(IOperation exit) => exit switch
    {
        IReturnOperation => _frame.Returned,
        IBranchOperation { BranchKind: BranchKind.Break } jump when _labels.TryGetValue(jump.Target, out var flags) => flags.Break,
        IBranchOperation { BranchKind: BranchKind.Continue } jump when _labels.TryGetValue(jump.Target, out var flags) => flags.Continue,
        _ => throw Refuse(exit, "'goto' in differentiated code: write a loop or an 'if'"),
    };

    private Value Any(IReadOnlyList<object> flags) => flags.Select(flag => ((Scalar)_variables[flag]).Value).Aggregate(
        (a, b) => _builder.Select(a, _builder.Boolean(true), b));

    private Value Not(Value condition) => _builder.Operator("!", condition);

    /// <summary>Lowers two branches, and merges the variables that differ after them.</summary>
    private void Branch(Value condition, Action then, Action otherwise)
    {
        if (condition.Number is { } known)
        {
            (known != 0 ? then : otherwise)();
            return;
        }

        var op = new Op(OpKind.If, _builder.Region, condition);
        op.Regions = [new Region(op), new Region(op)];
        var before = new Dictionary<object, Lowered>(_variables);
        var after = new[] { then, otherwise }.Select((branch, i) =>
        {
            Restore(before);
            using (_builder.Within(op.Regions[i]))
                branch();
            return new Dictionary<object, Lowered>(_variables);
        }).ToArray();
        _builder.Region.Ops.Add(op);
        Restore(before);
        foreach (object variable in after[0].Keys.Union(after[1].Keys))
        {
            bool isThen = after[0].TryGetValue(variable, out var a), isElse = after[1].TryGetValue(variable, out var b);
            if (!isThen || !isElse)
            {
                // Declared in one branch, or the result of a method that returns in one branch only.
                if (!before.ContainsKey(variable) && variable == _frame.Result)
                    _variables[variable] = Merged(isThen ? a! : Zero(b!), isElse ? b! : Zero(a!), variable);
                continue;
            }

            _variables[variable] = ReferenceEquals(a, b) || a!.Leaves.SequenceEqual(b!.Leaves) ? a! : Merged(a, b, variable);
        }

        Lowered Merged(Lowered a, Lowered b, object variable)
        {
            if (a is View x && b is View y && x.Array != y.Array)
                throw new Refusal(condition.Definition?.Place, "a span that is one array in one branch and another one in the other: index each array in its own branch");
            var others = new Queue<Value>(b.Leaves);
            return a.Map(value =>
            {
                var other = others.Dequeue();
                if (value == other)
                    return value;
                var result = new Value(value.Type, op.Home) { Definition = op, Name = (variable as ISymbol)?.Name };
                op.Merges.Add(new Merge(value, other, result));
                return result;
            });
        }
    }

    private Lowered Zero(Lowered like) => like.Map(value => _builder.Constant(0, value.Type));

    private void Restore(Dictionary<object, Lowered> variables)
    {
        _variables.Clear();
        foreach (var pair in variables)
            _variables[pair.Key] = pair.Value;
    }

    private void Switch(ISwitchOperation @switch)
    {
        var value = Number(@switch.Value);
        var leaves = new object();
        _labels[@switch.ExitLabel] = (leaves, leaves);
        Set(leaves, false);
        Cases(0);
        _variables.Remove(leaves);

        void Cases(int number)
        {
            if (number == @switch.Cases.Length)
                return;
            var section = @switch.Cases[number];
            if (section.Clauses.Any(c => c is IDefaultCaseClauseOperation) && number < @switch.Cases.Length - 1)
                throw Refuse(section, "'default' before other cases: write it last");
            Value? condition = null;
            foreach (var clause in section.Clauses)
            {
                var match = clause switch
                {
                    ISingleValueCaseClauseOperation single => _builder.Operator("==", value, Number(single.Value)),
                    IDefaultCaseClauseOperation => _builder.Boolean(true),
                    _ => throw Refuse(clause, "a pattern in 'switch': write constants, or 'if'"),
                };
                condition = condition is null ? match : _builder.Select(condition, _builder.Boolean(true), match);
            }

            Branch(condition!, () => Statements(section.Body, 0), () => Cases(number + 1));
        }
    }
}
