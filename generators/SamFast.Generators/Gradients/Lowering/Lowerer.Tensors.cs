using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Lowering;

/// <summary>The tensors of a layout, and elements with several indices.</summary>
internal sealed partial class Lowerer
{
    private View Tensor(Model model, IPropertyReferenceOperation property)
    {
        string name = property.Property.Name;
        if (name == "Values")
            return Whole(model.Array);
        if (!model.Shape.Tensors.TryGetValue(name, out var tensor))
            throw Refuse(property, $"'{name}' is no tensor of the layout: read a tensor, or the whole as Values");
        int length = tensor.Dimensions.Aggregate(1, (product, dimension) => product * dimension);
        return new View(model.Array, _builder.Integer(tensor.Start), _builder.Integer(length)) { Shape = tensor.Dimensions };
    }

    /// <summary>The place of an element in a span, or in a tensor by an index for each dimension.</summary>
    private Value Place(View view, IPropertyReferenceOperation element)
    {
        if (element.Property.ContainingType.Name is not ("TensorSpan" or "ReadOnlyTensorSpan"))
            return Index(element.Arguments[0].Value, () => view.Length);
        IOperation[] indices = element.Arguments[0].Value switch
        {
            ICollectionExpressionOperation list => [.. list.Elements],
            IArrayCreationOperation { Initializer: { } list } => [.. list.ElementValues],
            var other => [other],
        };
        if (view.Shape is not { } shape || indices.Length != shape.Count)
            throw Refuse(element, $"'{Text(element)}' has not one index for each dimension: write all of them");
        Value? place = null;
        for (int i = 0; i < indices.Length; i++)
        {
            var index = Index(indices[i], () => _builder.Integer(shape[i]));
            place = place is null ? index : _builder.Operator("+", _builder.Operator("*", place, _builder.Integer(shape[i])), index);
        }

        return place ?? _builder.Integer(0);
    }

    /// <summary>The length of a dimension of a tensor.</summary>
    private Scalar? Dimension(IPropertyReferenceOperation element)
    {
        if (element is not { Property.IsIndexer: true, Instance: IPropertyReferenceOperation { Property.Name: "Lengths", Instance: { } owner } }
            || Expression(owner) is not View { Shape: { } shape } || element.Arguments[0].Value.ConstantValue is not { Value: int number }
            || number < 0 || number >= shape.Count)
        {
            return null;
        }

        return new Scalar(_builder.Integer(shape[number]));
    }
}
