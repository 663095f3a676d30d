using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Lowering;

/// <summary>Lowers the body of a method to structured operations. Calls of methods with source are replaced by their bodies. Breaks,
/// continues and early returns become conditions.</summary>
internal sealed partial class Lowerer
{
    private readonly Compilation _compilation;
    private readonly RuleReader _rules;
    private readonly CancellationToken _cancellation;
    private readonly Builder _builder;
    private readonly Dictionary<object, Lowered> _variables = [];
    private readonly Dictionary<ISymbol, (object Break, object Continue)> _labels = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<(Region Region, ArrayVariable Array, double Place), Value> _points = [];
    private IReadOnlyCollection<string>? _inputs;
    private Frame _frame;

    private Lowerer(Compilation compilation, IMethodSymbol method, RuleReader rules, CancellationToken cancellation, Builder? builder = null)
    {
        _compilation = compilation;
        _rules = rules;
        _cancellation = cancellation;
        Program = new Routine(method);
        _builder = builder ?? new Builder(Program.Top);
        _frame = new Frame(method, null, new Dictionary<ISymbol, ITypeSymbol>(SymbolEqualityComparer.Default));
    }

    private Routine Program { get; }

    /// <summary>Lowers a method.</summary>
    /// <param name="inputs">The parameters with respect to which the value is differentiated; null for the first.</param>
    /// <exception cref="Refusal">Something in its body has no gradient that could be proven right.</exception>
    public static Routine Lower(IMethodSymbol method, Compilation compilation, RuleReader rules, CancellationToken cancellation, IReadOnlyCollection<string>? inputs = null)
    {
        var lowerer = new Lowerer(compilation, method, rules, cancellation) { _inputs = inputs };
        lowerer.Run(method);
        return lowerer.Program;
    }

    private void Run(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
            _variables[parameter] = Parameter(parameter);
        Program.Element = Program.Inputs.FirstOrDefault()?.Type ?? Numbers.Of(method.ReturnType) ?? NumberType.Double;
        Program.Result = Body(method) is Scalar { Value: { IsReal: true } result } ? result
            : throw new Refusal(method.Locations[0], $"the result of '{method.Name}' is not a number: return float or double");
    }

    private Lowered Parameter(IParameterSymbol parameter)
    {
        if (Numbers.Of(Resolve(parameter.Type)) is { } number)
        {
            var value = _builder.Parameter(parameter.Name, number);
            value.Name = parameter.Name;
            value.IsActive = value.IsReal && _inputs?.Contains(parameter.Name) == true;
            return new Scalar(value);
        }

        bool isPoint = parameter.Ordinal == 0;
        if (LayoutShape.Of(parameter.Type) is { } shape && isPoint)
            return new Model(Point(parameter.Name, shape.Element == "float" ? NumberType.Single : NumberType.Double, shape.Element), shape);
        if (!isPoint && Default(parameter.Type) is Aggregate whole)
            return Members(parameter.Name, whole);
        if (Numbers.OfSpan(Resolve(parameter.Type)) is not { } span)
            throw new Refusal(parameter.Locations[0], $"'{parameter.Name}' is {Show(parameter.Type)}: declare numbers, or spans of numbers");
        if (_inputs is null ? isPoint : _inputs.Contains(parameter.Name))
            return Whole(Point(parameter.Name, span.Number, span.Storage));
        var array = new ArrayVariable(parameter.Name, span.Number, span.Storage, span.IsReadOnly ? ArrayRole.Data : ArrayRole.Local)
        {
            IsParameter = true,
        };
        Program.Arrays.Add(array);
        return Whole(array);
    }

    private ArrayVariable Point(string name, NumberType type, string storage)
    {
        var point = new ArrayVariable(name, type, storage, ArrayRole.Point) { IsParameter = true };
        Program.Arrays.Add(point);
        return point;
    }

    /// <summary>The members of a struct that is a parameter.</summary>
    private Aggregate Members(string path, Aggregate whole) => new(
        [.. whole.Items.Select(item => (item.Name, item.Item switch
        {
            Aggregate inner => Members($"{path}.{item.Name}", inner),
            Scalar { Value: var number } => new Scalar(_builder.Parameter($"{path}.{item.Name}", number.Type)),
            var other => other,
        }))]);

    private View Whole(ArrayVariable array) => new(array, _builder.Integer(0), _builder.Length(array));

    /// <summary>Lowers a body, and returns its result.</summary>
    private Lowered? Body(IMethodSymbol method)
    {
        var syntax = method.DeclaringSyntaxReferences.First().GetSyntax(_cancellation);
        var operation = _compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, _cancellation);
        var block = operation switch
        {
            IMethodBodyOperation body => body.BlockBody ?? body.ExpressionBody,
            ILocalFunctionOperation local => local.Body,
            _ => operation as IBlockOperation,
        };
        if (block is null)
            throw new Refusal(method.Locations[0], $"'{method.Name}' has no body");
        _variables[_frame.Returned] = new Scalar(_builder.Boolean(false));
        Statements(block.Operations, 0);
        return _variables.TryGetValue(_frame.Result, out var result) ? result : null;
    }

    /// <summary>A type with the type arguments of the call.</summary>
    private ITypeSymbol Resolve(ITypeSymbol type)
    {
        if (_frame.Types.TryGetValue(type, out var argument))
            return argument;
        if (type is INamedTypeSymbol { IsGenericType: true } generic && generic.TypeArguments.Any(a => a.TypeKind == TypeKind.TypeParameter))
            return generic.OriginalDefinition.Construct([.. generic.TypeArguments.Select(Resolve)]);
        return type;
    }

    private static string Show(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static Refusal Refuse(IOperation at, string problem) => new(at.Syntax.GetLocation(), problem);

    private static string Text(IOperation operation) => operation.Syntax.ToString();
}
