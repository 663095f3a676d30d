using System.Buffers;
using System.Reflection;
using System.Runtime.InteropServices;

namespace SamFast.Tests.Runtime;

/// <summary>Everything that can be read of an optimizer, and everything that it holds in memory.</summary>
internal static class Everything
{
    /// <summary>The ways to read, by name.</summary>
    public static IReadOnlyDictionary<string, Action> Of<T>(Optimizer<T> optimizer) where T : unmanaged
    {
        string tensor = optimizer.Layout[0].Name;
        string[] scalars = [.. optimizer.Scalars.Select(scalar => scalar.Name)], ofTensor = ScalarsOf(optimizer, tensor);
        PropertyInfo[] properties =
        [
            .. optimizer.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public)
                .Where(property => property.GetMethod is not null && !property.PropertyType.IsByRefLike),
        ];
        return new Dictionary<string, Action>
        {
            ["ToString"] = () => Assert.NotEmpty(optimizer.ToString()),
            ["Scalars"] = () => Assert.Equal(scalars, optimizer.Scalars.Select(scalar => scalar.Name)),
            ["Scalar"] = () => Assert.All(scalars, name => optimizer.Scalar(name)),
            ["Scalar of a tensor"] = () => Assert.All(ofTensor, name => optimizer.Scalar(name, tensor)),
            ["Slots"] = () => Assert.All(optimizer.Slots, slot => Assert.NotEmpty(slot.ToString())),
            ["ToArray"] = () => Assert.All(optimizer.Slots, slot => slot.ToArray(optimizer.Layout[^1].Name)),
            ["Plan"] = () => Assert.NotEmpty(optimizer.GetPlan().ToString()),
            ["Properties"] = () => Assert.All(properties, property => Read(property, optimizer)),
            ["Save"] = () => optimizer.Save(new ArrayBufferWriter<byte>()),
            ["Clone"] = () => Invoke(optimizer.GetType().GetMethod("Clone", [])!, optimizer),
        };
    }

    /// <summary>All fields, of the base class, too, with the elements of arrays.</summary>
    public static Dictionary<string, object?> InMemory<T>(Optimizer<T> optimizer) where T : unmanaged
    {
        var memory = new Dictionary<string, object?>();
        for (var type = optimizer.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(
                         BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                switch (field.GetValue(optimizer))
                {
                    case CacheLine[] lines:
                        memory.Add(field.Name, Convert.ToHexString(MemoryMarshal.AsBytes<CacheLine>(lines)));
                        break;
                    case double[] numbers:
                        memory.Add(field.Name, Convert.ToHexString(MemoryMarshal.AsBytes<double>(numbers)));
                        break;
                    case var value when field.FieldType.IsPrimitive || field.FieldType == typeof(LinesearchResult):
                        memory.Add(field.Name, value);
                        break;
                }
            }
        }

        return memory;
    }

    /// <summary>The scalars that a tensor has for itself, from the message that lists them.</summary>
    private static string[] ScalarsOf<T>(Optimizer<T> optimizer, string tensor) where T : unmanaged
    {
        const string List = "The valid names are: ";
        string message = Assert.Throws<KeyNotFoundException>(() => optimizer.Scalar("", tensor)).Message;
        int start = message.IndexOf(List, StringComparison.Ordinal);
        return start < 0 ? [] : message[(start + List.Length)..^1].Split(", ");
    }

    private static object? Read(PropertyInfo property, object optimizer) => Invoke(property.GetMethod!, optimizer);

    private static object? Invoke(MethodInfo method, object optimizer) =>
        method.Invoke(optimizer, BindingFlags.DoNotWrapExceptions, null, null, null);
}
