using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Lowering;

internal sealed partial class Lowerer
{
    private static readonly string[] _mathTypes = ["Math", "MathF", "Double", "Single"];

    private Lowered? Call(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (IsOfNumbers(call) is { } isMath && isMath)
            return Mathematics(call);
        if (method.ContainingType is { Name: "Span" or "ReadOnlySpan", ContainingNamespace.Name: "System" } && call.Instance is { } span)
            return OfSpan(call, Array(span));
        var arguments = new Lowered[method.Parameters.Length];
        foreach (var argument in call.Arguments)
            arguments[argument.Parameter!.Ordinal] = argument.Parameter.RefKind == RefKind.Out ? Default(argument.Parameter.Type)! : Argument(argument);
        CheckReferences(call);
        var instance = call.Instance is { } receiver ? Expression(receiver) : null;
        return Invoke(method, arguments, instance, call);
    }

    private Lowered Argument(IArgumentOperation argument)
    {
        var value = argument.Value;
        bool isSpan = Numbers.OfSpan(Resolve(argument.Parameter!.Type)) is not null;
        var optional = Numbers.OfNullable(Resolve(argument.Parameter.Type));
        while (value is IConversionOperation conversion && (isSpan || optional is not null && Numbers.OfNullable(Resolve(conversion.Type!)) is not null))
            value = conversion.Operand;
        bool isOmitted = value is IDefaultValueOperation or ICollectionExpressionOperation { Elements.Length: 0 } or ILiteralOperation { ConstantValue.Value: null };
        if (isOmitted && (isSpan || optional is not null))
            return new Omitted();
        return optional is { } number && Numbers.Of(Resolve(value.Type!)) is not null ? new Scalar(To(Number(value), number)) : Expression(argument.Value);
    }

    /// <summary>Refuses arguments by reference that may stand for one variable.</summary>
    private static void CheckReferences(IInvocationOperation call)
    {
        var references = call.Arguments.Where(a => a.Parameter!.RefKind is RefKind.Ref or RefKind.Out && a.Value is not IDiscardOperation)
            .Select(a => a.Value is IDeclarationExpressionOperation declared ? declared.Expression : a.Value).ToArray();
        var read = call.Arguments.Where(a => a.Parameter!.RefKind is RefKind.In or RefKind.RefReadOnlyParameter).Select(a => a.Value);
        if (references.Length == 0)
            return;
        if (references.FirstOrDefault(r => !IsVariable(r)) is { } element)
            throw Refuse(element, $"'{Text(element)}' by reference: pass a variable, and assign the element afterwards");
        if (call.TargetMethod is { MethodKind: MethodKind.LocalFunction, IsStatic: false })
            throw Refuse(call, $"'{call.TargetMethod.Name}' is a local function with references: make it static");
        var variables = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var reference in references.Concat(read).Concat(call.Instance is { } instance ? [instance] : []))
        {
            if (Variable(reference) is { } variable && !variables.Add(variable))
                throw Refuse(reference, $"'{variable.Name}' is passed by reference twice: pass a copy");
        }

        static ISymbol? Variable(IOperation operation) => operation switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            IMemberReferenceOperation { Instance: { } owner } => Variable(owner),
            IInstanceReferenceOperation self => self.Type,
            _ => null,
        };
    }

    /// <summary>True for methods of <c>Math</c> and of number types, also through a type parameter.</summary>
    private bool? IsOfNumbers(IInvocationOperation call)
    {
        var type = call.ConstrainedToType is { } constrained ? Resolve(constrained) : call.TargetMethod.ContainingType;
        return call.TargetMethod.IsStatic && (IsOfNumber(call.TargetMethod) || (_mathTypes.Contains(type.Name) && type.ContainingNamespace?.Name == "System")
            || type.SpecialType is SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Int32);
    }

    /// <summary>True for the overloads of <c>Activations</c> for numbers.</summary>
    private static bool IsOfNumber(IMethodSymbol method) => method is { ContainingType.Name: "Activations", ContainingNamespace.Name: Symbols.Names.Library, Parameters.Length: 1 };

    private Scalar Mathematics(IInvocationOperation call)
    {
        string name = call.TargetMethod.Name;
        var arguments = new Value[call.Arguments.Length];
        foreach (var argument in call.Arguments)
            arguments[argument.Parameter!.Ordinal] = Number(argument.Value);
        var type = Numbers.Of(Resolve(call.TargetMethod.ReturnType)) ?? (call.ConstrainedToType is { } t ? Numbers.Of(Resolve(t)) : null);
        if (type is null)
            throw Refuse(call, $"'{name}' returns {Show(call.TargetMethod.ReturnType)}: use int, float or double");
        if (name is "CreateChecked" or "CreateSaturating" or "CreateTruncating")
            return new Scalar(To(arguments[0], call.ConstrainedToType is { } target ? Numbers.Of(Resolve(target))!.Value : type.Value));
        if (name is "IsNaN" or "IsFinite" or "IsInfinity" or "IsNegative" or "IsPositive")
        {
            var x = arguments[0];
            var zero = _builder.Constant(0, x.Type);
            return new Scalar(name switch
            {
                "IsNaN" => _builder.Operator("!=", x, x),
                "IsFinite" => _builder.Operator("==", _builder.Operator("-", x, x), zero),
                "IsNegative" => _builder.Operator("<", x, zero),
                "IsPositive" => _builder.Operator(">=", x, zero),
                _ => throw Refuse(call, $"'{name}' has no rule: compare with a number"),
            });
        }

        if (name == "Clamp" && arguments.Length == 3)
            return new Scalar(Chosen("Min", Chosen("Max", arguments[0], arguments[1]), arguments[2]));
        if (type == NumberType.Integer && name is "Max" or "Min" && arguments[0].Type == NumberType.Integer)
            return new Scalar(Chosen(name, arguments[0], arguments[1]));
        if (type == NumberType.Integer && name == "Abs")
            return new Scalar(_builder.Select(_builder.Operator("<", arguments[0], _builder.Integer(0)), _builder.Operator("-", arguments[0]), arguments[0]));
        if (Functions.Steps.Contains(name))
        {
            var op = new Op(OpKind.Call, _builder.Region, arguments) { Text = name };
            return new Scalar(_builder.Append(op, type.Value));
        }

        if (name == "Log" && arguments.Length == 2)
            return new Scalar(_builder.Operator("/", Call("Log", arguments[0]), Call("Log", arguments[1])));
        if (name is "ReciprocalEstimate" or "ReciprocalSqrtEstimate" or "MultiplyAddEstimate")
            throw Refuse(call, $"'{name}' has other bits on every processor: write the division");
        if (Functions.Find(name, arguments.Length) is null)
            throw Refuse(call, $"'{name}' has no derivative rule: write it with other functions, or give a method of yours a [Derivative]");
        return new Scalar(Call(name, arguments));
    }

    private Value Call(string name, params Value[] arguments) => _builder.Call(Functions.Named(name), arguments);

    private Value Chosen(string name, Value a, Value b) => a.IsReal ? Call(name, a, b)
        : _builder.Select(_builder.Operator(name == "Max" ? ">" : "<", a, b), a, b);

    private View? OfSpan(IInvocationOperation call, View view)
    {
        switch (call.TargetMethod.Name)
        {
            case "Slice":
                return Slice(view, Number(call.Arguments[0].Value), call.Arguments.Length > 1 ? Number(call.Arguments[1].Value) : null);
            case "Clear":
                Fill(view, _builder.Constant(0, view.Array.Type), call);
                return null;
            case "Fill":
                Fill(view, Number(call.Arguments[0].Value), call);
                return null;
            case "CopyTo":
                var target = Array(call.Arguments[0].Value);
                Writable(target, call);
                Each(view.Length, i => _builder.Store(target.Array, At(target, i), Element(view, i)));
                return null;
            default:
                throw Refuse(call, $"'{call.TargetMethod.Name}' of a span has no derivative rule: write the loop");
        }
    }

    private void Fill(View view, Value value, IOperation at)
    {
        Writable(view, at);
        Each(view.Length, i => _builder.Store(view.Array, At(view, i), value));
    }

    /// <summary>A loop over a length.</summary>
    private void Each(Value length, Action<Value> body)
    {
        var op = new Op(OpKind.Loop, _builder.Region, _builder.Integer(0), length);
        op.Regions = [new Region(op)];
        op.Index = new Value(NumberType.Integer, op.Body);
        using (_builder.Within(op.Body))
            body(op.Index);
        _builder.Region.Ops.Add(op);
    }

    private View Slice(View view, Value start, Value? length) => new(
        view.Array, _builder.Operator("+", view.Start, start), length ?? _builder.Operator("-", view.Length, start));

    /// <summary>Lowers the body of a called method in place of the call.</summary>
    private Lowered? Invoke(IMethodSymbol method, Lowered[] arguments, Lowered? instance, IOperation at)
    {
        if (method is { Name: "Stop", ContainingType.Name: "Derivative", ContainingNamespace.Name: "SamFast" } && arguments[0] is Scalar stopped)
            return new Scalar(_builder.Append(new Op(OpKind.Call, _builder.Region, stopped.Value) { Text = "Stop" }, stopped.Value.Type));
        var target = method.ReducedFrom ?? method;
        if (_rules.Find(target) is { } rule)
            return Ruled(target, rule, arguments, at);
        if (Problem(target) is { } problem)
            return Opaque(target, arguments, instance, at, $"'{method.Name}' {problem}");
        if (arguments.Any(a => a is Omitted))
            throw Refuse(at, $"'{method.Name}' takes an empty span or a null: give it a [Derivative], or write an overload without that parameter");
        var types = new Dictionary<ISymbol, ITypeSymbol>(SymbolEqualityComparer.Default);
        Add(target.OriginalDefinition.TypeParameters, target.TypeArguments);
        Add(target.ContainingType.OriginalDefinition.TypeParameters, target.ContainingType.TypeArguments);
        var caller = _frame;
        var frame = new Frame(target.OriginalDefinition, caller, types);
        if (frame.IsRecursive)
            throw Refuse(at, $"'{method.Name}' calls itself: write a loop");
        var before = new HashSet<object>(_variables.Keys);
        var parameters = target.OriginalDefinition.Parameters;
        for (int i = 0; i < parameters.Length; i++)
            _variables[parameters[i]] = arguments[i];
        if (instance is not null)
            _variables[frame.This] = instance;
        _frame = frame;
        var result = Body(target.OriginalDefinition);
        _frame = caller;
        var written = parameters.Select(p => _variables[p]).ToArray();
        var changed = instance is null ? null : _variables[frame.This];
        foreach (object variable in _variables.Keys.Where(v => !before.Contains(v)).ToArray())
            _variables.Remove(variable);
        if (at is IInvocationOperation call)
        {
            foreach (var argument in call.Arguments.Where(a => a.Parameter!.RefKind is RefKind.Ref or RefKind.Out))
                Assignment(argument.Value, written[argument.Parameter!.Ordinal]);
            if (changed is Aggregate && !ReferenceEquals(changed, instance) && call.Instance is { } receiver && IsVariable(receiver))
                Assignment(receiver, changed);
        }

        return result;

        void Add(IReadOnlyList<ITypeParameterSymbol> parameters, IReadOnlyList<ITypeSymbol> arguments)
        {
            for (int i = 0; i < parameters.Count; i++)
                types[parameters[i]] = Resolve(arguments[i]);
        }
    }

    /// <summary>The reason why the body of a method cannot be read, and the remedy.</summary>
    private string? Problem(IMethodSymbol method) => method switch
    {
        { MethodKind: MethodKind.DelegateInvoke } => "is a delegate, whose body is not known: call a static method",
        { IsVirtual: true } or { IsAbstract: true } or { IsOverride: true, ContainingType.IsValueType: false } =>
            "is virtual, so its body is not known: call a static method",
        { IsExtern: true } => "has no source: give a method of yours that calls it a [Derivative]",
        { IsStatic: false, ContainingType.IsValueType: false, MethodKind: not MethodKind.LocalFunction } => "belongs to an object: make it static, and pass what it reads",
        { IsAsync: true } => "is asynchronous: call a static method that returns a number",
        _ => _rules.HasSource(method) ? null : "has neither source in this project nor a rule: give a method of yours that calls it a [Derivative]",
    };
}
