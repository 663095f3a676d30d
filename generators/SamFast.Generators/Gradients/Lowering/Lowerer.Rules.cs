using Microsoft.CodeAnalysis;
using SamFast.Generators.Gradients.Ir;
using SamFast.Generators.Gradients.Passes;

namespace SamFast.Generators.Gradients.Lowering;

/// <summary>Calls of methods with rules, and of methods without source that the parameters do not reach.</summary>
internal sealed partial class Lowerer
{
    private const string Instance = "this";

    /// <summary>Lowers the call of a method with a rule. Its body is not read.</summary>
    private Scalar? Ruled(IMethodSymbol method, RuleReader.Found found, Lowered[] arguments, IOperation at)
    {
        // In an editor, another project may be present as source, whose companions exist in its build.
        if (!_rules.HasSource(method) && !method.DeclaringSyntaxReferences.IsEmpty)
            return OverArrays(method, new Rule(method.Name, Companion(method, method, at)) { IsForeignSource = true }, arguments, null, at);
        var rule = found.Owner.GetMembers(found.Adjoint).OfType<IMethodSymbol>().FirstOrDefault()
            ?? throw Refuse(at, $"the rule '{found.Adjoint}' of '{method.Name}' does not exist: declare it in '{found.Owner.Name}'");
        if (rule.Parameters.Any(p => p.RefKind == RefKind.Out))
            return Partials(method, rule, arguments, at);
        Companion? Of(string? name) => name is not null && found.Owner.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault() is { } companion
            ? Companion(companion, method, at) : null;
        var companions = new Rule(method.Name, Companion(method, method, at), Of(found.Adjoint), Of(found.Tangent), Of(found.AdjointTangent))
        {
            HasSource = _rules.HasSource(rule),
        };
        return OverArrays(method, companions, arguments, null, at);
    }

    /// <summary>A call without rule: its inputs must not depend on the parameters.</summary>
    private Scalar? Opaque(IMethodSymbol method, Lowered[] arguments, Lowered? instance, IOperation at, string problem)
    {
        if (!arguments.All(a => a is Scalar or View or Aggregate or Omitted) || method.Parameters.Any(p => p.RefKind is RefKind.Ref or RefKind.Out) || instance is not (null or Aggregate)
            || !(method.ReturnsVoid || Numbers.Of(Resolve(method.ReturnType)) is not null))
        {
            throw Refuse(at, problem);
        }

        var primal = Companion(method, method, at);
        if (instance is not null)
        {
            primal = primal with
            {
                Call = method.AssociatedSymbol?.Name ?? method.Name,
                Instance = Parameter(Instance, method.ContainingType, method, at),
                IsProperty = method.AssociatedSymbol is not null,
            };
        }

        return OverArrays(method, new Rule(method.Name, primal) { Objection = problem }, arguments, instance, at);
    }

    private Scalar? OverArrays(IMethodSymbol method, Rule rule, Lowered[] arguments, Lowered? instance, IOperation at)
    {
        var operands = new Operands();
        foreach (var parameter in method.Parameters)
            Add(parameter.Name, arguments[parameter.Ordinal], Numbers.OfSpan(Resolve(parameter.Type)) is { IsReadOnly: false });
        if (instance is not null)
            Add(Instance, instance, false);
        var op = operands.Call(_builder, rule, rule.Primal, isAdjoint: false);
        op.Place = at.Syntax.GetLocation();
        return method.ReturnsVoid ? null
            : new Scalar(op.Result = new Value(Numbers.Of(Resolve(method.ReturnType)) ?? throw Unsupported(at), _builder.Region) { Definition = op });

        void Add(string name, Lowered value, bool isWritten)
        {
            switch (value)
            {
                case Scalar { Value: var number }:
                    operands.Number(name, number);
                    break;
                case View view:
                    if (isWritten)
                        Writable(view, at);
                    operands.Part(name, view.Array, view.Start, view.Length, isWritten ? Access.Write : Access.Read);
                    break;
                case Aggregate whole:
                    foreach (var (member, item) in whole.Items)
                        Add($"{name}.{member}", item, false);
                    break;
            }
        }
    }

    /// <summary>A method as generated code calls it, with the type arguments of the call.</summary>
    private Companion Companion(IMethodSymbol companion, IMethodSymbol method, IOperation at)
    {
        if (companion.Arity > 0 && companion.Arity == method.TypeArguments.Length)
            companion = companion.OriginalDefinition.Construct([.. method.TypeArguments.Select(Resolve)]);
        string owner = companion.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat).Replace(Symbols.Names.FromGlobal, "SamFast::");
        string arguments = companion.Arity == 0 ? ""
            : $"<{string.Join(", ", companion.TypeArguments.Select(t => t.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)))}>";
        return new($"{owner}.{Symbols.Names.Escape(companion.Name)}{arguments}", [.. companion.Parameters.Select(p => Parameter(p.Name, p.Type, companion, at) with { IsReference = p.RefKind == RefKind.Ref })]);
    }

    private CompanionParameter Parameter(string name, ITypeSymbol unresolved, IMethodSymbol method, IOperation at)
    {
        var type = Resolve(unresolved);
        string text = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat).Replace(Symbols.Names.FromGlobal, "SamFast::");
        if (Numbers.OfSpan(type) is not null)
            return new(name, null);
        if (Numbers.OfNullable(type) is { } optional)
            return new(name, optional) { IsNullable = true };
        if (Numbers.Of(type) is { } number)
            return new(name, number, text == Symbols.Names.Escape(text) && type.TypeKind == TypeKind.Enum || number == NumberType.Integer && type.SpecialType != SpecialType.System_Int32 ? text : null);
        return Default(type) is Aggregate whole && type is INamedTypeSymbol { TypeKind: TypeKind.Struct, IsTupleType: false }
            ? new(name, null, text, [.. whole.Items.Select(item => item.Name)])
            : throw Refuse(at, $"the parameter '{name}' of '{method.Name}' is {Show(type)}: generated code passes numbers, spans and structs of numbers");
    }

    /// <summary>A function of numbers, whose rule computes its partial derivatives. The rule is differentiated in turn.</summary>
    private Scalar Partials(IMethodSymbol method, IMethodSymbol rule, Lowered[] arguments, IOperation at)
    {
        Value[] numbers = [.. arguments.Select(a => a is Scalar { Value: var number } ? number : throw Refuse(at, $"'{method.Name}' takes more than numbers: give it a rule over spans"))];
        if (!_rules.HasSource(rule))
            throw Refuse(at, $"the rule of '{method.Name}' has no source here: call it in a method with [Differentiable] in its own project");
        var type = Numbers.Of(Resolve(method.ReturnType)) ?? throw Refuse(at, $"'{method.Name}' returns {Show(method.ReturnType)}: return float or double");
        string[] names = [.. method.Parameters.Select(p => p.Name)];
        CheckPartials(method, rule, numbers, at);
        var computed = new Dictionary<(Region, Value), Dictionary<string, Value>>();
        var function = new Function(method.Name, Partial) { Method = Companion(method, method, at).Call };
        var op = new Op(OpKind.Call, _builder.Region, numbers) { Text = method.Name, Function = function, Place = at.Syntax.GetLocation() };
        return new Scalar(_builder.Append(op, type));

        Value? Partial(Builder builder, Value[] values, Value result, int argument)
        {
            var key = (builder.Region, result);
            if (!computed.TryGetValue(key, out var partials))
                computed[key] = partials = new Lowerer(_compilation, rule, _rules, _cancellation, builder).Outputs(rule, method, values, result);
            return partials.FirstOrDefault(p => IsPartialOf(p.Key, names[argument])).Value;
        }
    }

    private static bool IsPartialOf(string output, string parameter) => string.Equals(output, "d" + parameter, StringComparison.OrdinalIgnoreCase);

    private static void CheckPartials(IMethodSymbol method, IMethodSymbol rule, Value[] numbers, IOperation at)
    {
        var real = method.Parameters.Where((_, i) => numbers[i].IsReal).ToArray();
        var outputs = rule.Parameters.Where(p => p.RefKind == RefKind.Out).ToArray();
        bool fits = rule is { ReturnsVoid: true, IsStatic: true } && real.All(p => outputs.Any(o => IsPartialOf(o.Name, p.Name)))
            && outputs.All(o => real.Any(p => IsPartialOf(o.Name, p.Name))) && rule.Parameters.All(p => p.RefKind == RefKind.Out || p.Name == "result"
                || method.Parameters.Any(m => m.Name == p.Name));
        if (!fits)
        {
            string parameters = string.Join(", ", method.Parameters.Select(p => $"{Show(p.Type)} {p.Name}")
                .Append($"{Show(method.ReturnType)} result").Concat(real.Select(p => $"out {Show(p.Type)} d{p.Name}")));
            throw Refuse(at, $"the rule '{rule.Name}' does not fit '{method.Name}': declare static void {rule.Name}({parameters})");
        }
    }

    /// <summary>Lowers a rule in a builder of another method, and returns its outputs.</summary>
    private Dictionary<string, Value> Outputs(IMethodSymbol rule, IMethodSymbol method, Value[] arguments, Value result)
    {
        foreach (var parameter in rule.Parameters)
        {
            int place = method.Parameters.Select(p => p.Name).ToList().IndexOf(parameter.Name);
            _variables[parameter] = parameter.RefKind == RefKind.Out ? Default(parameter.Type)! : new Scalar(place < 0 ? result : arguments[place]);
        }

        Body(rule);
        return rule.Parameters.Where(p => p.RefKind == RefKind.Out).ToDictionary(p => p.Name, p => ((Scalar)_variables[p]).Value);
    }
}
