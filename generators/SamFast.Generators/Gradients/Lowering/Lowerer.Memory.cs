using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Lowering;

internal sealed partial class Lowerer
{
    private View Array(IOperation operation) => Expression(operation) is View view ? view
        : throw Refuse(operation, $"'{Text(operation)}' is no span of the method: pass it as a parameter");

    private Value At(View view, Value index) => _builder.Operator("+", view.Start, index);

    /// <summary>Reads an element. Parameters at constant places are read once, before the loops around.</summary>
    private Value Element(View view, Value index)
    {
        var at = At(view, index);
        if (view.Array.Role != ArrayRole.Point || at.Number is not { } place || place < 0)
            return _builder.Load(view.Array, at);
        for (Region? around = _builder.Region; around is not null; around = around.Parent)
        {
            if (_points.TryGetValue((around, view.Array, place), out var seen))
                return seen;
        }

        var home = BeforeLoops(_builder.Region);
        bool isInBranch = home.Owners.Any(owner => owner.IsLoop);
        if (isInBranch)
            home = home.Owners.Last(owner => owner.IsLoop).Home;
        using (_builder.Within(home))
        {
            var parameter = isInBranch ? Guarded(view.Array, (int)place) : _builder.Load(view.Array, _builder.Integer((int)place));
            parameter.Name = view.Array.Name + (int)place;
            return _points[(home, view.Array, place)] = parameter;
        }
    }

    /// <summary>The region around the loops around a region, without a branch in between.</summary>
    private static Region BeforeLoops(Region region) => region.Owner is { IsLoop: true } loop ? BeforeLoops(loop.Home) : region;

    /// <summary>A parameter that is read in a branch of a loop, and before the loop: it need not exist if no iteration takes the branch.</summary>
    private Value Guarded(ArrayVariable array, int place)
    {
        var exists = _builder.Operator("<", _builder.Integer(place), _builder.Length(array));
        return _builder.Select(exists, _builder.Load(array, _builder.Integer(place), exists), _builder.Constant(double.NaN, array.Type));
    }

    private static void Writable(View view, IOperation at)
    {
        if (view.Array.Role == ArrayRole.Point)
            throw Refuse(at, $"a write to the parameters '{view.Array.Name}': copy them to a local array first");
        if (view.Array.Role == ArrayRole.Data)
            throw Refuse(at, $"a write to the data '{view.Array.Name}': declare it as a Span, or copy it to a local array first");
    }

    /// <summary>An index, also from the end.</summary>
    private Value Index(IOperation index, Func<Value> length)
    {
        while (index is IConversionOperation { IsImplicit: true } conversion)
            index = conversion.Operand;
        if (index is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } hat)
            return _builder.Operator("-", length(), Number(hat.Operand));
        var value = Number(index);
        return value.Type == NumberType.Integer ? value : throw Refuse(index, $"the index '{Text(index)}' is {value.Type}: use int");
    }

    /// <summary>An element from the end, or a range.</summary>
    private Lowered Indexed(IImplicitIndexerReferenceOperation indexer)
    {
        var view = Array(indexer.Instance);
        if (indexer.Argument is not IRangeOperation range)
            return new Scalar(Element(view, Index(indexer.Argument, () => view.Length)));
        var start = range.LeftOperand is { } left ? Index(left, () => view.Length) : _builder.Integer(0);
        var end = range.RightOperand is { } right ? Index(right, () => view.Length) : view.Length;
        return Slice(view, start, _builder.Operator("-", end, start));
    }

    private Lowered Property(IPropertyReferenceOperation property)
    {
        if (Dimension(property) is { } dimension)
            return dimension;
        if (property is { Property.IsIndexer: true, Instance: { } array })
        {
            var view = Array(array);
            return new Scalar(Element(view, Place(view, property)));
        }

        if (property.Instance is { } owner && Expression(owner) is Model model)
            return Tensor(model, property);
        if (property.Instance is { } instance && property.Property.Name is "Length" or "FlattenedLength" or "IsEmpty" && Expression(property.Instance!) is View span)
        {
            return new Scalar(property.Property.Name != "IsEmpty" ? span.Length
                : _builder.Operator("==", span.Length, _builder.Integer(0)));
        }

        if (property.Property.IsStatic && StaticNumber(property) is { } number)
            return new Scalar(number);
        return Field(property, property.Property, property.Instance);
    }

    /// <summary>A number such as <c>T.One</c> or <c>double.Pi</c>.</summary>
    private Value? StaticNumber(IPropertyReferenceOperation property)
    {
        var type = property.ConstrainedToType is { } constrained ? Resolve(constrained) : Resolve(property.Type!);
        if (Numbers.Of(type) is not { } number)
            return null;
        double? value = property.Property.Name switch
        {
            "Zero" or "AdditiveIdentity" => 0,
            "One" or "MultiplicativeIdentity" => 1,
            "NegativeOne" => -1,
            "Pi" => Math.PI,
            "Tau" => 2 * Math.PI,
            "E" => Math.E,
            "NaN" => double.NaN,
            "PositiveInfinity" => double.PositiveInfinity,
            "NegativeInfinity" => double.NegativeInfinity,
            "Epsilon" => number == NumberType.Single ? float.Epsilon : double.Epsilon,
            _ => null,
        };
        return value is { } known ? _builder.Constant(known, number) : null;
    }

    private Lowered Field(IOperation at, ISymbol member, IOperation? instance)
    {
        if (instance is not null && Expression(instance) is Aggregate whole)
        {
            if (Structs.Index(whole, member) is { } index)
                return whole.Items[index].Item;
            if (member is IPropertySymbol { GetMethod: { } getter })
                return Invoke(getter, [], whole, at)!;
        }

        throw Refuse(at, instance is null || instance is IInstanceReferenceOperation
            ? $"'{member.Name}' is a member outside the method, which may change between calls: pass it as a parameter, or make it const"
            : $"'{Text(at)}' cannot be read here: pass it as a parameter");
    }

    private Aggregate Created(IObjectCreationOperation creation)
    {
        if (creation.Type is not INamedTypeSymbol { TypeKind: TypeKind.Struct } type)
            throw Refuse(creation, "an object on the heap: use a tuple or a record struct");
        var zero = Default(type) as Aggregate ?? throw Refuse(creation, $"'{Show(type)}' is not made of numbers alone");
        var result = zero;
        foreach (var argument in creation.Arguments)
        {
            string name = argument.Parameter!.Name;
            int index = zero.Items.TakeWhile(item => item.Name != name).Count();
            if (index == zero.Items.Count)
                throw Refuse(creation, $"the constructor of '{Show(type)}' has a parameter '{name}' without a member of that name: declare a record struct");
            result = result.With(index, Expression(argument.Value));
        }

        if ((type.IsRecord || creation.Arguments.Length == 0) && !Structs.OnlyAssigns(type, creation.Constructor, _cancellation))
            throw Refuse(creation, $"the constructor of '{Show(type)}' runs code of its own: call a static method that returns the value");
        return creation.Arguments.Length > 0 && !type.IsRecord && !Structs.IsCompiledRecord(type, creation.Constructor!)
            ? throw Refuse(creation, $"the constructor of '{Show(type)}' is not known: declare a record struct, or use an initializer")
            : Initialized(result, creation.Initializer);
    }

    private Aggregate Initialized(Aggregate value, IObjectOrCollectionInitializerOperation? initializer)
    {
        foreach (var assignment in initializer?.Initializers.OfType<ISimpleAssignmentOperation>() ?? [])
        {
            int index = assignment.Target is IMemberReferenceOperation target && Structs.Index(value, target.Member) is { } known ? known
                : throw Refuse(assignment.Target, $"'{Text(assignment.Target)}' has a setter of its own: set a field, or an automatic property");
            value = value.With(index, Expression(assignment.Value));
        }

        return value;
    }

    private Aggregate With(IWithOperation with) => Expression(with.Operand) is Aggregate value
        ? Initialized(value, with.Initializer) : throw Unsupported(with);
}
