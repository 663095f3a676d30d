using System.Reflection;

namespace SamFast.Tests;

/// <summary>The state of an optimizer in memory, by the numbers of its plan; for parameters that are one tensor.</summary>
internal static unsafe class Slots
{
    public static T[] Of<T>(Optimizer<T> optimizer, int slot) where T : unmanaged =>
        new ReadOnlySpan<T>((T*)Pointer<T>(optimizer, "_state") + (slot * Stride<T>(optimizer, "_stride")), optimizer.ParameterCount)
            .ToArray();

    /// <summary>A slot in bfloat16, widened.</summary>
    public static float[] OfBFloat16(Optimizer<float> optimizer, int slot)
    {
        ushort* narrow = (ushort*)Pointer<float>(optimizer, "_narrow") + (slot * Stride<float>(optimizer, "_narrowStride"));
        var wide = new float[optimizer.ParameterCount];
        for (int i = 0; i < wide.Length; i++)
            wide[i] = BitConverter.UInt32BitsToSingle((uint)narrow[i] << 16);
        return wide;
    }

    private static void* Pointer<T>(Optimizer<T> optimizer, string name) where T : unmanaged =>
        System.Reflection.Pointer.Unbox(Value(optimizer, name));

    private static nint Stride<T>(Optimizer<T> optimizer, string name) where T : unmanaged => (nint)Value(optimizer, name);

    private static object Value<T>(Optimizer<T> optimizer, string name) where T : unmanaged =>
        typeof(Optimizer<T>).GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(optimizer)!;
}
