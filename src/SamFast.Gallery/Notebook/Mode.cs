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
