namespace SamFast.Gallery.Notebook;

/// <summary>Who computes the gradients.</summary>
internal enum Mode
{
    /// <summary>A chain without SAM: one gradient per step, from the caller.</summary>
    Plain,

    /// <summary>SAM that is given one gradient per step and moves to the perturbed point and back.</summary>
    Transparent,

    /// <summary>SAM that does a whole period per step and asks for the gradients.</summary>
    Opaque,
}

internal static class ModeNames
{
    /// <summary>The mode as the table and notebook.json call it.</summary>
    public static string Label(this Mode mode) => mode switch
    {
        Mode.Plain => "plain",
        Mode.Transparent => "transparent",
        _ => "opaque",
    };
}

/// <summary>An optimizer of the notebook in one mode.</summary>
/// <param name="Name">The name in the table and in notebook.json.</param>
/// <param name="Mode">Who computes the gradients.</param>
/// <param name="NewWalker">Makes the optimizer, in its initial state.</param>
internal sealed record Contender<T>(string Name, Mode Mode, Func<Walker<T>> NewWalker) where T : unmanaged;
