using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SamFast.Generators.Gradients.Lowering;

/// <summary>Questions about the control flow of the user's statements.</summary>
internal static class Flow
{
    /// <summary>True if no statement after it runs.</summary>
    public static bool AlwaysExits(IOperation? statement) => statement switch
    {
        IReturnOperation or IBranchOperation or IThrowOperation => true,
        IBlockOperation block => block.Operations.Any(AlwaysExits),
        IConditionalOperation branch => AlwaysExits(branch.WhenTrue) && AlwaysExits(branch.WhenFalse),
        _ => false,
    };

    /// <summary>The returns, and the breaks and continues of loops around the statement.</summary>
    public static IEnumerable<IOperation> Exits(IOperation statement)
    {
        var inner = new HashSet<ISymbol>(statement.DescendantsAndSelf().OfType<ILoopOperation>()
            .SelectMany(loop => new ISymbol[] { loop.ExitLabel, loop.ContinueLabel })
            .Concat(statement.DescendantsAndSelf().OfType<ISwitchOperation>().Select(s => s.ExitLabel)), SymbolEqualityComparer.Default);
        return statement.DescendantsAndSelf()
            .Where(o => o is IReturnOperation || (o is IBranchOperation branch && !inner.Contains(branch.Target)));
    }

    /// <summary>The variables that statements may assign, also in local functions that they call.</summary>
    public static HashSet<ISymbol> Assigned(IEnumerable<IOperation?> statements) =>
        Assigned(statements, new HashSet<ISymbol>(SymbolEqualityComparer.Default));

    private static HashSet<ISymbol> Assigned(IEnumerable<IOperation?> statements, HashSet<ISymbol> called)
    {
        var symbols = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var operation in statements.OfType<IOperation>().SelectMany(s => s.DescendantsAndSelf()))
        {
            foreach (var target in Targets(operation))
                Add(target);
            if (operation is IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction } call && called.Add(call.TargetMethod))
                symbols.UnionWith(Assigned([Body(call)], called));
        }

        return symbols;

        static IOperation? Body(IInvocationOperation call)
        {
            IOperation root = call;
            while (root.Parent is { } parent)
                root = parent;
            return root.Descendants().OfType<ILocalFunctionOperation>()
                .FirstOrDefault(f => SymbolEqualityComparer.Default.Equals(f.Symbol, call.TargetMethod.OriginalDefinition))?.Body;
        }

        void Add(IOperation? target)
        {
            switch (target)
            {
                case ILocalReferenceOperation local: symbols.Add(local.Local); break;
                case IParameterReferenceOperation parameter: symbols.Add(parameter.Parameter); break;
                case IFieldReferenceOperation field: Add(field.Instance); break;
                case IPropertyReferenceOperation { Property.IsIndexer: false } property: Add(property.Instance); break;
                case ITupleOperation tuple:
                    foreach (var element in tuple.Elements)
                        Add(element);
                    break;
            }
        }
    }

    private static IEnumerable<IOperation?> Targets(IOperation operation) => operation switch
    {
        IAssignmentOperation assignment => [assignment.Target],
        IIncrementOrDecrementOperation step => [step.Target],
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => [argument.Value],
        IInvocationOperation { Instance: { Type: { TypeKind: TypeKind.Struct, IsRefLikeType: false, SpecialType: SpecialType.None } } instance } => [instance],
        _ => [],
    };
}
